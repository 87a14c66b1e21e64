package dev.tenure.persistence.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.domain.push.PushedValue;
import dev.tenure.domain.push.PushedValue.Complex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A resource's attributes as the JSON of a column. */
final class PushedDocuments {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PushedDocuments() {}

    static String write(Complex document) {
        return node(document).toString();
    }

    static Complex read(String json) {
        try {
            return (Complex) value(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a column does not hold the JSON that was written to it", e);
        }
    }

    private static JsonNode node(PushedValue value) {
        return switch (value) {
            case PushedValue.Text text -> JSON.getNodeFactory().textNode(text.text());
            case PushedValue.Flag flag -> JSON.getNodeFactory().booleanNode(flag.flag());
            case PushedValue.Many many -> {
                ArrayNode array = JSON.createArrayNode();
                many.values().forEach(one -> array.add(node(one)));
                yield array;
            }
            case Complex complex -> {
                ObjectNode object = JSON.createObjectNode();
                complex.attributes().forEach((name, attribute) -> object.set(name, node(attribute)));
                yield object;
            }
        };
    }

    private static PushedValue value(JsonNode node) {
        if (node.isBoolean()) {
            return new PushedValue.Flag(node.booleanValue());
        }
        if (node.isArray()) {
            List<PushedValue> values = new ArrayList<>();
            node.forEach(one -> values.add(value(one)));
            return new PushedValue.Many(values);
        }
        if (node.isObject()) {
            TreeMap<String, PushedValue> attributes = new TreeMap<>();
            for (Map.Entry<String, JsonNode> attribute : node.properties()) {
                attributes.put(attribute.getKey(), value(attribute.getValue()));
            }
            return new Complex(attributes);
        }
        return new PushedValue.Text(node.textValue());
    }
}
