package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenureApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final TenureApi api;
    private final List<Asked> asked = new ArrayList<>();
    private int status = 200;
    private String body = "";

    TenureApiTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        URI address = URI.create("http://localhost:" + server.getAddress().getPort());
        api = new TenureApi(
                http, address, new BearerTokens(http, address.resolve("/token"), "secret", Clock.systemUTC()));
    }

    @BeforeEach
    void start() {
        server.createContext("/token", exchange -> {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String user = form.replaceAll(".*user=([a-z.]+).*", "$1");
            byte[] answer = ("{\"access_token\":\"token-of-" + user + "\",\"expires_in\":3600}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.createContext("/api/v1", exchange -> {
            asked.add(new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            byte[] answer = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("ETag", "\"7\"");
            exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        http.close();
        server.stop(0);
    }

    @Test
    void aReadingSpeaksForItsUserAndKeepsTheEtag() throws Exception {
        body = "{\"name\":\"corporate\"}";

        TenureApi.Reply reply = api.get(DemoUser.AUDITOR, "/api/v1/systems/1");

        assertEquals("corporate", reply.body().path("name").asText());
        assertEquals(Optional.of("\"7\""), reply.etag());
        assertEquals(Optional.of("Bearer token-of-udo.sample"), asked.getFirst().header("Authorization"));
    }

    @Test
    void everyPostHasAnIdempotencyKeyOfItsOwn() throws Exception {
        api.post(DemoUser.OPERATOR, "/api/v1/reads", MissingNode.getInstance());
        api.post(DemoUser.OPERATOR, "/api/v1/reads", JSON.createObjectNode().put("full", true));

        Optional<String> first = asked.get(0).header("Idempotency-Key");
        Optional<String> second = asked.get(1).header("Idempotency-Key");
        assertTrue(first.isPresent());
        assertTrue(second.isPresent());
        assertFalse(first.equals(second));
        assertEquals("", asked.get(0).body());
        assertEquals("{\"full\":true}", asked.get(1).body());
    }

    @Test
    void aFileIsPostedAsUtf8() throws Exception {
        api.postText(DemoUser.OPERATOR, "/api/v1/feeds/hr/snapshots", "text/csv", "Gdańsk\n");

        assertEquals(Optional.of("text/csv; charset=utf-8"), asked.getFirst().header("Content-Type"));
        assertEquals("Gdańsk\n", asked.getFirst().body());
    }

    @Test
    void whatIsCreatedMustNotBeThereYet() throws Exception {
        api.create(DemoUser.FIRST_ADMINISTRATOR, "/api/v1/worker-feeds/hr", JSON.createObjectNode());

        assertEquals("PUT", asked.getFirst().method());
        assertEquals(Optional.of("*"), asked.getFirst().header("If-None-Match"));
    }

    @Test
    void aRefusalSaysWhatTheProblemDocumentSays() {
        status = 422;
        body = "{\"title\":\"The worker file has no rows\",\"detail\":\"Add a row.\",\"status\":422}";

        TenureApi.RefusedException refusal =
                assertThrows(TenureApi.RefusedException.class, () -> api.get(DemoUser.AUDITOR, "/api/v1/feeds"));

        assertEquals(422, refusal.status());
        assertEquals(
                "GET /api/v1/feeds was answered with 422: The worker file has no rows: Add a row.",
                refusal.getMessage());
    }

    @Test
    void aRefusalWithoutAProblemDocumentIsShownAsItIs() {
        status = 502;
        body = "bad gateway";

        TenureApi.RefusedException refusal =
                assertThrows(TenureApi.RefusedException.class, () -> api.get(DemoUser.AUDITOR, "/api/v1/feeds"));

        assertTrue(String.valueOf(refusal.getMessage()).endsWith("502: bad gateway"));
    }

    @Test
    void aDownloadGoesToItsFileAndARefusedOneLeavesNone(@TempDir Path folder) throws Exception {
        body = "tenure-audit-export 1\n";
        Path file = folder.resolve("audit.export");
        api.download(DemoUser.AUDITOR, "/api/v1/audit/export", file);
        assertEquals("tenure-audit-export 1\n", Files.readString(file));

        status = 403;
        Path other = folder.resolve("other");
        assertThrows(
                TenureApi.RefusedException.class,
                () -> api.download(DemoUser.REQUESTER, "/api/v1/audit/export", other));
        assertFalse(Files.exists(other));
    }

    private record Asked(String method, Headers headers, String body) {

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.getFirst(name));
        }
    }
}
