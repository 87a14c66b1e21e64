package dev.tenure.persistence.provisioning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.domain.provisioning.Artefact;
import dev.tenure.domain.provisioning.Attempt;
import dev.tenure.persistence.statement.Sql;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How an attempt ended, as a column keeps it. As with {@link StoredWork}, a new shape is a new version and old ones stay
 * readable.
 *
 * @param type the label of the attempt
 * @param version the version of the shape
 * @param json an object
 */
record StoredAttempt(String type, int version, String json) {

    /** Of an account that was listed, the second version knows sessions, credentials and second factors. */
    private static final int VERSION_OF_LISTED = 2;

    /** Of who signed in, the second version knows calls, and until when the log held everything. */
    private static final int VERSION_OF_SIGN_INS = 2;

    private static final int VERSION = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    static StoredAttempt of(Attempt attempt) {
        ObjectNode object = JSON.createObjectNode();
        switch (attempt) {
            case Attempt.Applied applied -> facts(object, applied.facts());
            case Attempt.Unchanged unchanged -> facts(object, unchanged.facts());
            case Attempt.Listed listed -> accounts(object, listed.accounts());
            case Attempt.SignInsRead read -> {
                object.put("count", read.count()).put("calls", read.calls()).put("whole", read.whole());
                StoredArtefact.time(object, "first", read.first());
                StoredArtefact.time(object, "last", read.last());
                StoredArtefact.time(object, "wholeUntil", read.wholeUntil());
            }
            case Attempt.Refused refused -> {
                reason(object, refused.reason());
                facts(object, refused.facts());
            }
            case Attempt.Unreachable unreachable -> reason(object, unreachable.reason());
            case Attempt.InDoubt doubt -> {
                reason(object, doubt.reason());
                facts(object, doubt.facts());
            }
        }
        return new StoredAttempt(attempt.label(), version(attempt), object.toString());
    }

    private static int version(Attempt attempt) {
        return switch (attempt) {
            case Attempt.Listed listed -> VERSION_OF_LISTED;
            case Attempt.SignInsRead read -> VERSION_OF_SIGN_INS;
            case Attempt.Applied applied -> VERSION;
            case Attempt.Unchanged unchanged -> VERSION;
            case Attempt.Refused refused -> VERSION;
            case Attempt.Unreachable unreachable -> VERSION;
            case Attempt.InDoubt doubt -> VERSION;
        };
    }

    Attempt attempt() {
        JsonNode object;
        try {
            object = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("outcome: is not the JSON that was written", e);
        }
        return switch (type + "/" + version) {
            case "applied/1" -> new Attempt.Applied(facts(object));
            case "unchanged/1" -> new Attempt.Unchanged(facts(object));
            case "listed/1", "listed/2" -> new Attempt.Listed(accounts(object));
            case "sign-ins-read/1", "sign-ins-read/2" ->
                new Attempt.SignInsRead(
                        object.required("count").longValue(),
                        object.path("calls").longValue(),
                        object.required("whole").booleanValue(),
                        StoredArtefact.time(object, "first"),
                        StoredArtefact.time(object, "last"),
                        StoredArtefact.time(object, "wholeUntil"));
            case "refused/1" -> new Attempt.Refused(text(object, "reason"), facts(object));
            case "unreachable/1" -> new Attempt.Unreachable(text(object, "reason"));
            case "in-doubt/1" -> new Attempt.InDoubt(text(object, "reason"), facts(object));
            default ->
                throw new IllegalStateException("outcome: this version does not know " + type + " version " + version
                        + "; run the newer version");
        };
    }

    private static void reason(ObjectNode object, String reason) {
        object.put("reason", Sql.storable(reason));
    }

    private static void facts(ObjectNode object, List<Attempt.Fact> facts) {
        ArrayNode array = object.putArray("facts");
        for (Attempt.Fact fact : facts) {
            array.addObject()
                    .put("name", Sql.storable(fact.name()))
                    .put("value", Sql.storable(fact.value()))
                    .put("personal", fact.personal());
        }
    }

    private static List<Attempt.Fact> facts(JsonNode object) {
        List<Attempt.Fact> facts = new ArrayList<>();
        for (JsonNode fact : object.required("facts")) {
            facts.add(new Attempt.Fact(
                    text(fact, "name"),
                    text(fact, "value"),
                    fact.required("personal").booleanValue()));
        }
        return facts;
    }

    private static void accounts(ObjectNode object, List<Attempt.SeenAccount> accounts) {
        ArrayNode array = object.putArray("accounts");
        for (Attempt.SeenAccount account : accounts) {
            ObjectNode seen = array.addObject()
                    .put("nativeId", Sql.storable(account.nativeId()))
                    .put("name", Sql.storable(account.name()))
                    .put("enabled", account.enabled());
            texts(seen.putArray("memberships"), account.memberships());
            texts(seen.putArray("retained"), account.retained());
            ObjectNode kinds = seen.putObject("artefacts");
            for (Artefact.Kind kind : Artefact.Kind.values()) {
                List<Artefact> all = account.artefacts().get(kind);
                if (all != null) {
                    ArrayNode listed = kinds.putArray(kind.label());
                    all.forEach(artefact -> StoredArtefact.write(listed.addObject(), artefact));
                }
            }
        }
    }

    private static List<Attempt.SeenAccount> accounts(JsonNode object) {
        List<Attempt.SeenAccount> accounts = new ArrayList<>();
        for (JsonNode account : object.required("accounts")) {
            accounts.add(new Attempt.SeenAccount(
                    text(account, "nativeId"),
                    text(account, "name"),
                    account.required("enabled").booleanValue(),
                    texts(account.required("memberships")),
                    texts(account.required("retained")),
                    artefacts(account.path("artefacts"))));
        }
        return accounts;
    }

    private static Map<Artefact.Kind, List<Artefact>> artefacts(JsonNode kinds) {
        Map<Artefact.Kind, List<Artefact>> artefacts = new EnumMap<>(Artefact.Kind.class);
        for (Artefact.Kind kind : Artefact.Kind.values()) {
            if (kinds.has(kind.label())) {
                List<Artefact> all = new ArrayList<>();
                kinds.required(kind.label()).forEach(one -> all.add(StoredArtefact.read(one)));
                artefacts.put(kind, all);
            }
        }
        return artefacts;
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(text -> array.add(Sql.storable(text)));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.textValue()));
        return texts;
    }

    private static String text(JsonNode object, String field) {
        return object.required(field).textValue();
    }
}
