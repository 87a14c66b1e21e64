package dev.tenure.bootstrap.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.bootstrap.http.Description.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes, from the example of an operation's body and its schema, every body that has exactly one thing wrong with it. What is
 * put into a place goes in as text, so that it may be no JSON.
 */
final class BadBodies {

    /** What no example holds: replaced by the attack after the rest is written. */
    private static final String PLACE = "\"@@@\"";

    private static final String LONG_NUMBER = "9".repeat(2_000);

    private final Description description;
    private final List<BadBody> made = new ArrayList<>();
    private final JsonNode root;

    private BadBodies(Description description, JsonNode root) {
        this.description = description;
        this.root = root;
    }

    /**
     * A body with one flaw.
     *
     * @param pointer where the answer must say that it is; the empty one is the body as a whole
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record BadBody(String what, String pointer, byte[] bytes) {}

    static List<BadBody> of(Description description, Operation operation) {
        BadBodies bodies = read(description, operation);
        bodies.walk(operation.schema(), bodies.root, "", true);
        return bodies.made;
    }

    /** Every place of a body that holds a text. */
    static List<String> texts(Description description, Operation operation) {
        String sign = " = \"a\\u0000b\"";
        return of(description, operation).stream()
                .filter(bad -> bad.what().endsWith(sign))
                .map(BadBody::pointer)
                .toList();
    }

    /** The example with another text at one place. */
    static byte[] with(Description description, Operation operation, String pointer, String text) {
        return bytes(read(description, operation).with(pointer).replace(PLACE, "\"" + text + "\""));
    }

    private static BadBodies read(Description description, Operation operation) {
        try {
            return new BadBodies(description, Api.JSON.readTree(operation.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(operation.name(), e);
        }
    }

    private void walk(JsonNode reference, JsonNode value, String pointer, boolean required) {
        JsonNode schema = description.resolved(reference);
        if (required && !pointer.isEmpty()) {
            put(pointer, "null", "null");
        }
        switch (schema.path("type").asText()) {
            case "object" -> object(schema, value, pointer);
            case "array" -> {
                wrong(pointer, "{}", "true", "1", "\"x\"");
                put(pointer, "a deep list", "[".repeat(10_000));
                for (int i = 0; i < value.size(); i++) {
                    walk(schema.path("items"), value.get(i), pointer + "/" + i, true);
                }
            }
            case "integer" -> {
                beyond(pointer, LONG_NUMBER);
                wrong(
                        pointer,
                        "{}",
                        "[]",
                        "true",
                        "\"8\"",
                        "1.5",
                        "-1",
                        "99999999999999999999",
                        "1e400",
                        "1e999999999");
            }
            case "boolean" -> wrong(pointer, "{}", "[]", "1", "\"true\"", "\"\"");
            case "string" -> text(schema, pointer);
            default -> throw new IllegalStateException(pointer + ": no attack knows " + schema);
        }
    }

    private void object(JsonNode schema, JsonNode value, String pointer) {
        beyond(pointer, LONG_NUMBER);
        wrong(pointer, "[]", "true", "1", "\"x\"", "[".repeat(10_000));
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        for (Map.Entry<String, JsonNode> property : value.properties()) {
            String at = pointer + "/" + property.getKey();
            JsonNode known = schema.path("properties").path(property.getKey());
            if (known.isMissingNode()) {
                // A map of texts: each name is free, and each value one of its kind.
                walk(schema.path("additionalProperties"), property.getValue(), at, true);
            } else {
                walk(known, property.getValue(), at, required.contains(property.getKey()));
            }
            if (required.contains(property.getKey())) {
                ObjectNode without = root.deepCopy();
                ((ObjectNode) without.at(pointer)).remove(property.getKey());
                made.add(new BadBody("without " + at, at, bytes(without.toString())));
            }
        }
        if (schema.has("properties")) {
            add(pointer, "zzz", "1");
            add(pointer, "zzz", "[".repeat(10_000));
        }
        // A name that is no text, or longer than any.
        add(pointer, "\\u0000", "\"x\"");
        add(pointer, "\\ud800", "\"x\"");
        add(pointer, "n".repeat(10_000), "\"x\"");
    }

    private void text(JsonNode schema, String pointer) {
        beyond(pointer, LONG_NUMBER);
        beyond(pointer, "\"" + "x".repeat(100_001) + "\"");
        wrong(pointer, "{}", "[]", "true", "1", "1.5", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00\\ud800\"");
        if (schema.has("enum")) {
            wrong(pointer, "\"nonsense\"", "\"\"");
        }
        if (schema.has("maxLength")) {
            wrong(pointer, "\"" + "x".repeat(schema.get("maxLength").asInt() + 1) + "\"");
        }
        if (schema.has("minLength")) {
            wrong(pointer, "\"\"", "\" \"");
        }
        if (schema.path("format").asText().equals("duration")) {
            wrong(
                    pointer,
                    "\"\"",
                    "\"PT\"",
                    "\"-PT1H\"",
                    "\"PT0S\"",
                    "\"P99999999999999999999D\"",
                    "\"PT2562047788015215H\"",
                    "\"a day\"");
        }
        // CESU-8, an overlong NUL, a byte of Windows-1252: no UTF-8.
        raw(pointer, new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80});
        raw(pointer, new byte[] {(byte) 0xC0, (byte) 0x80});
        raw(pointer, new byte[] {(byte) 0xFC});
    }

    private void wrong(String pointer, String... instead) {
        for (String one : instead) {
            put(pointer, one.length() > 40 ? one.substring(0, 40) + "…" : one, one);
        }
    }

    /** A number or a text beyond the reader's own bounds: it stops before it knows the place, and tells what holds it. */
    private void beyond(String pointer, String instead) {
        String holder = pointer.isEmpty() ? "" : pointer.substring(0, pointer.lastIndexOf('/'));
        made.add(new BadBody(
                pointer + " = " + instead.substring(0, 20) + "…",
                holder,
                bytes(with(pointer).replace(PLACE, instead))));
    }

    private void put(String pointer, String what, String instead) {
        made.add(
                new BadBody(pointer + " = " + what, pointer, bytes(with(pointer).replace(PLACE, instead))));
    }

    /** Bytes that are no text spoil the body as a whole: nothing in it has a place. */
    private void raw(String pointer, byte[] instead) {
        String around = with(pointer);
        int at = around.indexOf(PLACE);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(bytes(around.substring(0, at + 1)));
        all.writeBytes(instead);
        all.writeBytes(bytes(around.substring(at + PLACE.length() - 1)));
        made.add(new BadBody(pointer + " is no UTF-8", "", all.toByteArray()));
    }

    private void add(String pointer, String name, String value) {
        ObjectNode more = root.deepCopy();
        ((ObjectNode) more.at(pointer)).put("@name@", "@@@");
        String body = more.toString().replace("@name@", name).replace(PLACE, value);
        made.add(
                new BadBody(pointer + " with " + name.substring(0, Math.min(10, name.length())), pointer, bytes(body)));
    }

    private String with(String pointer) {
        if (pointer.isEmpty()) {
            return PLACE;
        }
        JsonNode copy = root.deepCopy();
        int cut = pointer.lastIndexOf('/');
        JsonNode parent = copy.at(pointer.substring(0, cut));
        String last = pointer.substring(cut + 1);
        if (parent instanceof ObjectNode object) {
            object.put(last, "@@@");
        } else {
            ((ArrayNode) parent).set(Integer.parseInt(last), "@@@");
        }
        return copy.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
