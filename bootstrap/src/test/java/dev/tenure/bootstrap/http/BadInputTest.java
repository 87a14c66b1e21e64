package dev.tenure.bootstrap.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenure.bootstrap.http.BadBodies.BadBody;
import dev.tenure.bootstrap.http.Description.Operation;
import dev.tenure.bootstrap.http.Description.Parameter;
import dev.tenure.bootstrap.http.RawHttp.Reply;
import dev.tenure.bootstrap.testing.DirectoriesForTests;
import dev.tenure.bootstrap.testing.Given;
import dev.tenure.bootstrap.testing.Provider;
import dev.tenure.bootstrap.testing.ProviderForTests;
import dev.tenure.domain.authorization.Role;
import dev.tenure.persistence.testing.DatabaseForTests;
import dev.tenure.persistence.testing.EmbeddedDatabase;
import dev.tenure.persistence.testing.InjectDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What no well-meaning client sends, at every operation that the OpenAPI description names. Each request has one thing wrong
 * with it. The answer is a 4xx in the API's form that says where; nothing is changed by it, and nothing fails.
 */
@QuarkusTest
@QuarkusTestResource(DatabaseForTests.class)
@QuarkusTestResource(ProviderForTests.class)
@QuarkusTestResource(DirectoriesForTests.class)
class BadInputTest {

    private static final String HOSTILE = "hostile-client";
    private static final String UUID_OF_NOTHING = "0197a6e2-7d3c-7c11-9e55-0242ac120002";
    private static final byte[] NO_BODY = {};

    /** What only a request writes. The rest of the tables is the log's own, the scheduler's, or follows from these. */
    private static final List<String> TABLES = List.of(
            "target_system",
            "mode_change",
            "undo",
            "legal_hold",
            "shared_secret",
            "secret_rotation",
            "protection_release",
            "identity",
            "worker_feed",
            "sftp_pull",
            "worker_snapshot",
            "worker_rejection",
            "webhook_source",
            "webhook_delivery",
            "system_read",
            "request_key");

    /**
     * What tests before this one left under way, and what would come amid the requests that are all to be refused. A delivery
     * whose attempt failed is not: it waits for a vendor that no test brings back.
     */
    private static final String UNDER_WAY = """
            SELECT 'file of ' || feed AS what FROM worker_snapshot WHERE state = 'received'
            UNION ALL
            SELECT 'delivery of ' || source FROM webhook_delivery WHERE state = 'received' AND last IS NULL
            """;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(90);

    @TestHTTPResource
    URI address;

    @Given
    Provider provider;

    @InjectDatabase
    EmbeddedDatabase database;

    private final List<String> wrong = new ArrayList<>();
    private int sent;
    private String token = "";
    private Map<String, Operation> operations = Map.of();
    private Map<String, Long> before = Map.of();
    private RawHttp http = new RawHttp(URI.create("http://localhost"));
    private Description description = Description.NONE;

    @BeforeEach
    void readTheDescription() throws SQLException {
        http = new RawHttp(address);
        token = provider.token(HOSTILE, Role.values());
        description = Description.of(new Api(address));
        operations = description.operations();
        awaitRest();
        before = counts();
    }

    @AfterEach
    void nothingWasChangedAndAllIsWell() throws Exception {
        assertEquals(before, counts());
        assertEquals(200, send("GET", "/q/health/ready", List.of(), NO_BODY).status());
        for (String list : List.of("systems", "worker-feeds", "worker-snapshots", "identities", "accounts")) {
            assertEquals(200, send("GET", "/api/v1/" + list, List.of(), NO_BODY).status());
        }
    }

    @Test
    void everyFieldOfEveryBodyIsReadWithoutGuessing() throws Exception {
        for (Operation operation : operations.values()) {
            if (operation.contentType().equals("application/json")) {
                for (BadBody bad : BadBodies.of(description, operation)) {
                    Reply reply = send(operation, operation.concretePath(), operation.neededHeaders(), bad.bytes());
                    expect(operation, bad.what(), reply, 400, error -> isAt(error, bad.pointer()));
                }
            }
        }
        finish(700);
    }

