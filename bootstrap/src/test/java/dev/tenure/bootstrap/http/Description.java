package dev.tenure.bootstrap.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What the service says of itself at {@code /openapi}. */
final class Description {

    /** Until one was read. */
    static final Description NONE = new Description(MissingNode.getInstance());

    private final JsonNode whole;

    private Description(JsonNode whole) {
        this.whole = whole;
    }

    /** Asks a running service. */
    static Description of(Api api) {
        return new Description(api.get("/openapi?format=json", "").json());
    }

    /**
     * A parameter of an operation.
     *
     * @param in path, query or header
     */
    record Parameter(String name, String in, boolean required, JsonNode schema) {}

    /**
     * An operation with a request that is right but for who sends it.
     *
     * @param contentType of the body; empty where it takes none
     * @param body the example of the description; empty where it takes none
     * @param bodyRequired whether there is no request without a body
     */
    record Operation(
            String method,
            String path,
            List<Parameter> parameters,
            String contentType,
            String body,
            boolean bodyRequired,
            JsonNode schema) {

        String name() {
            return method + " " + path;
        }

        List<Parameter> parameters(String in) {
            return parameters.stream()
                    .filter(parameter -> parameter.in().equals(in))
                    .toList();
        }

        boolean takes(String header) {
            return parameters.stream().anyMatch(parameter -> parameter.name().equals(header));
        }

        /** The path of things that do not exist. */
        String concretePath() {
            return path.replace("{name}", "no-such-feed")
                    .replaceAll("\\{[a-zA-Z]+}", UUID.randomUUID().toString());
        }

        /** The query parameters without which nothing goes. */
        String neededQuery() {
            return parameters("query").stream()
                    .filter(Parameter::required)
                    .map(parameter -> parameter.name()
                            + (parameter.schema().path("format").asText().equals("date-time")
                                    ? "=2026-03-02T00:00:00Z"
                                    : "=0"))
                    .reduce((a, b) -> a + "&" + b)
                    .map(query -> "?" + query)
                    .orElse("");
        }

        /** The headers without which nothing goes: name, value, name, value. */
        List<String> neededHeaders() {
            List<String> headers = new ArrayList<>();
            if (takes("Idempotency-Key")) {
                headers.addAll(List.of("Idempotency-Key", UUID.randomUUID().toString()));
            }
            if (takes("If-Match")) {
                headers.addAll(List.of("If-Match", "\"1\""));
            }
            return headers;
        }
    }

    /** Every operation by method and path. */
    Map<String, Operation> operations() {
        Map<String, Operation> found = new TreeMap<>();
        for (Map.Entry<String, JsonNode> path : whole.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                JsonNode described = method.getValue();
                List<Parameter> parameters = new ArrayList<>();
                for (JsonNode one : described.path("parameters")) {
                    JsonNode parameter = resolved(one);
                    parameters.add(new Parameter(
                            parameter.path("name").asText(),
                            parameter.path("in").asText(),
                            parameter.path("required").asBoolean(),
                            resolved(parameter.path("schema"))));
                }
                String type = "";
                String body = "";
                JsonNode schema = MissingNode.getInstance();
                Iterator<Map.Entry<String, JsonNode>> types = described
                        .path("requestBody")
                        .path("content")
                        .properties()
                        .iterator();
                if (types.hasNext()) {
                    Map.Entry<String, JsonNode> first = types.next();
                    type = first.getKey();
                    body = example(first.getValue());
                    schema = resolved(first.getValue().path("schema"));
                }
                Operation read = new Operation(
                        method.getKey().toUpperCase(Locale.ROOT),
                        path.getKey(),
                        parameters,
                        type,
                        body,
                        described.path("requestBody").path("required").asBoolean(),
                        schema);
                found.put(read.name(), read);
            }
        }
        return found;
    }

    /** The description as it is. */
    JsonNode whole() {
        return whole;
    }

    /** What a reference leads to, or the node itself. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? whole.at(node.get("$ref").asText().substring(1)) : node;
    }

    private static String example(JsonNode content) {
        JsonNode example = content.path("example");
        if (example.isMissingNode()) {
            Iterator<JsonNode> examples = content.path("examples").iterator();
            example = examples.hasNext() ? examples.next().path("value") : example;
        }
        return example.isTextual() ? example.asText() : example.toString();
    }
}
