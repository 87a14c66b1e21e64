package dev.tenure.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The application's REST API as a client uses it: each call in the name of a demo user, each POST with an idempotency key
 * of its own. For one thread.
 */
final class TenureApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIME_OUT = Duration.ofSeconds(60);
    private static final String JSON_TYPE = "application/json";

    private final HttpClient http;
    private final URI address;
    private final BearerTokens tokens;

    /**
     * Calls nothing yet.
     *
     * @param address without a path
     */
    TenureApi(HttpClient http, URI address, BearerTokens tokens) {
        this.http = http;
        this.address = address;
        this.tokens = tokens;
    }

    /** Reads a resource. */
    Reply get(DemoUser user, String path) throws IOException, InterruptedException {
        return send(request(user, path).GET());
    }

    /** Posts JSON, or nothing when the body is missing. */
    Reply post(DemoUser user, String path, JsonNode body) throws IOException, InterruptedException {
        return body.isMissingNode()
                ? post(user, path, JSON_TYPE, BodyPublishers.noBody())
                : post(user, path, JSON_TYPE, json(body));
    }

    /** Posts a text of another type, such as {@code text/csv}, in UTF-8. */
    Reply postText(DemoUser user, String path, String contentType, String body)
            throws IOException, InterruptedException {
        return post(user, path, contentType + "; charset=utf-8", BodyPublishers.ofString(body));
    }

    /** Posts JSON in nobody's name: headers prove who sent it. */
    Reply postSigned(String path, String body, Map<String, String> headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(TIME_OUT)
                .header("Content-Type", JSON_TYPE)
                .POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request);
    }

    /** Puts a resource that must not be there yet. */
    Reply create(DemoUser user, String path, JsonNode body) throws IOException, InterruptedException {
        return send(request(user, path)
                .header("Content-Type", JSON_TYPE)
                .header("If-None-Match", "*")
                .PUT(json(body)));
    }

    /** Puts a resource that knows no versions. */
    Reply put(DemoUser user, String path, JsonNode body) throws IOException, InterruptedException {
        return send(request(user, path).header("Content-Type", JSON_TYPE).PUT(json(body)));
    }

    /** Downloads a resource into a file, which is replaced. */
    void download(DemoUser user, String path, Path file) throws IOException, InterruptedException {
        HttpRequest request = request(user, path).GET().build();
        HttpResponse<Path> answer = http.send(request, BodyHandlers.ofFile(file));
        if (answer.statusCode() != 200) {
            String body = Files.readString(file);
            Files.delete(file);
            throw refusal(request, answer.statusCode(), body);
        }
    }

    private Reply post(DemoUser user, String path, String contentType, BodyPublisher body)
            throws IOException, InterruptedException {
        return send(request(user, path)
                .header("Content-Type", contentType)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(body));
    }

    private HttpRequest.Builder request(DemoUser user, String path) throws IOException, InterruptedException {
        return HttpRequest.newBuilder(address.resolve(path))
                .timeout(TIME_OUT)
                .header("Authorization", "Bearer " + tokens.of(user));
    }

    private Reply send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpRequest request = builder.build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (answer.statusCode() >= 300) {
            throw refusal(request, answer.statusCode(), answer.body());
        }
        JsonNode body = answer.body().isBlank() ? MissingNode.getInstance() : JSON.readTree(answer.body());
        return new Reply(
                answer.statusCode(),
                body,
                answer.headers().firstValue("ETag"),
                answer.headers().firstValue("Location"));
    }

    private static BodyPublisher json(JsonNode body) throws JsonProcessingException {
        return BodyPublishers.ofString(JSON.writeValueAsString(body));
    }

    private static RefusedException refusal(HttpRequest request, int status, String body) {
        return new RefusedException(
                status,
                request.method() + " " + request.uri().getPath() + " was answered with " + status + ": "
                        + explanation(body));
    }

    private static String explanation(String body) {
        try {
            JsonNode problem = JSON.readTree(body);
            if (problem.hasNonNull("title")) {
                String detail = problem.path("detail").asText();
                return problem.path("title").asText() + (detail.isEmpty() ? "" : ": " + detail);
            }
        } catch (JsonProcessingException e) {
            // No problem document: the text itself is all there is to show.
        }
        return body.isBlank() ? "without a word" : body;
    }

    /**
     * An answer that is no refusal.
     *
     * @param status 200 to 299
     * @param body missing when there was none
     * @param etag of what was answered
     * @param location of what was made
     */
    record Reply(int status, JsonNode body, Optional<String> etag, Optional<String> location) {}

    /** The application refused, or failed. The message has the problem's title and detail. */
    static final class RefusedException extends IOException {

        private final int status;

        RefusedException(int status, String message) {
            super(message);
            this.status = status;
        }

        /** The HTTP status, 300 or above. */
        int status() {
            return status;
        }
    }
}