    @Test
    void aBodyThatIsNotTheOneWantedIsSaid() throws Exception {
        for (Operation operation : operations.values()) {
            if (operation.contentType().equals("application/json")) {
                for (String body : List.of(
                        "",
                        " ",
                        "{",
                        "}",
                        "nonsense",
                        "{\"a\":",
                        "{,}",
                        "'a'",
                        operation.body() + "x",
                        operation.body() + operation.body(),
                        "null",
                        "\"x\"",
                        "NaN",
                        "\u0000",
                        "<a/>",
                        "[".repeat(10_000),
                        "{\"a\":".repeat(10_000),
                        operation.body().replaceFirst("\\{", "{\"zzz\":1,\"zzz\":2,"))) {
                    if (!operation.bodyRequired() && (body.isBlank() || body.equals("null"))) {
                        // None is right there, and this is none.
                        continue;
                    }
                    Reply reply = send(operation, operation.concretePath(), operation.neededHeaders(), utf8(body));
                    expect(operation, "body " + body, reply, 400, error -> true);
                }
                byte[] utf16 = operation.body().getBytes(StandardCharsets.UTF_16);
                expect(
                        operation,
                        "UTF-16",
                        send(operation, operation.concretePath(), operation.neededHeaders(), utf16),
                        400,
                        error -> true);
                byte[] large = utf8("{" + " ".repeat(2 << 20) + "}");
                expect(
                        operation,
                        "2 MiB",
                        send(operation, operation.concretePath(), operation.neededHeaders(), large),
                        413,
                        error -> true);
            }
        }
        finish(100);
    }

    @Test
    void aBodyOfAnotherFormIsNotTaken() throws Exception {
        for (Operation operation : operations.values()) {
            if (!operation.contentType().isEmpty()) {
                for (String type : List.of(
                        "text/plain",
                        "application/xml",
                        "multipart/form-data; boundary=a",
                        "application/octet-stream")) {
                    List<String> headers = lines(operation.neededHeaders());
                    headers.add("Content-Type: " + type);
                    Reply reply = send(operation.method(), operation.concretePath(), headers, utf8(operation.body()));
                    expect(operation, type, reply, 415, error -> true);
                }
                for (String type : List.of("Content-Type: //;=", "Content-Type: ", "X-None: none")) {
                    List<String> headers = lines(operation.neededHeaders());
                    headers.add(type);
                    Reply reply = send(operation.method(), operation.concretePath(), headers, utf8("nonsense"));
                    expect(operation, type, reply, 400, 415, 404);
                }
            }
        }
        finish(40);
    }

    @Test
    void whatStandsInThePathIsCheckedBeforeItIsUsed() throws Exception {
        for (Operation operation : operations.values()) {
            for (Parameter parameter : operation.parameters("path")) {
                for (String bad : List.of(
                        "nonsense",
                        "1-1-1-1-1",
                        UUID_OF_NOTHING + "0",
                        "%00",
                        UUID_OF_NOTHING + "%00",
                        "%FF%FE",
                        "%ED%A0%80",
                        "..%2f..%2f..%2fetc%2fpasswd",
                        "%2e%2e%2f",
                        "'%20OR%201=1--",
                        "a".repeat(3_000))) {
                    Reply reply = attackPath(operation, parameter, bad);
                    if (bad.matches("[a-z0-9-]{1,63}") && parameter.name().equals("name")) {
                        boolean hasVersion =
                                operation.neededHeaders().stream().anyMatch(header -> header.startsWith("If-Match"));
                        expect(operation, bad, reply, hasVersion ? 412 : 404, error -> true);
                    } else {
                        expect(operation, bad, reply, 400, error -> error.path("parameter")
                                .asText()
                                .equals(parameter.name()));
                    }
                }
                for (String bad : List.of("../../../../etc/passwd", "%zz", "%c0%ae%c0%ae", "%", "a b", "\u0001", "é")) {
                    expect(operation, bad, attackPath(operation, parameter, bad), 400, 404, 405);
                }
                expect(operation, "long", attackPath(operation, parameter, "a".repeat(100_000)), 414);
            }
        }
        finish(400);
    }

