package dev.tenure.connectors.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Values of a resource by the names of RFC 7643, in which case does not count. */
final class Attributes {

    private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:";

    private Attributes() {}

    /** Whether a schema's attributes stand at the top of a resource. */
    static boolean isCore(String schema) {
        return schema.toLowerCase(Locale.ROOT).startsWith(CORE);
    }

    static Optional<JsonNode> field(JsonNode resource, String name) {
        JsonNode exact = resource.get(name);
        if (exact == null && resource instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (field.getKey().equalsIgnoreCase(name)) {
                    return Optional.of(field.getValue()).filter(value -> !value.isNull());
                }
            }
        }
        return Optional.ofNullable(exact).filter(value -> !value.isNull());
    }

    static Optional<String> text(JsonNode resource, String name) {
        return field(resource, name).flatMap(Attributes::asText);
    }

    /** Every value of a path as text, such as {@code emails.value} or {@code urn:…:User:employeeNumber}. */
    static List<String> values(JsonNode resource, String path) {
        JsonNode from = resource;
        int urn = path.lastIndexOf(':');
        String rest = path;
        if (urn >= 0) {
            rest = path.substring(urn + 1);
            String schema = path.substring(0, urn);
            if (!isCore(schema)) {
                Optional<JsonNode> extension = field(resource, schema);
                if (extension.isEmpty()) {
                    return List.of();
                }
                from = extension.get();
            }
        }
        int dot = rest.indexOf('.');
        String name = dot < 0 ? rest : rest.substring(0, dot);
        String sub = dot < 0 ? "value" : rest.substring(dot + 1);
        List<String> found = new ArrayList<>();
        field(from, name).ifPresent(node -> {
            if (node.isArray()) {
                node.forEach(element -> element(element, sub, found));
            } else {
                element(node, sub, found);
            }
        });
        return found;
    }

    private static void element(JsonNode element, String sub, List<String> found) {
        (element.isObject() ? field(element, sub) : Optional.of(element))
                .flatMap(Attributes::asText)
                .ifPresent(found::add);
    }

    private static Optional<String> asText(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? Optional.of(node.asText()) : Optional.empty();
    }

    /** A truth value, as the standard writes it or as text. */
    static Optional<Boolean> truth(JsonNode resource, String name) {
        return field(resource, name).flatMap(node -> {
            if (node.isBoolean()) {
                return Optional.of(node.booleanValue());
            }
            String text = node.isTextual() ? node.textValue() : "";
            return text.equalsIgnoreCase("true")
                    ? Optional.of(true)
                    : Optional.of(false).filter(no -> text.equalsIgnoreCase("false"));
        });
    }
}
