package dev.tenure.bootstrap.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The service over HTTP, with no library between that would mend what is sent or received. */
final class Api {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration TIME_OUT = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;

    /** @param address with or without a slash at its end */
    Api(URI address) {
        String base = address.toString();
        this.address = URI.create(base.endsWith("/") ? base.substring(0, base.length() - 1) : base);
    }

    /** An answer. */
    record Answer(int status, String contentType, String body, Map<String, List<String>> headers) {

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(body, e);
            }
        }
    }

    /** Sends a request; an empty body sends none. */
    Answer send(String method, String path, String token, String contentType, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        if (!token.isEmpty()) {
            all.addAll(List.of("Authorization", "Bearer " + token));
        }
        if (!body.isEmpty()) {
            all.addAll(List.of("Content-Type", contentType));
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path)).timeout(TIME_OUT);
        if (!all.isEmpty()) {
            request.headers(all.toArray(String[]::new));
        }
        request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    answer.body(),
                    answer.headers().map());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Answer get(String path, String token) {
        return send("GET", path, token, "", "");
    }

    /** Posts JSON under a new idempotency key. */
    Answer post(String path, String token, String body) {
        return send(
                "POST",
                path,
                token,
                "application/json",
                body,
                "Idempotency-Key",
                UUID.randomUUID().toString());
    }
}