    @Test
    void whatStandsInTheQueryIsCheckedBeforeItIsUsed() throws Exception {
        for (Operation operation : operations.values()) {
            for (Parameter parameter : operation.parameters("query")) {
                List<String> values = new ArrayList<>(List.of("%00", "a%00b", "%FF", "%ED%A0%80", "a".repeat(501)));
                switch (parameter.schema().path("type").asText()) {
                    case "integer" -> values.addAll(List.of("abc", "-1", "1.5", "9".repeat(30), "0x1", "%D9%A1"));
                    case "boolean" -> values.addAll(List.of("maybe", "1"));
                    default -> {
                        if (parameter.schema().has("format")
                                || parameter.schema().has("enum")) {
                            values.addAll(List.of("nonsense", "-1", "+1000000000-01-01T00:00:00Z", "0"));
                        }
                    }
                }
                for (String value : values) {
                    expect(
                            operation,
                            parameter.name() + "=" + value,
                            query(operation, parameter, value),
                            400,
                            error -> error.path("parameter").asText().equals(parameter.name()));
                }
                expect(
                        operation,
                        parameter.name() + " twice",
                        query(operation, parameter, "1&" + parameter.name() + "=1"),
                        400,
                        error -> error.path("parameter").asText().equals(parameter.name()));
            }
            expect(
                    operation,
                    "an unknown parameter",
                    send(
                            operation,
                            operation.concretePath() + "?zzz=1",
                            operation.neededHeaders(),
                            utf8(operation.body())),
                    400,
                    error -> error.path("parameter").asText().equals("zzz"));
        }
        finish(300);
    }

    /** A cursor is opaque to clients, so one that somebody made up is as good as any: it leads nowhere, or is refused. */
    @Test
    void aCursorThatSomebodyMadeUpIsRefusedOrLeadsNowhere() throws Exception {
        String far = "+1000000000-12-31T23:59:59Z";
        for (Operation operation : operations.values()) {
            for (Parameter parameter : operation.parameters("query")) {
                if (parameter.name().equals("after")) {
                    for (String first : List.of(
                            "",
                            "x",
                            "-1",
                            "9223372036854775807",
                            "99999999999999999999",
                            far,
                            "\u0000",
                            "2026-01-01T00:00:00Z")) {
                        for (String second : List.of("", "x", UUID_OF_NOTHING, "9223372036854775807", far)) {
                            for (String joined : List.of(
                                    first,
                                    first + "\u001f" + second,
                                    first + "\u001f" + second + "\u001f" + UUID_OF_NOTHING)) {
                                String cursor =
                                        Base64.getUrlEncoder().withoutPadding().encodeToString(utf8(joined));
                                Reply reply = query(operation, parameter, cursor);
                                sent++;
                                boolean refused = reply.status() == 400
                                        && reply.json()
                                                .at("/errors/0/parameter")
                                                .asText()
                                                .equals("after");
                                boolean nowhere =
                                        reply.status() == (operation.path().contains("{") ? 404 : 200);
                                if (!refused && !nowhere) {
                                    wrong.add(operation.name() + " after " + joined + " gives " + reply.status() + " "
                                            + reply.text());
                                }
                            }
                        }
                    }
                }
            }
        }
        finish(500);
    }

    @Test
    void whatStandsInTheHeadersIsCheckedBeforeItIsUsed() throws Exception {
        for (Operation operation : operations.values()) {
            for (String line : List.of("Accept: application/xml", "Accept: image/png;q=1")) {
                expect(operation, line, withHeader(operation, line), 406, error -> true);
            }
            for (String line : List.of("X-Long: " + "a".repeat(20_000), "X-Many: a\r\n".repeat(5_000) + "X-Last: a")) {
                expect(operation, line.substring(0, 10), withHeader(operation, line), 431);
            }
            for (String line : List.of("X-Control: a\u0001b", "X-Nul: a\u0000b", "X Space: a", "X-No-Colon")) {
                expect(operation, line, withHeader(operation, line), 400);
            }
            if (operation.takes("Idempotency-Key")) {
                expectKey(operation, "", "missing");
                for (String key : List.of(
                        "Idempotency-Key: ",
                        "Idempotency-Key: a b",
                        "Idempotency-Key: " + "k".repeat(256),
                        "Idempotency-Key: \u00e9",
                        "Idempotency-Key: a\r\nIdempotency-Key: b",
                        "Idempotency-Key: a\r\nidempotency-key: a")) {
                    expectKey(operation, key, key);
                }
            }
            if (operation.takes("If-Match")) {
                expectPrecondition(operation, "", 428);
                for (String match : List.of(
                        "If-Match: 4",
                        "If-Match: \"1\", \"2\"",
                        "If-Match: *",
                        "If-Match: \"",
                        "If-Match: \"\u00e9\"",
                        "If-Match: \"1\"\r\nIf-Match: \"2\"",
                        "If-Match: \"1")) {
                    expectPrecondition(operation, match, 400);
                }
                for (String match : List.of(
                        "If-Match: W/\"1\"",
                        "If-Match: \"99999999999999999999999\"",
                        "If-Match: \"x\"",
                        "If-Match: \"-1\"",
                        "If-Match: \"0\"")) {
                    expectPrecondition(operation, match, operation.path().contains("{id}") ? 404 : 412);
                }
            }
            if (operation.takes("If-None-Match")) {
                for (String match : List.of(
                        "If-None-Match: \"1\"",
                        "If-None-Match: *\r\nIf-Match: \"1\"",
                        "If-None-Match: *\r\nIf-None-Match: *")) {
                    expectPrecondition(operation, match, 400);
                }
            }
        }
        finish(300);
    }

