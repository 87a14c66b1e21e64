package dev.tenure.rest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.utils.JsonUtils;
import dev.tenure.domain.push.PushedFacts;
import dev.tenure.domain.push.PushedUserId;
import dev.tenure.domain.push.PushedValue;
import dev.tenure.domain.push.PushedValue.Complex;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Resources between the form that the library works on and the form that the product keeps. */
final class ScimDocuments {

    /** How many members a group may have. */
    static final int MOST_MEMBERS = 20_000;

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private ScimDocuments() {}

    /** What a resource in our form says; without what says nothing. */
    static Complex document(ObjectNode resource) {
        TreeMap<String, PushedValue> attributes = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : resource.properties()) {
            if (!ScimReading.isNothing(field.getValue())) {
                attributes.put(field.getKey(), value(field.getValue()));
            }
        }
        return new Complex(attributes);
    }

    private static PushedValue value(JsonNode node) {
        if (node.isBoolean()) {
            return new PushedValue.Flag(node.booleanValue());
        }
        if (node.isArray()) {
            List<PushedValue> values = new ArrayList<>();
            for (JsonNode one : node) {
                if (!ScimReading.isNothing(one)) {
                    values.add(value(one));
                }
            }
            return new PushedValue.Many(values);
        }
        return node instanceof ObjectNode object ? document(object) : new PushedValue.Text(node.asText());
    }

    /** The same for the library. */
    static ObjectNode node(Complex document) {
        return (ObjectNode) value(document);
    }

    private static JsonNode value(PushedValue value) {
        JsonNodeFactory factory = JsonUtils.getJsonNodeFactory();
        return switch (value) {
            case PushedValue.Text text -> factory.textNode(text.text());
            case PushedValue.Flag flag -> factory.booleanNode(flag.flag());
            case PushedValue.Many many -> {
                ArrayNode array = factory.arrayNode();
                many.values().forEach(one -> array.add(value(one)));
                yield array;
            }
            case Complex complex -> {
                ObjectNode object = factory.objectNode();
                complex.attributes().forEach((name, attribute) -> object.set(name, value(attribute)));
                yield object;
            }
        };
    }

    /** A user's attributes, with nothing wrong in what they say of a worker. */
    static Complex user(ObjectNode checked) {
        Complex document = document(checked);
        List<PushedFacts.Flaw> flaws = PushedFacts.flaws(document);
        if (!flaws.isEmpty()) {
            String detail = flaws.stream()
                    .map(flaw -> flaw.attribute() + " " + flaw.reason())
                    .collect(Collectors.joining("; "));
            throw ScimProblem.bad(ScimProblem.Type.INVALID_VALUE, detail).refused();
        }
        return document;
    }

    /** The members that are named in a list of values. */
    static Set<PushedUserId> members(JsonNode values) {
        Set<PushedUserId> members = new LinkedHashSet<>();
        for (JsonNode value : values) {
            String type = value.path("type").asText("User");
            String id = value.path("value").asText("");
            if (!type.equalsIgnoreCase("User")) {
                throw ScimProblem.bad(
                                ScimProblem.Type.INVALID_VALUE,
                                "members.type is not User: groups in groups are not kept")
                        .refused();
            }
            members.add(member(id));
        }
        if (members.size() > MOST_MEMBERS) {
            throw ScimProblem.bad(
                            ScimProblem.Type.INVALID_VALUE,
                            "members has more than " + MOST_MEMBERS + " values: send fewer")
                    .refused();
        }
        return members;
    }

    private static PushedUserId member(String id) {
        if (!UUID_FORM.matcher(id).matches()) {
            throw ScimProblem.bad(ScimProblem.Type.INVALID_VALUE, "members.value is no id of a user: send one")
                    .refused();
        }
        return new PushedUserId(UUID.fromString(id));
    }
}
