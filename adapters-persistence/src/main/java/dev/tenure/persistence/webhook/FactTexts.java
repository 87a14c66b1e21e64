package dev.tenure.persistence.webhook;

import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.persistence.statement.JsonTexts;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Texts by fact as a JSON object by the facts' labels. */
final class FactTexts {

    private FactTexts() {}

    static String write(Map<Fact, String> texts) {
        Map<String, String> byLabel = new HashMap<>();
        texts.forEach((fact, text) -> byLabel.put(fact.label(), text));
        return JsonTexts.write(byLabel);
    }

    static Map<Fact, String> read(String json) {
        Map<Fact, String> byFact = new EnumMap<>(Fact.class);
        JsonTexts.read(json)
                .forEach((label, text) -> byFact.put(
                        Fact.of(label)
                                .orElseThrow(() ->
                                        new IllegalStateException("a fact is stored that this version does not know")),
                        text));
        return byFact;
    }
}
