package dev.tenure.persistence.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.domain.provisioning.Artefact;
import dev.tenure.persistence.statement.Sql;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** A session, credential or second factor as a part of the JSON that a column keeps. */
public final class StoredArtefact {

    private StoredArtefact() {}

    /** Writes it into an object. */
    public static void write(ObjectNode object, Artefact artefact) {
        object.put("kind", artefact.kind().label())
                .put("id", Sql.storable(artefact.id()))
                .put("what", Sql.storable(artefact.what()));
        time(object, "since", artefact.since());
        time(object, "lastUsedAt", artefact.lastUsedAt());
        time(object, "expiresAt", artefact.expiresAt());
    }

    /** Reads it from an object. */
    public static Artefact read(JsonNode object) {
        String kind = object.required("kind").textValue();
        return new Artefact(
                Arrays.stream(Artefact.Kind.values())
                        .filter(k -> k.label().equals(kind))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException(
                                "artefact: this version does not know " + kind + "; run the newer version")),
                object.required("id").textValue(),
                object.required("what").textValue(),
                time(object, "since"),
                time(object, "lastUsedAt"),
                time(object, "expiresAt"));
    }

    /** Writes a time, or nothing. */
    public static void time(ObjectNode object, String name, Optional<Instant> time) {
        time.ifPresent(at -> object.put(name, at.toString()));
    }

    /** Reads a time that may not be there. */
    public static Optional<Instant> time(JsonNode object, String name) {
        return Optional.ofNullable(object.get(name)).map(JsonNode::textValue).map(Instant::parse);
    }
}