    @Test
    void aTokenThatIsNoneIsNoWordInAnyForm() throws Exception {
        for (Operation operation : operations.values()) {
            for (String authorization : List.of(
                    "Bearer",
                    "Bearer a b",
                    "Bearer \u00e9",
                    "Bearer " + "a".repeat(10_000),
                    "Basic YTpi",
                    "Bearer ..",
                    "Bearer null",
                    "Negotiate YII=",
                    "Bearer eyJhbGciOiJub25lIn0.e30.")) {
                List<String> headers = lines(operation.neededHeaders());
                headers.add("Authorization: " + authorization);
                addType(operation, headers);
                Reply reply = http.send(
                        operation.method(),
                        operation.concretePath() + operation.neededQuery(),
                        headers,
                        utf8(operation.body()));
                expect(operation, authorization, reply, 401, error -> true);
            }
        }
        finish(300);
    }

    /** Within its bounds a text may be anything. Whether it is taken or refused, it never meets a bound that nobody knew of. */
    @Test
    void aLongTextIsRefusedWithItsPlace() throws Exception {
        String noise = noise(99_000);
        for (Operation operation : operations.values()) {
            if (operation.contentType().equals("application/json")) {
                for (String pointer : BadBodies.texts(description, operation)) {
                    byte[] body = BadBodies.with(description, operation, pointer, noise);
                    Reply reply = send(operation, operation.concretePath(), operation.neededHeaders(), body);
                    expect(operation, pointer + " of 99,000 characters", reply, 400, error -> isAt(error, pointer));
                }
            }
        }
        finish(40);
    }

