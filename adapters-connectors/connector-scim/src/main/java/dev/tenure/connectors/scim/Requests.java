package dev.tenure.connectors.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.unboundid.scim2.common.Path;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.filters.Filter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Filters, paths and bodies; the library writes filters and paths, so that no value is taken for syntax. Pure. */
final class Requests {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final Path ACTIVE = Path.root().attribute("active");

    private Requests() {}

    /** @param attribute one that {@link ScimSettings#ATTRIBUTE} accepts */
    static String filter(String attribute, String value) {
        try {
            return Filter.eq(Path.fromString(attribute), TextNode.valueOf(value))
                    .toString();
        } catch (ScimException e) {
            throw new IllegalArgumentException("attribute: is none of SCIM", e);
        }
    }

    static String modifiedAfter(Instant moment) {
        try {
            return Filter.gt(Path.fromString("meta.lastModified"), TextNode.valueOf(moment.toString()))
                    .toString();
        } catch (ScimException e) {
            throw new IllegalStateException("the path is one of SCIM", e);
        }
    }

    static ObjectNode active(Quirks.ActiveForm form, boolean active) {
        BooleanNode truth = BooleanNode.valueOf(active);
        return switch (form) {
            case PATH -> patch("replace", Optional.of(ACTIVE.toString()), Optional.of(truth));
            case VALUE ->
                patch(
                        "replace",
                        Optional.empty(),
                        Optional.of(NODES.objectNode().set("active", truth)));
            case TEXT ->
                patch(
                        "replace",
                        Optional.of(ACTIVE.toString()),
                        Optional.of(TextNode.valueOf(active ? "True" : "False")));
        };
    }

    static ObjectNode password(String drawn) {
        return patch("replace", Optional.of("password"), Optional.of(TextNode.valueOf(drawn)));
    }

    /** @param after the resource as it is to be */
    static ObjectNode edits(List<AttributeEdit> edits, ObjectNode after) {
        Map<String, Optional<JsonNode>> values = new LinkedHashMap<>();
        edits.forEach(edit -> values.put(edit.path(), edit.patched(after)));
        ObjectNode body = patch();
        values.forEach(
                (path, value) -> operation(body, value.isPresent() ? "replace" : "remove", Optional.of(path), value));
        return body;
    }

    static ObjectNode addMember(String id) {
        ArrayNode values = NODES.arrayNode();
        values.addObject().put("value", id);
        return patch("add", Optional.of("members"), Optional.of(values));
    }

    static ObjectNode removeMember(Quirks.MemberRemoval form, String id) {
        return switch (form) {
            case FILTER ->
                patch(
                        "remove",
                        Optional.of(Path.root()
                                .attribute("members", Filter.eq(Path.root().attribute("value"), TextNode.valueOf(id)))
                                .toString()),
                        Optional.empty());
            case VALUE -> {
                ArrayNode values = NODES.arrayNode();
                values.addObject().put("value", id);
                yield patch("remove", Optional.of("members"), Optional.of(values));
            }
        };
    }

    private static ObjectNode patch(String op, Optional<String> path, Optional<JsonNode> value) {
        ObjectNode body = patch();
        operation(body, op, path, value);
        return body;
    }

    /** Made of nodes, since the library's own class cannot be written without reflection and takes no value at a removal. */
    private static ObjectNode patch() {
        ObjectNode body = NODES.objectNode();
        body.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:PatchOp");
        body.putArray("Operations");
        return body;
    }

    private static void operation(ObjectNode body, String op, Optional<String> path, Optional<JsonNode> value) {
        ObjectNode operation = body.withArray("Operations").addObject();
        operation.put("op", op);
        path.ifPresent(p -> operation.put("path", p));
        value.ifPresent(v -> operation.set("value", v));
    }

    /** A new account. */
    static ObjectNode account(List<AttributeEdit> edits, boolean active, Optional<String> password) {
        ObjectNode body = NODES.objectNode();
        body.putArray("schemas").add(USER);
        edits.forEach(edit -> edit.apply(body));
        body.put("active", active);
        password.ifPresent(drawn -> body.put("password", drawn));
        return body;
    }

    /** A resource as it was read, ready to be put back: without what is the target's to say. */
    static ObjectNode whole(ObjectNode read) {
        ObjectNode body = NODES.objectNode();
        for (Map.Entry<String, JsonNode> field : read.properties()) {
            String name = field.getKey();
            if (!name.equalsIgnoreCase("meta")
                    && !name.equalsIgnoreCase("groups")
                    && !name.equalsIgnoreCase("password")) {
                body.set(name, field.getValue());
            }
        }
        return body;
    }

    /** The same with one attribute set. */
    static ObjectNode wholeWith(ObjectNode read, String attribute, JsonNode value) {
        ObjectNode body = whole(read);
        body.remove(body.properties().stream()
                .map(Map.Entry::getKey)
                .filter(attribute::equalsIgnoreCase)
                .toList());
        body.set(attribute, value);
        return body;
    }

    /** A group with one member more. */
    static ObjectNode wholeWithMember(ObjectNode group, String member) {
        ArrayNode members = NODES.arrayNode();
        Attributes.field(group, "members").ifPresent(there -> there.forEach(members::add));
        members.addObject().put("value", member);
        return wholeWith(group, "members", members);
    }

    /** A group without one of its members. */
    static ObjectNode wholeWithout(ObjectNode group, String member) {
        ArrayNode kept = NODES.arrayNode();
        Attributes.field(group, "members").ifPresent(members -> {
            for (JsonNode one : members) {
                if (!Groups.value(one).equals(Optional.of(member))) {
                    kept.add(one);
                }
            }
        });
        return wholeWith(group, "members", kept);
    }
}
