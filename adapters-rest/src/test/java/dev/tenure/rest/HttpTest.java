package dev.tenure.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenure.rest.problem.ProblemKind;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the HTTP edge itself answers, on an installation that holds nothing. */
@QuarkusTest
class HttpTest {

    private static final String ID = "0197a6e2-7d3c-7c11-9e55-0242ac120002";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TestHTTPResource
    URI root = URI.create("/");

    @Test
    void withoutATokenEveryAddressAsksForOne() throws Exception {
        HttpResponse<String> answer = send(request("/api/v1/identities").GET());
        assertProblem(ProblemKind.NOT_AUTHENTICATED, answer);
        assertEquals(
                "Bearer realm=\"tenure\"",
                answer.headers().firstValue("WWW-Authenticate").orElse(""));
    }

    @Test
    @TestSecurity(user = "sub-1", roles = "REQUESTER")
    void aRoleThatMayNotIsToldWhichMay() throws Exception {
        JsonNode problem = assertProblem(
                ProblemKind.NOT_ALLOWED, send(request("/api/v1/systems").GET()));
        assertEquals(
                "needs one of the roles administrator, operator, auditor: ask an administrator for it",
                problem.get("detail").asText());
    }

    @Test
    @TestSecurity(user = "sub-1", roles = "ADMINISTRATOR")
    void anEmptyListIsAnEmptyPage() throws Exception {
        HttpResponse<String> answer = send(request("/api/v1/systems?limit=5").GET());
        assertEquals(200, answer.statusCode());
        assertEquals("{\"items\":[]}", answer.body());
        assertEquals(Optional.empty(), answer.headers().firstValue("Link"));
    }

    @Test
    @TestSecurity(user = "sub-1", roles = "ADMINISTRATOR")
    void theCorrelationIdOfTheClientComesBackInHeaderAndProblem() throws Exception {
        HttpResponse<String> answer = send(request("/api/v1/systems/" + ID)
                .header("X-Correlation-Id", "trace-7")
                .GET());
        JsonNode problem = assertProblem(ProblemKind.NOT_FOUND, answer);
        assertEquals("trace-7", problem.get("correlationId").asText());
        assertEquals("trace-7", answer.headers().firstValue("X-Correlation-Id").orElse(""));
        assertEquals("/api/v1/systems/" + ID, problem.get("instance").asText());
    }

    @ParameterizedTest
    @TestSecurity(user = "sub-1", roles = "ADMINISTRATOR")
    @ValueSource(
            strings = {
                "/api/v1/systems/nonsense",
                "/api/v1/systems/..%2f..%2fetc%2fpasswd",
                "/api/v1/systems/%00",
                "/api/v1/systems/a%2Fb/mode-preview",
                "/api/v1/systems/%FF%FE",
                "/api/v1/systems/1-1-1-1-1"
            })
    void anIdThatIsNoneIsABadParameter(String path) throws Exception {
        JsonNode problem =
                assertProblem(ProblemKind.INVALID_REQUEST, send(request(path).GET()));
        assertEquals("id", problem.at("/errors/0/parameter").asText());
    }

    @ParameterizedTest
    @TestSecurity(user = "sub-1", roles = "ADMINISTRATOR")
    @CsvSource({
        "/api/v1/systems?limit=0,limit",
        "/api/v1/systems?limit=abc,limit",
        "/api/v1/systems?limit=99999999999,limit",
        "/api/v1/systems?mode=off,mode",
        "/api/v1/systems?mod=act,mod",
        "/api/v1/systems?text=a&text=b,text",
        "/api/v1/systems?text=%00,text",
        "/api/v1/systems?text=%FF,text",
        "/api/v1/accounts?system=1,system",
        "/api/v1/audit/events?from=yesterday,from",
        "/api/v1/audit/proofs/inclusion,leafIndex",
        "/api/v1/audit/proofs/inclusion?leafIndex=-1,leafIndex"
    })
    void aBadQueryIsNamedByItsParameter(String path, String parameter) throws Exception {
        JsonNode problem =
                assertProblem(ProblemKind.INVALID_REQUEST, send(request(path).GET()));
        assertEquals(parameter, problem.at("/errors/0/parameter").asText());
    }

