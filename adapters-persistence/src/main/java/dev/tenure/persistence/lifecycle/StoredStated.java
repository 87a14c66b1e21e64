package dev.tenure.persistence.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.domain.lifecycle.Stated;
import dev.tenure.domain.lifecycle.StatementId;
import dev.tenure.domain.lifecycle.Step;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What two people state, as columns of a case keep it. */
final class StoredStated {

    private static final ObjectMapper JSON = new ObjectMapper();

    private StoredStated() {}

    static String write(Map<Step, Stated> stated) {
        ObjectNode object = JSON.createObjectNode();
        for (Step step : Step.values()) {
            Stated people = stated.get(step);
            if (people != null) {
                write(object.putObject(step.label()), people);
            }
        }
        return object.toString();
    }

    static @Nullable String write(Optional<Stated> stated) {
        return stated.map(people -> write(JSON.createObjectNode(), people).toString())
                .orElse(null);
    }

    static Map<Step, Stated> steps(String json) {
        Map<Step, Stated> stated = new EnumMap<>(Step.class);
        tree(json).properties().forEach(one -> stated.put(StoredSteps.step(one.getKey()), read(one.getValue())));
        return stated;
    }

    static Optional<Stated> one(@Nullable String json) {
        return Optional.ofNullable(json).map(StoredStated::tree).map(StoredStated::read);
    }

    private static ObjectNode write(ObjectNode object, Stated stated) {
        object.put("statement", stated.statement().value().toString())
                .put("doneAt", stated.doneAt().toString())
                .put("statedBy", stated.statedBy())
                .put("statedAt", stated.statedAt().toString())
                .put("confirmedBy", stated.confirmedBy())
                .put("confirmedAt", stated.confirmedAt().toString());
        stated.evidence().ifPresent(text -> object.put("evidence", text));
        stated.ticket().ifPresent(text -> object.put("ticket", text));
        return object;
    }

    private static Stated read(JsonNode object) {
        return new Stated(
                new StatementId(UUID.fromString(text(object, "statement"))),
                Instant.parse(text(object, "doneAt")),
                optional(object, "evidence"),
                optional(object, "ticket"),
                text(object, "statedBy"),
                Instant.parse(text(object, "statedAt")),
                text(object, "confirmedBy"),
                Instant.parse(text(object, "confirmedAt")));
    }

    private static Optional<String> optional(JsonNode object, String field) {
        return object.hasNonNull(field) ? Optional.of(text(object, field)) : Optional.empty();
    }

    private static String text(JsonNode object, String field) {
        return object.required(field).textValue();
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stated: is not the JSON that was written", e);
        }
    }
}
