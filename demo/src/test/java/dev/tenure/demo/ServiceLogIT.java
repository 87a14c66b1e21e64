package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged product's log: each line is one JSON object, what a request did is found by its correlation id, and nobody
 * finds a person or a token in it, not even where it says as much as it can.
 */
class ServiceLogIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String NAME = "Zebulina-Marker";
    private static final String MAIL = "zebulina.marker@company.example";
    private static final String CORRELATION = "a-file-that-breaks-off";

    @Test
    void theLogSaysWhichRequestItWasAndNothingOfPeopleOrTokens(@TempDir Path folder) throws Exception {
        try (OpenThings open = new OpenThings()) {
            LoneService service =
                    LoneService.start(folder, "256m", Map.of("QUARKUS_LOG_CATEGORY__DEV_TENURE__LEVEL", "DEBUG"), open);
            HttpClient http = open.keep(HttpClient.newHttpClient());
            String token = service.tokens().of(DemoUser.FIRST_ADMINISTRATOR);
            service.api().create(DemoUser.FIRST_ADMINISTRATOR, "/api/v1/worker-feeds/hr", JSON.readTree("""
                                    {"headers": {"worker_id": "worker_id", "given_name": "given_name",
                                                 "family_name": "family_name", "start_date": "start_date",
                                                 "email": "email"}, "timeZone": "UTC"}
                                    """));
            String rows = "worker_id,given_name,family_name,start_date,email\nw1," + NAME + ",Sample,2026-01-01," + MAIL
                    + "\nw2," + NAME + ",Sample," + NAME + "," + NAME + "\n";
            service.api().postText(DemoUser.OPERATOR, "/api/v1/worker-feeds/hr/snapshots", "text/csv", rows);

            // Whatever is wrong with a request, what it holds stays out of the log.
            URI address = service.application().address();
            assertEquals(200, send(http, address, "GET", "/api/v1/identities?text=" + NAME, token, ""));
            assertEquals(400, send(http, address, "GET", "/api/v1/identities?after=" + NAME, token, ""));
            assertEquals(404, send(http, address, "GET", "/api/v1/" + NAME, token, ""));
            assertEquals(401, send(http, address, "GET", "/api/v1/identities", token + NAME, ""));
            assertEquals(
                    400, send(http, address, "POST", "/api/v1/systems", token, "{\"" + NAME + "\":\"" + MAIL + "\"}"));
            assertEquals(400, send(http, address, "POST", "/api/v1/systems", token, "{\"name\":\"" + MAIL));
            breakOff(address, token);

            List<JsonNode> found = Patience.until("A line of the request", BOUND, () -> {
                List<JsonNode> ours = new ArrayList<>();
                for (String line : Files.readAllLines(service.log())) {
                    JsonNode entry = JSON.readTree(line);
                    if (entry.at("/mdc/correlationId").asText().equals(CORRELATION)) {
                        ours.add(entry);
                    }
                }
                return ours.isEmpty() ? Optional.empty() : Optional.of(ours);
            });
            assertTrue(found.getFirst().path("message").asText().startsWith("a body broke off"), found.toString());
            assertTrue(found.getFirst().has("timestamp") && found.getFirst().has("level"), found.toString());

            String log = Files.readString(service.log());
            for (String secret : List.of(NAME, MAIL, "Sample,", token, token.substring(token.lastIndexOf('.') + 1))) {
                assertFalse(log.contains(secret), () -> "the log holds " + secret);
            }
        }
    }

    private static int send(HttpClient http, URI address, String method, String path, String token, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(BOUND)
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", NAME);
        if (body.isEmpty()) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body));
        }
        HttpResponse<Void> answer = http.send(request.build(), BodyHandlers.discarding());
        return answer.statusCode();
    }

    /** Announces a file and hangs up in the middle of it. */
    private static void breakOff(URI address, String token) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream()
                    .write(
                            ("POST /api/v1/worker-feeds/hr/snapshots HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
                                            + "Idempotency-Key: broken\r\nX-Correlation-Id: " + CORRELATION
                                            + "\r\nAuthorization: Bearer " + token
                                            + "\r\nContent-Length: 1000000\r\n\r\n"
                                            + "worker_id,given_name,family_name,start_date,email\nw3," + NAME)
                                    .getBytes(StandardCharsets.US_ASCII));
        }
    }
}