    @Test
    @TestSecurity(user = "sub-1", roles = "ADMINISTRATOR")
    void addressMethodAndMediaTypesThatAreNotTakenAreProblems() throws Exception {
        assertProblem(ProblemKind.NOT_FOUND, send(request("/api/v1/nothing").GET()));
        assertProblem(ProblemKind.NOT_FOUND, send(request("/api/v2/systems").GET()));
        assertProblem(
                ProblemKind.METHOD_NOT_ALLOWED, send(request("/api/v1/systems").DELETE()));
        assertProblem(
                ProblemKind.METHOD_NOT_ALLOWED,
                send(request("/api/v1/systems").method("TRACE", BodyPublishers.noBody())));
        assertProblem(
                ProblemKind.NOT_ACCEPTABLE,
                send(request("/api/v1/systems").header("Accept", "text/html").GET()));
        assertProblem(ProblemKind.UNSUPPORTED_MEDIA_TYPE, post("/api/v1/systems", "text/plain", "{}"));
        assertProblem(
                ProblemKind.UNSUPPORTED_MEDIA_TYPE,
                post("/api/v1/worker-feeds/people/snapshots", "application/json", "{}"));
    }

    @Test
    @TestSecurity(user = "sub-1", roles = "ADMINISTRATOR")
    void aPatternOfAnAttributeNeedsBothOfItsSides() throws Exception {
        JsonNode problem = assertProblem(
                ProblemKind.INVALID_REQUEST,
                post(
                        "/api/v1/systems",
                        "application/json",
                        "{\"nonHuman\":[\"svc-*\",\"=service\",\"tag:type= \",\"tag:type=service\"]}"));
        assertEquals(
                List.of("/nonHuman/1", "/nonHuman/2"),
                problem.path("errors").findValuesAsText("pointer").stream()
                        .filter(pointer -> pointer.startsWith("/nonHuman"))
                        .toList());
    }

    @ParameterizedTest
    @TestSecurity(user = "sub-1", roles = "ADMINISTRATOR")
    @CsvSource(
            delimiter = '!',
            value = {
                "{\"nmae\":\"x\"}!/nmae",
                "{\"classification\":{\"frameworks\":[1]}}!/classification/frameworks/0",
                "{\"limits\":{\"concurrency\":99999999999999999999}}!/limits/concurrency",
                "{\"limits\":{\"concurrency\":\"8\"}}!/limits/concurrency",
                "{\"identityProvider\":\"yes\"}!/identityProvider",
                "{\"connector\":{\"settings\":{\"host\":null}}}!/connector/settings/host",
                "{\"name\":\"a\",\"name\":\"b\"}!/name",
                "[]!''",
                "null!''",
                "{}!/name",
                "{\"name\":\"a\\u0000b\"}!/name",
                "{\"name\":\"a\\ud800b\"}!/name",
                "{\"connector\":{\"settings\":{\"\\udfff\":\"x\"}}}!/connector/settings",
                "{\"\\ud800\":1}!/\ufffd",
                "{\"connector\":{\"settings\":{\"host\":\"\\u0000\"}}}!/connector/settings/host",
                "{\"classification\":{\"frameworks\":[\"\\ud800\"]}}!/classification/frameworks/0"
            })
    void aBadBodyIsNamedByPointer(String body, String pointer) throws Exception {
        JsonNode problem =
                assertProblem(ProblemKind.INVALID_REQUEST, post("/api/v1/systems", "application/json", body));
        assertEquals(pointer, problem.at("/errors/0/pointer").asText());
    }

    @Test
    @TestSecurity(user = "sub-1", roles = "ADMINISTRATOR")
    void everythingThatIsWrongWithASystemIsSaidAtOnce() throws Exception {
        String body = """
                {"name":" ","classification":{"sensitivity":"secret","criticality":"low","provisioning":"manual","reviewCadenceDays":0},
                 "sla":{"standard":"a day","privileged":"PT4H","clean":"PT720H"},"limits":{"concurrency":65,"perMinute":1,"callTimeout":"PT1S"},
                 "correlation":{"accountAttribute":"x","identityAttribute":"name"},
                 "mastery":{"master":"the directory","synchronisedEvery":"PT30M"}}
                """;
        JsonNode problem =
                assertProblem(ProblemKind.INVALID_REQUEST, post("/api/v1/systems", "application/json", body));
        assertEquals(
                "[/name, /owner, /classification/sensitivity, /classification/reviewCadenceDays, /connector,"
                        + " /correlation/identityAttribute, /sla/standard, /limits/concurrency, /mastery/master]",
                problem.get("errors").findValuesAsText("pointer").toString());
    }