    /** Characters of three bytes each that no compression makes shorter. The same every time. */
    static String noise(int length) {
        Random random = new Random(7);
        return random.ints(length, 0x4E00, 0x9FA5)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private void expectKey(Operation operation, String key, String what) throws IOException {
        List<String> headers = new ArrayList<>();
        if (!key.isEmpty()) {
            headers.add(key);
        }
        addType(operation, headers);
        Reply reply = send(operation.method(), operation.concretePath(), headers, utf8(operation.body()));
        expect(operation, what, reply, 400, error -> true);
    }

    private void expectPrecondition(Operation operation, String line, int status) throws IOException {
        List<String> headers = new ArrayList<>();
        if (!line.isEmpty()) {
            headers.add(line);
        }
        addType(operation, headers);
        Reply reply = send(operation.method(), operation.concretePath(), headers, utf8(operation.body()));
        expect(operation, line, reply, status, error -> true);
    }

    private Reply withHeader(Operation operation, String line) throws IOException {
        List<String> headers = lines(operation.neededHeaders());
        addType(operation, headers);
        headers.add(line);
        return send(
                operation.method(),
                operation.concretePath() + operation.neededQuery(),
                headers,
                utf8(operation.body()));
    }

    private Reply attackPath(Operation operation, Parameter parameter, String bad) throws IOException {
        String path = operation
                .path()
                .replace("{" + parameter.name() + "}", bad)
                .replaceAll("\\{[a-zA-Z]+}", UUID_OF_NOTHING);
        return send(operation, path, operation.neededHeaders(), utf8(operation.body()));
    }

    private Reply query(Operation operation, Parameter parameter, String value) throws IOException {
        String others = operation.parameters("query").stream()
                .filter(other -> other.required() && !other.name().equals(parameter.name()))
                .map(other -> "&" + other.name() + "=0")
                .collect(Collectors.joining());
        return send(
                operation,
                operation.concretePath() + "?" + parameter.name() + "=" + value + others,
                operation.neededHeaders(),
                utf8(operation.body()));
    }

    private Reply send(Operation operation, String target, List<String> headers, byte[] body) throws IOException {
        List<String> all = lines(headers);
        addType(operation, all);
        return send(operation.method(), target, all, body);
    }

    private Reply send(String method, String target, List<String> headers, byte[] body) throws IOException {
        List<String> all = new ArrayList<>(headers);
        all.add("Authorization: Bearer " + token);
        return http.send(method, target, all, body);
    }

    private static void addType(Operation operation, List<String> headers) {
        if (!operation.contentType().isEmpty()) {
            headers.add("Content-Type: " + operation.contentType());
        }
    }

    private static List<String> lines(List<String> namesAndValues) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            lines.add(namesAndValues.get(i) + ": " + namesAndValues.get(i + 1));
        }
        return lines;
    }

    /** An answer of this status, in the API's form, one of whose errors is wanted; kinds that name no place have none. */
    private void expect(Operation operation, String what, Reply reply, int status, Predicate<JsonNode> error)
            throws IOException {
        sent++;
        String said = operation.name() + " with " + (what.length() > 80 ? what.substring(0, 80) : what) + " gives "
                + reply.status() + " " + reply.text();
        if (reply.status() != status) {
            wrong.add(said);
            return;
        }
        if (!reply.header("Content-Type").equals("application/problem+json")) {
            wrong.add(said + " as " + reply.header("Content-Type"));
            return;
        }
        JsonNode problem = reply.json();
        boolean placed = false;
        for (JsonNode one : problem.path("errors")) {
            placed |= error.test(one);
        }
        boolean mustBePlaced = problem.path("type").asText().endsWith("/invalid-request");
        if (mustBePlaced && !placed) {
            wrong.add(said);
        }
    }

    /** What the server itself refuses, before anybody knows which operation was meant: the status alone. */
    private void expect(Operation operation, String what, Reply reply, Integer... statuses) {
        sent++;
        if (!List.of(statuses).contains(reply.status()) || reply.text().contains("Exception")) {
            wrong.add(operation.name() + " with " + what + " gives " + reply.status() + " " + reply.text());
        }
    }

    /** A flaw of a value is at the value, or at what holds it where it spoils that as well. */
    private static boolean isAt(JsonNode error, String pointer) {
        String said = error.path("pointer").asText("-");
        // Inside maps in maps the reader knows the place of the outer map alone when it meets a bound of its own.
        boolean isAround = !said.isEmpty()
                && pointer.startsWith(said + "/")
                && error.path("detail").asText().startsWith("holds a ");
        return said.equals(pointer) || said.startsWith(pointer + "/") || isAround;
    }

    private void finish(int atLeast) {
        assertEquals("", wrong.stream().limit(40).collect(Collectors.joining("\n")), wrong.size() + " of " + sent);
        assertTrue(sent >= atLeast, "only " + sent + " were tried");
    }

    private void awaitRest() throws SQLException {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        try (Connection connection = database.connectAsAdministrator();
                Statement statement = connection.createStatement()) {
            for (List<String> left = texts(statement, UNDER_WAY); !left.isEmpty(); left = texts(statement, UNDER_WAY)) {
                assertTrue(System.nanoTime() < end, "of other tests is still under way: " + left);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }

    private Map<String, Long> counts() throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        try (Connection connection = database.connectAsAdministrator();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                counts.put(table, count(statement, "SELECT count(*) FROM " + table));
            }
            counts.put(
                    "events of the hostile client",
                    count(
                            statement,
                            "SELECT count(*) FROM audit_event WHERE convert_from(payload, 'UTF8') LIKE '%" + HOSTILE
                                    + "%'"));
        }
        return counts;
    }

    private static List<String> texts(Statement statement, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }

    private static long count(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
