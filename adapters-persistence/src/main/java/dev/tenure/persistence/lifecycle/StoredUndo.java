package dev.tenure.persistence.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.Step;
import dev.tenure.domain.lifecycle.Undo;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.persistence.statement.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What is given back of a leaver's case, as columns keep it. */
final class StoredUndo {

    private static final ObjectMapper JSON = new ObjectMapper();

    private StoredUndo() {}

    static String gifts(List<Undo.Gift> gifts) {
        ArrayNode array = JSON.createArrayNode();
        gifts.forEach(gift -> put(array.addObject(), gift));
        return array.toString();
    }

    static List<Undo.Gift> gifts(String json) {
        List<Undo.Gift> gifts = new ArrayList<>();
        array(json).forEach(one -> gifts.add(gift(one)));
        return gifts;
    }

    static String losses(List<Undo.Loss> losses) {
        ArrayNode array = JSON.createArrayNode();
        for (Undo.Loss loss : losses) {
            on(array.addObject(), loss.account(), loss.system(), loss.name())
                    .put("step", loss.step().label());
        }
        return array.toString();
    }

    static List<Undo.Loss> losses(String json) {
        List<Undo.Loss> losses = new ArrayList<>();
        for (JsonNode one : array(json)) {
            String label = text(one, "step");
            Step step = Stream.of(Step.values())
                    .filter(known -> known.label().equals(label))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("step: holds what this version does not know"));
            losses.add(new Undo.Loss(account(one), system(one), text(one, "name"), step));
        }
        return losses;
    }

    static String parts(List<Undo.Part> parts) {
        ArrayNode array = JSON.createArrayNode();
        for (Undo.Part part : parts) {
            ObjectNode object = put(array.addObject(), part.gift())
                    .put("state", part.state().label());
            switch (part.state()) {
                case Undo.PartState.Due due -> {
                    // Its label says all.
                }
                case Undo.PartState.Refused refused -> object.put("reason", Sql.storable(refused.reason()));
                case Undo.PartState.Given given -> object.put("at", given.at().toString());
                case Undo.PartState.LeftAlone left -> object.put("reason", Sql.storable(left.reason()));
            }
        }
        return array.toString();
    }

    static List<Undo.Part> parts(String json) {
        List<Undo.Part> parts = new ArrayList<>();
        for (JsonNode one : array(json)) {
            Undo.PartState state =
                    switch (text(one, "state")) {
                        case "due" -> new Undo.PartState.Due();
                        case "refused" -> new Undo.PartState.Refused(text(one, "reason"));
                        case "given" -> new Undo.PartState.Given(Instant.parse(text(one, "at")));
                        case "left-alone" -> new Undo.PartState.LeftAlone(text(one, "reason"));
                        default -> throw new IllegalStateException("state: holds what this version does not know");
                    };
            parts.add(new Undo.Part(gift(one), state));
        }
        return parts;
    }

    private static ObjectNode put(ObjectNode object, Undo.Gift gift) {
        on(object, gift.account(), gift.system(), gift.name());
        return switch (gift.access()) {
            case Undo.Access.SignIn signIn -> object.put("access", "sign-in");
            case Undo.Access.Membership membership ->
                object.put("access", "membership")
                        .put("entitlement", Sql.storable(membership.entitlement()))
                        .put("entitlementName", Sql.storable(membership.name()));
        };
    }

    private static ObjectNode on(ObjectNode object, AccountId account, SystemId system, String name) {
        return object.put("account", account.value().toString())
                .put("system", system.value().toString())
                .put("name", Sql.storable(name));
    }

    private static Undo.Gift gift(JsonNode one) {
        Undo.Access access =
                switch (text(one, "access")) {
                    case "sign-in" -> new Undo.Access.SignIn();
                    case "membership" ->
                        new Undo.Access.Membership(text(one, "entitlement"), text(one, "entitlementName"));
                    default -> throw new IllegalStateException("access: holds what this version does not know");
                };
        return new Undo.Gift(account(one), system(one), text(one, "name"), access);
    }

    private static AccountId account(JsonNode one) {
        return new AccountId(UUID.fromString(text(one, "account")));
    }

    private static SystemId system(JsonNode one) {
        return new SystemId(UUID.fromString(text(one, "system")));
    }

    private static String text(JsonNode one, String field) {
        return one.required(field).textValue();
    }

    private static JsonNode array(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("undo: is not the JSON that was written", e);
        }
    }
}