    @Test
    @TestSecurity(user = "sub-1", roles = "ADMINISTRATOR")
    void aSynchronisationThatTakesTooLongIsRefused() throws Exception {
        String body = """
                {"mastery":{"master":"0197a6e2-7d3c-7c11-9e55-0242ac120002","synchronisedEvery":"P8D"}}
                """;
        JsonNode problem =
                assertProblem(ProblemKind.INVALID_REQUEST, post("/api/v1/systems", "application/json", body));
        assertTrue(
                problem.get("errors").findValuesAsText("pointer").contains("/mastery/synchronisedEvery"),
                problem.toString());
    }

    @ParameterizedTest
    @TestSecurity(user = "sub-1", roles = "ADMINISTRATOR")
    @ValueSource(strings = {"{", "nonsense", "{\"name\":", "{\"name\":\"x\",}", "{} {}", "\u0000"})
    void aBodyThatIsNoJsonIsSaid(String body) throws Exception {
        HttpResponse<String> answer = post("/api/v1/systems", "application/json", body);
        assertEquals(400, answer.statusCode());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElse(""));
    }

    @Test
    @TestSecurity(user = "sub-1", roles = "ADMINISTRATOR")
    void aBodyInAnotherEncodingOrDeepOrMissingIsAProblem() throws Exception {
        byte[] latin = {'{', '"', 'n', 'a', 'm', 'e', '"', ':', '"', (byte) 0xEB, '"', '}'};
        HttpResponse<String> answer = send(request("/api/v1/systems")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k")
                .POST(BodyPublishers.ofByteArray(latin)));
        assertProblem(ProblemKind.MALFORMED_JSON, answer);
        assertProblem(
                ProblemKind.INVALID_REQUEST,
                post("/api/v1/systems", "application/json", "{\"connector\":".repeat(10_000)));
        assertProblem(ProblemKind.INVALID_REQUEST, post("/api/v1/systems", "application/json", ""));
    }

    /** A retry took no body before, so that a client which sends none, or says that it sends JSON and sends nothing, is heard. */
    @Test
    @TestSecurity(user = "sub-1", roles = "ADMINISTRATOR")
    void aBodyThatMayBeLeftOutIsReadWhereItIsThere() throws Exception {
        String retry = "/api/v1/operations/" + ID + "/retry";
        assertProblem(ProblemKind.NOT_FOUND, send(request(retry).POST(BodyPublishers.noBody())));
        assertProblem(ProblemKind.NOT_FOUND, post(retry, "application/json", ""));
        assertProblem(ProblemKind.NOT_FOUND, post(retry, "application/json", "{}"));
        assertProblem(
                ProblemKind.NOT_FOUND, post(retry, "application/json", "{\"reason\":\"the certificate was renewed\"}"));
        for (String reason : new String[] {"", " ", "a".repeat(501)}) {
            JsonNode problem = assertProblem(
                    ProblemKind.INVALID_REQUEST, post(retry, "application/json", "{\"reason\":\"" + reason + "\"}"));
            assertEquals("/reason", problem.at("/errors/0/pointer").asText());
        }
        assertProblem(ProblemKind.UNSUPPORTED_MEDIA_TYPE, post(retry, "text/plain", "the certificate was renewed"));
    }

    @ParameterizedTest
    @TestSecurity(user = "sub-1", roles = "ADMINISTRATOR")
    @CsvSource(
            delimiter = '!',
            value = {
                "{\"name\":\" \",\"account\":\"0197a6e2-7d3c-7c11-9e55-0242ac120002\",\"rotateEveryDays\":731,"
                        + "\"consumers\":[{\"name\":\"x\",\"contact\":\"y\"},{\"name\":\"x\",\"contact\":\"z\"},{}],"
                        + "\"keptAt\":\"env:TENURE_SECRET_DIRECTORY\"}!"
                        + "[/name, /system, /owner, /consumers/1/name, /consumers/2/name, /consumers/2/contact, /keptAt,"
                        + " /rotateEveryDays]",
                "{}![/name, /owner, /consumers, /keptAt, /rotateEveryDays]"
            })
    void everythingThatIsWrongWithASharedSecretIsSaidAtOnce(String body, String pointers) throws Exception {
        JsonNode problem =
                assertProblem(ProblemKind.INVALID_REQUEST, post("/api/v1/shared-secrets", "application/json", body));
        assertEquals(pointers, problem.get("errors").findValuesAsText("pointer").toString());
    }

    /** Whoever sends a body that is too large reads the answer, and the connection goes on being good. */
    @Test
    @TestSecurity(user = "sub-1", roles = "ADMINISTRATOR")
    void aBodyOverOurOwnBoundIsReadToItsEndAndRefused() throws Exception {
        for (int megabytes : new int[] {2, 12, 64}) {
            String body = "{" + " ".repeat(megabytes << 20) + "}";
            assertProblem(ProblemKind.TOO_LARGE, post("/api/v1/systems", "application/json", body));
            assertEquals(200, send(request("/api/v1/systems").GET()).statusCode());
        }
    }

    /** A client that asks before it sends learns that it need not. One that does not ask is cut off. */
    @Test
    @TestSecurity(user = "sub-1", roles = "ADMINISTRATOR")
    void aBodyOverTheServersBoundIsRefusedBeforeItIsSent() throws Exception {
        for (String path : new String[] {"/api/v1/systems", "/api/v1/worker-feeds/people/snapshots"}) {
            String answer =
                    raw("POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Type: text/csv\r\nIdempotency-Key: k\r\n"
                            + "Content-Length: 2147483649\r\nExpect: 100-continue\r\n\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
            assertTrue(answer.contains("application/problem+json"), answer);
        }
    }

    @Test
    @TestSecurity(user = "sub-1", roles = "ADMINISTRATOR")
    void aHeaderOfOursThatStandsTwiceIsNoWord() throws Exception {
        for (String name : new String[] {"Idempotency-Key", "If-Match", "If-None-Match"}) {
            JsonNode problem = assertProblem(
                    ProblemKind.INVALID_REQUEST,
                    send(request("/api/v1/worker-feeds/people")
                            .header("Content-Type", "application/json")
                            .header(name, "\"1\"")
                            .header(name, "\"2\"")
                            .PUT(BodyPublishers.ofString("{\"timeZone\":\"UTC\"}"))));
            assertEquals(name, problem.at("/errors/0/parameter").asText());
        }
    }

    @Test
    @TestSecurity(user = "sub-1", roles = "ADMINISTRATOR")
    void whatCreatesSomethingNeedsAKeyAndWhatChangesSomethingAVersion() throws Exception {
        assertProblem(
                ProblemKind.IDEMPOTENCY_KEY_MISSING,
                send(request("/api/v1/systems/" + ID + "/reads").POST(BodyPublishers.noBody())));
        assertProblem(
                ProblemKind.INVALID_REQUEST,
                send(request("/api/v1/systems/" + ID + "/reads")
                        .header("Idempotency-Key", "a b")
                        .POST(BodyPublishers.noBody())));
        assertProblem(
                ProblemKind.NOT_FOUND,
                send(request("/api/v1/systems/" + ID + "/reads")
                        .header("Idempotency-Key", "ab")
                        .POST(BodyPublishers.noBody())));
        assertProblem(
                ProblemKind.PRECONDITION_REQUIRED,
                send(request("/api/v1/systems/" + ID)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("{}"))));
        assertProblem(
                ProblemKind.STALE_VERSION,
                send(request("/api/v1/worker-feeds/people")
                        .header("Content-Type", "application/json")
                        .header("If-Match", "\"4\"")
                        .PUT(BodyPublishers.ofString("{\"timeZone\":\"UTC\"}"))));
    }

    @Test
    @TestSecurity(user = "sub-1", roles = "ADMINISTRATOR")
    void aFileForAFeedThatIsNotThereIsNotFound() throws Exception {
        assertProblem(ProblemKind.NOT_FOUND, post("/api/v1/worker-feeds/people/snapshots", "text/csv", "a,b\n1,2\n"));
    }

    @Test
    @TestSecurity(user = "sub-1", roles = "ADMINISTRATOR")
    void aFileThatNobodyReadsLeavesTheConnectionInOrder() throws Exception {
        String rows = "w1,Ada,Sample,2026-01-01\n".repeat(300_000);
        for (int i = 0; i < 3; i++) {
            assertProblem(ProblemKind.NOT_FOUND, post("/api/v1/worker-feeds/people/snapshots", "text/csv", rows));
            assertEquals(200, send(request("/api/v1/systems").GET()).statusCode());
        }
    }

    @Test
    @TestSecurity(user = "sub-1", roles = "OPERATOR")
    void aFileOfManyMegabytesStreamsIn() throws Exception {
        String rows = "id,first,last,begins\n" + "w1,Ada,Sample,2026-01-01\n".repeat(350_000);
        HttpResponse<String> answer = post("/api/v1/worker-feeds/streamed/snapshots", "text/csv;charset=UTF-8", rows);
        assertEquals(202, answer.statusCode(), answer.body());
        JsonNode snapshot = json.readTree(answer.body());
        assertEquals("received", snapshot.get("state").asText());
        assertTrue(answer.headers()
                .firstValue("Location")
                .orElse("")
                .endsWith("/api/v1/worker-snapshots/" + snapshot.get("id").asText()));
    }

    @Test
    @TestSecurity(user = "sub-1", roles = "OPERATOR")
    void aFileThatIsNotOneOfTheFeedIsAProblemThatSaysWhere() throws Exception {
        JsonNode problem = assertProblem(
                ProblemKind.UNREADABLE_FILE, post("/api/v1/worker-feeds/streamed/snapshots", "text/csv", "id,first\n"));
        assertEquals(
                "line 1: the header lacks last, begins: add the columns, or correct the feed's headers and separator",
                problem.get("detail").asText());
    }

    @Test
    @TestSecurity(user = "sub-1", roles = "OPERATOR")
    void aFileThatBreaksOffIsNoFaultOfOurs() throws Exception {
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            socket.getOutputStream()
                    .write(
                            ("POST /api/v1/worker-feeds/streamed/snapshots HTTP/1.1\r\nHost: a\r\nContent-Type: text/csv\r\n"
                                            + "Idempotency-Key: k\r\nContent-Length: 1000000\r\n\r\nid,first,last,begins\nw1,Ada")
                                    .getBytes(StandardCharsets.US_ASCII));
        }
        assertEquals(200, send(request("/api/v1/systems").GET()).statusCode());
    }

    @Test
    @TestSecurity(user = "sub-1", roles = "AUDITOR")
    void theExportStreamsOutAsAFile() throws Exception {
        HttpResponse<String> answer = send(request("/api/v1/audit/export").GET());
        assertEquals(200, answer.statusCode());
        assertEquals(EmptyPorts.LINES, answer.body().lines().count());
        assertEquals(
                "attachment; filename=\"audit.export\"",
                answer.headers().firstValue("Content-Disposition").orElse(""));
        assertEquals(
                "text/plain;charset=UTF-8",
                answer.headers().firstValue("Content-Type").orElse(""));
    }

    @Test
    @TestSecurity(user = "sub-1", roles = "ADMINISTRATOR")
    void aFaultOfOursTellsNothingButWhereToLook() throws Exception {
        HttpResponse<String> answer = send(request("/api/v1/leaver-cases").GET());
        JsonNode problem = assertProblem(ProblemKind.INTERNAL, answer);
        assertFalse(answer.body().contains(EmptyPorts.SECRET), answer.body());
        assertFalse(answer.body().contains("Exception"), answer.body());
        assertFalse(problem.has("detail"));
        assertTrue(problem.get("correlationId").asText().length() > 10);
    }

    @Test
    @TestSecurity(user = "sub-1", roles = "AUDITOR")
    void theKeyIsPlainText() throws Exception {
        HttpResponse<String> answer = send(request("/api/v1/audit/key").GET());
        assertEquals(200, answer.statusCode());
        assertEquals("nothing\n", answer.body());
        assertEquals(
                "text/plain;charset=UTF-8",
                answer.headers().firstValue("Content-Type").orElse(""));
        assertProblem(
                ProblemKind.NOT_ACCEPTABLE,
                send(request("/api/v1/audit/key")
                        .header("Accept", "application/json")
                        .GET()));
    }

    @Test
    @TestSecurity(user = "sub-1", roles = "REQUESTER")
    void aRefusalOfPlainTextIsAProblemTooWhateverIsAccepted() throws Exception {
        assertProblem(
                ProblemKind.NOT_ALLOWED,
                send(request("/api/v1/audit/export")
                        .header("Accept", "text/plain")
                        .GET()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/systems/%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /api/v1/systems/%c0%ae%c0%ae HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /api/v1/../../../etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /api/v1//systems HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /api/v1/systems?limit=%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /api/v1/systems?%00=%zz&&==&limit HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /api/v1/systems HTTP/1.1\r\nHost: a\r\nAccept: ;;;,/\r\nConnection: close\r\n\r\n",
                "GET /api/v1/systems HTTP/1.1\r\nHost: a\r\nX-Correlation-Id: a\u0001b\r\nConnection: close\r\n\r\n",
                "GET /api/v1/systems HTTP/1.1\r\nHost: a\r\nAuthorization: \r\nConnection: close\r\n\r\n",
                "POST /api/v1/systems HTTP/1.1\r\nHost: a\r\nContent-Type: //;=\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}",
                "POST /api/v1/systems HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\nConnection: close\r\n\r\n",
                "POST /api/v1/systems HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999\r\nConnection: close\r\n\r\n",
                "POST /api/v1/systems HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n",
                "NONSENSE /api/v1/systems HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /api/v1/systems HTTP/9.9\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET\r\n\r\n"
            })
    @TestSecurity(user = "sub-1", roles = "ADMINISTRATOR")
    void abuseOfPathAndHeadersIsAnsweredBelow500(String sent) throws Exception {
        String answer = raw(sent);
        assertTrue(answer.matches("(?s)HTTP/\\d\\.\\d [234]\\d\\d .*"), sent + " was answered with " + answer);
        assertFalse(answer.contains("Exception") || answer.contains("\tat "), answer);
    }

    @Test
    @TestSecurity(user = "sub-1", roles = "ADMINISTRATOR")
    void longAddressesAndHeadersAreAnsweredBelow500() throws Exception {
        for (String sent : new String[] {
            "GET /api/v1/systems/" + "a".repeat(3_000) + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            "GET /api/v1/systems/" + "a".repeat(100_000) + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            "GET /api/v1/systems HTTP/1.1\r\nHost: a\r\nX-Long: " + "a".repeat(100_000)
                    + "\r\nConnection: close\r\n\r\n",
            "GET /api/v1/systems?" + "a=b&".repeat(1_500) + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            "GET /api/v1/systems HTTP/1.1\r\nHost: a\r\n" + "X-Many: a\r\n".repeat(10_000) + "\r\n"
        }) {
            String answer = raw(sent);
            assertTrue(
                    answer.matches("(?s)HTTP/1\\.[01] 4\\d\\d .*"),
                    sent.substring(0, 60) + " was answered with " + answer);
        }
    }

    /**
     * What the server answers to these bytes until it ends the connection. It may do so while some of them are still to be
     * sent, and then either side's end of the connection breaks: what came until then is the answer.
     */
    private String raw(String sent) throws IOException, InterruptedException {
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            socket.setSoTimeout(20_000);
            Thread writer = Thread.ofVirtual().start(() -> {
                try {
                    socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                    // The server has heard enough; what it said is being read.
                }
            });
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(answer);
            } catch (SocketException e) {
                // Cut off after the answer.
            }
            writer.join();
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    private HttpResponse<String> post(String path, String type, String body) throws Exception {
        return send(request(path)
                .header("Content-Type", type)
                .header("Idempotency-Key", "k")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + root.getAuthority() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private JsonNode assertProblem(ProblemKind kind, HttpResponse<String> answer) throws IOException {
        assertEquals(kind.status(), answer.statusCode(), answer.body());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElse(""),
                answer.body());
        JsonNode problem = json.readTree(answer.body());
        assertEquals(kind.type().toString(), problem.get("type").asText());
        assertTrue(problem.has("correlationId"), answer.body());
        return problem;
    }
}
