package dev.tenure.connectors.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.Evidence.Fact;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Accounts of a target, one by one: read, looked for, and written to. */
final class Accounts {

    private final ScimSettings settings;
    private final ScimClient client;

    Accounts(ScimSettings settings, ScimClient client) {
        this.settings = settings;
        this.client = client;
    }

    /** All of them. */
    Walk walk(Map<String, String> query) throws Trouble {
        Features features = client.features();
        return new Walk(client, settings, features, features.users(), query);
    }

    Optional<ObjectNode> user(AccountRef account) throws Trouble {
        String id = account.nativeId();
        if (id.startsWith(AccountShape.WITHOUT_ID)) {
            throw Trouble.refused("the target lists this account without an id: see to it by hand");
        }
        if (!ScimAddresses.addressable(id)) {
            return Optional.empty();
        }
        return client.resource(client.features().users(), id);
    }

    /** Everybody whose attribute has this value. */
    List<JsonNode> found(String attribute, String value) throws Trouble {
        if (!ScimSettings.ATTRIBUTE.matcher(attribute).matches()) {
            throw Trouble.refused("attribute: is not an attribute's name; write it as userName or emails.value");
        }
        boolean filter = settings.filters() == ScimSettings.Filters.AUTO
                && client.features().filter();
        if (filter) {
            try {
                return matching(walk(Map.of("filter", Requests.filter(attribute, value))), attribute, value);
            } catch (Trouble e) {
                if (!e.isRefusal()) {
                    throw e;
                }
                // Many targets filter by some attributes only. The whole list says the same.
            }
        }
        return matching(walk(Map.of()), attribute, value);
    }

    /** A target that passes over a filter lists everybody, so each is looked at again. */
    private static List<JsonNode> matching(Walk walk, String attribute, String value) throws Trouble {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        long number = 0;
        while (!walk.ended()) {
            for (JsonNode user : walk.next()) {
                number++;
                if (Attributes.values(user, attribute).stream().anyMatch(value::equalsIgnoreCase)) {
                    found.put(AccountShape.id(user).orElse(AccountShape.WITHOUT_ID + number), user);
                }
            }
        }
        return List.copyOf(found.values());
    }

    /** Whether resources are changed in part. */
    boolean patches() throws Trouble {
        return switch (settings.changes()) {
            case AUTO -> client.features().patch();
            case PATCH -> true;
            case PUT -> false;
        };
    }

    WriteAnswer write(AccountRef account, ObjectNode before, ObjectNode patch, ObjectNode whole) throws Trouble {
        boolean inPart = patches();
        return client.write(
                inPart ? "PATCH" : "PUT", address(account), Optional.of(inPart ? patch : whole), version(before));
    }

    WriteAnswer delete(AccountRef account, ObjectNode before) throws Trouble {
        return client.write("DELETE", address(account), Optional.empty(), version(before));
    }

    private URI address(AccountRef account) throws Trouble {
        return settings.addresses().resource(client.features().users(), account.nativeId());
    }

    /** The version that a write is to meet, where the target looks at versions. */
    Optional<String> version(JsonNode resource) throws Trouble {
        return client.features().etag()
                ? Attributes.field(resource, "meta").flatMap(meta -> Attributes.text(meta, "version"))
                : Optional.empty();
    }

    /**
     * An account as read after a write.
     *
     * @param user empty when the read had no answer; holding empty when the account is gone
     */
    record ReadBack(Optional<Optional<ObjectNode>> user) {

        /** @param whenGone whether the state shows where the account is gone */
        Judgement.Shown shown(Predicate<ObjectNode> state, boolean whenGone) {
            if (user.isEmpty()) {
                return Judgement.Shown.UNREADABLE;
            }
            return user.get().map(state::test).orElse(whenGone) ? Judgement.Shown.YES : Judgement.Shown.NO;
        }

        Fact fact(Function<ObjectNode, Fact> fact) {
            return user.flatMap(u -> u).map(fact).orElse(Fact.plain("readBack.exists", "false"));
        }
    }

    ReadBack readBack(AccountRef account, WriteAnswer answer) {
        if (answer instanceof WriteAnswer.Refused || answer instanceof WriteAnswer.NotNow) {
            return new ReadBack(Optional.empty());
        }
        try {
            return new ReadBack(Optional.of(user(account)));
        } catch (Trouble e) {
            return new ReadBack(Optional.empty());
        }
    }

    /** Facts on an account, beginning with its name. */
    static List<Fact> about(JsonNode user, Fact... facts) {
        List<Fact> all = new ArrayList<>();
        AccountShape.name(user).ifPresent(name -> all.add(Fact.personal("account.name", name)));
        all.addAll(List.of(facts));
        return all;
    }

    static boolean isActive(JsonNode user, boolean wanted) {
        return Attributes.truth(user, "active").equals(Optional.of(wanted));
    }

    static Fact activeFact(String name, JsonNode user) {
        return Fact.plain(
                name, Attributes.truth(user, "active").map(String::valueOf).orElse("not shown"));
    }
}
