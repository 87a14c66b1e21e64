package dev.tenure.connectors.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.ObservedEntitlement;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Groups of a target and their direct members. */
final class Groups {

    private final ScimSettings settings;
    private final ScimClient client;

    /** Whether a list was seen to show members: then a group that is listed without any has none. */
    private volatile boolean listsMembers;

    Groups(ScimSettings settings, ScimClient client) {
        this.settings = settings;
        this.client = client;
    }

    /** Where groups are; empty where the target has none. */
    Optional<String> endpoint() throws Trouble {
        return settings.quirks().groups() ? client.features().groups() : Optional.empty();
    }

    /** One group, or empty where the target shows that there is none. */
    Optional<ObjectNode> group(EntitlementRef group) throws Trouble {
        Optional<String> endpoint = endpoint();
        return endpoint.isPresent() && ScimAddresses.addressable(named(group))
                ? client.resource(endpoint.get(), named(group))
                : Optional.empty();
    }

    /** Where one group is written to. */
    URI address(EntitlementRef group) throws Trouble {
        if (!ScimAddresses.addressable(named(group))) {
            throw Trouble.refused("the target lists it with an id that cannot be asked for: see to it by hand");
        }
        return settings.addresses().resource(endpoint().orElseThrow(), named(group));
    }

    private static String named(EntitlementRef group) throws Trouble {
        if (group.nativeId().startsWith(AccountShape.WITHOUT_ID)) {
            throw Trouble.refused("the target lists it without an id: see to it by hand");
        }
        return group.nativeId();
    }

    /** Whether a group that was read alone has the account as a direct member. */
    boolean holds(ObjectNode group, AccountRef account, JsonNode user) {
        if (settings.quirks().memberships() == Quirks.Memberships.USER) {
            return told(user).containsKey(ref(group, 0));
        }
        Optional<JsonNode> members = Attributes.field(group, "members");
        return members.isPresent()
                && members.get().valueStream().anyMatch(member -> value(member)
                        .equals(Optional.of(account.nativeId())));
    }

    Walk walk(String endpoint, Map<String, String> query) throws Trouble {
        return new Walk(client, settings, client.features(), endpoint, query);
    }

    /** All accounts and groups by their ids, to resolve members by. */
    MemberIndex index(Accounts accounts) throws Trouble {
        Map<String, String> ids = settings.quirks().selectAttributes() ? Map.of("attributes", "id") : Map.of();
        MemberIndex index = new MemberIndex();
        Walk users = accounts.walk(ids);
        while (!users.ended()) {
            users.next().forEach(index::account);
        }
        Walk all = walk(endpoint().orElseThrow(), ids);
        while (!all.ended()) {
            all.next().forEach(index::group);
        }
        return index;
    }

    /** What an account is a direct member of: the names of groups by their ids. */
    Map<EntitlementRef, String> of(JsonNode user) throws Trouble {
        Optional<String> endpoint = endpoint();
        Optional<String> id = AccountShape.id(user);
        if (endpoint.isEmpty() || id.isEmpty()) {
            return Map.of();
        }
        return switch (settings.quirks().memberships()) {
            case USER -> told(user);
            case GROUPS -> among(walk(endpoint.get(), Map.of()), endpoint.get(), id.get());
            case FILTER ->
                among(
                        walk(endpoint.get(), Map.of("filter", Requests.filter("members.value", id.get()))),
                        endpoint.get(),
                        id.get());
        };
    }

    private static Map<EntitlementRef, String> told(JsonNode user) {
        Map<EntitlementRef, String> found = new LinkedHashMap<>();
        Attributes.field(user, "groups").filter(JsonNode::isArray).ifPresent(groups -> {
            for (JsonNode group : groups) {
                boolean direct = Attributes.text(group, "type")
                        .filter("indirect"::equalsIgnoreCase)
                        .isEmpty();
                Optional<String> value = Attributes.text(group, "value").filter(v -> !v.isBlank());
                if (direct && value.isPresent()) {
                    found.put(
                            new EntitlementRef(value.get()),
                            AccountShape.cut(Attributes.text(group, "display")
                                    .filter(d -> !d.isBlank())
                                    .orElse(value.get())));
                }
            }
        });
        return found;
    }

    private Map<EntitlementRef, String> among(Walk walk, String endpoint, String account) throws Trouble {
        Map<EntitlementRef, String> found = new LinkedHashMap<>();
        long number = 0;
        while (!walk.ended()) {
            for (JsonNode group : walk.next()) {
                number++;
                for (JsonNode member : members(endpoint, group)) {
                    if (value(member).equals(Optional.of(account))) {
                        found.put(ref(group, number), name(group, number));
                    }
                }
            }
        }
        return found;
    }

    /** A group's members, whole. */
    List<JsonNode> members(String endpoint, JsonNode group) throws Trouble {
        Optional<JsonNode> listed = Attributes.field(group, "members");
        if (listed.isPresent()) {
            List<JsonNode> members = new ArrayList<>();
            if (listed.get().isArray()) {
                listed.get().forEach(members::add);
            } else {
                members.add(listed.get());
            }
            if (!members.isEmpty()) {
                listsMembers = true;
            }
            return members;
        }
        Optional<String> id = AccountShape.id(group);
        if (listsMembers || id.isEmpty()) {
            return List.of();
        }
        // No list showed a member yet, so it may be that lists leave them out.
        Optional<ObjectNode> alone = client.resource(endpoint, id.get());
        List<JsonNode> members = new ArrayList<>();
        alone.flatMap(g -> Attributes.field(g, "members")).ifPresent(found -> found.forEach(members::add));
        return members;
    }

    static Optional<String> value(JsonNode member) {
        return member.isTextual() ? Optional.of(member.textValue()) : Attributes.text(member, "value");
    }

    static boolean nested(JsonNode member) {
        return Attributes.text(member, "type").filter("Group"::equalsIgnoreCase).isPresent()
                || Attributes.text(member, "$ref")
                        .filter(ref -> ref.toLowerCase(Locale.ROOT).contains("/groups/"))
                        .isPresent();
    }

    static EntitlementRef ref(JsonNode group, long number) {
        return new EntitlementRef(AccountShape.id(group).orElse(AccountShape.WITHOUT_ID + number));
    }

    static String name(JsonNode group, long number) {
        return Attributes.text(group, "displayName")
                .filter(name -> !name.isBlank())
                .map(AccountShape::cut)
                .orElseGet(() -> ref(group, number).nativeId());
    }

    ObservedEntitlement observed(JsonNode group, long number, List<JsonNode> members, MemberIndex index) {
        return new ObservedEntitlement(
                ref(group, number),
                name(group, number),
                members.stream().map(index::resolve).toList());
    }
}
