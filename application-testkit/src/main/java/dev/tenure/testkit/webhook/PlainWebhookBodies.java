package dev.tenure.testkit.webhook;

import dev.tenure.application.webhook.WebhookBodies;
import dev.tenure.connector.spi.Secret;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.domain.webhook.Body;
import dev.tenure.domain.webhook.WebhookDelivery.Hint;
import dev.tenure.domain.webhook.WebhookSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads bodies of lines {@code name=value}: enough for samples. Of a source that is read again the names are delivery, event,
 * immediate, said and, for each worker, worker; of any other they are facts. A line without a name cannot be read.
 */
public final class PlainWebhookBodies implements WebhookBodies {

    @Override
    public Content read(WebhookSource source, Body body) {
        Map<String, String> values = new HashMap<>();
        List<String> workers = new ArrayList<>();
        for (String line :
                new String(body.bytes(), StandardCharsets.UTF_8).lines().toList()) {
            int end = line.indexOf('=');
            if (end < 1) {
                return new Content.Unreadable("/line", "is no name=value: write one");
            }
            values.put(line.substring(0, end), line.substring(end + 1));
            if (line.startsWith("worker=")) {
                workers.add(line.substring(end + 1));
            }
        }
        Optional<String> token = Optional.ofNullable(values.get("token"));
        if (token.isPresent()) {
            return new Content.Handshake(Secret.of(token.get()));
        }
        Optional<String> event = Optional.ofNullable(values.get("event"));
        if (source.api().isEmpty()) {
            Map<Fact, String> facts = new EnumMap<>(Fact.class);
            values.forEach((name, value) -> Fact.of(name).ifPresent(fact -> facts.put(fact, value)));
            return new Content.Hints(
                    Optional.empty(),
                    List.of(new Hint(
                            event, Optional.ofNullable(facts.get(Fact.WORKER_ID)), false, Optional.empty(), facts)));
        }
        return new Content.Hints(
                Optional.ofNullable(values.get("delivery")),
                workers.stream()
                        .map(worker -> new Hint(
                                event,
                                Optional.of(worker),
                                values.containsKey("immediate"),
                                Optional.ofNullable(values.get("said")).map(Instant::parse),
                                Map.of()))
                        .toList());
    }
}
