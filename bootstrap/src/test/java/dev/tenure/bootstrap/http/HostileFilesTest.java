package dev.tenure.bootstrap.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HR files as they should not be, sent to a real feed: what is wrong is said by line, what is right is taken, nobody is lost. */
@QuarkusTest
@QuarkusTestResource(DatabaseForTests.class)
@QuarkusTestResource(ProviderForTests.class)
@QuarkusTestResource(DirectoriesForTests.class)
class HostileFilesTest {

    private static final String HEADER = "worker_id,given_name,family_name,start_date,email\n";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TestHTTPResource
    URI address;

    @Given
    Provider provider;

    @InjectDatabase
    EmbeddedDatabase database;

    private Api api = new Api(URI.create("http://localhost"));
    private RawHttp http = new RawHttp(URI.create("http://localhost"));
    private String token = "";
    private String feed = "";

    @BeforeEach
    void configureAFeed() throws Exception {
        api = new Api(address);
        http = new RawHttp(address);
        token = provider.token("file-sender", Role.ADMINISTRATOR, Role.OPERATOR);
        feed = "hostile-" + UUID.randomUUID();
        Api.Answer made =
                api.send("PUT", "/api/v1/worker-feeds/" + feed, token, "application/json", """
                {"headers": {"worker_id": "worker_id", "given_name": "given_name", "family_name": "family_name",
                             "start_date": "start_date", "email": "email"}, "timeZone": "UTC"}
                """, "If-None-Match", "*");
        assertEquals(201, made.status(), made.body());
        // Whoever was known before a bad file is known after it.
        taken(HEADER + worker("known-1") + worker("known-2"));
        assertEquals(List.of("known-1", "known-2"), known());
    }

    @Test
    void badRowsAreSaidByLineAndReasonAndGoodOnesAreTaken() throws Exception {
        JsonNode snapshot = taken(HEADER
                + worker("good-1") // 2
                + "bad-date,Ada,Sample,2026-13-45,\n" // 3
                + ",Ada,Sample,2026-01-01,\n" // 4
                + "bad-email,Ada,Sample,2026-01-01,nobody\n" // 5
                + "few,Ada\n" // 6
                + "many,Ada,Sample,2026-01-01,,,,\n" // 7
                + "control,A\u0007da,Sample,2026-01-01,\n" // 8
                + "nul,A\u0000da,Sample,2026-01-01,\n" // 9
                + "long," + "x".repeat(60_000) + ",Sample,2026-01-01,\n" // 10
                + "\"two\nlines\",Ada,Sample,2026-01-01,\n" // 11 and 12
                + HEADER // 13
                + "year,Ada,Sample,9999-01-01,\n" // 14
                + "=1+1,@SUM(A1),-2,2026-01-01,\n" // 15: a text like any other
                + worker("good-2"));
        List<String> said = new ArrayList<>();
        for (JsonNode rejection : rejections(snapshot)) {
            said.add(rejection.path("line").asText() + " "
                    + rejection.path("field").asText("-"));
            assertTrue(rejection.path("reason").asText().contains(":"), rejection.toString());
            assertTrue(!rejection.toString().contains("Ada"), rejection.toString());
        }
        assertEquals(
                List.of(
                        "3 start_date",
                        "4 worker_id",
                        "5 email",
                        "6 -",
                        "7 -",
                        "8 given_name",
                        "9 -",
                        "10 given_name",
                        "11 worker_id",
                        "13 email",
                        "13 start_date",
                        "14 start_date"),
                said.stream()
                        .sorted((a, b) -> {
                            int lines = Integer.compare(line(a), line(b));
                            return lines != 0 ? lines : a.compareTo(b);
                        })
                        .toList());
        assertEquals(List.of("=1+1", "good-1", "good-2", "known-1", "known-2"), known());
    }

    /** The longest names that are taken, of characters that need the most room, fit every index. */
    @Test
    void theLongestNamesThatAreTakenStopNobodyBehindThem() throws Exception {
        String given = noise(1, 512);
        String family = noise(2, 512);
        taken(HEADER + "long-1," + given + "," + family + ",2026-01-01,\n" + "long-2," + given.substring(0, 400) + ","
                + family.substring(0, 400) + ",2026-01-01,\n"
                + noise(3, 400) + ",Ada,Sample,2026-01-01,"
                + noise(4, 190) + "@" + noise(5, 190) + "\n" + worker("behind"));
        assertTrue(known().containsAll(List.of("behind", "long-2", noise(3, 400))), known().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1252", "ISO-8859-1", "UTF-16BE", "UTF-16LE", "UTF-32"})
    void aFileInAnotherEncodingThanTheFeedsIsNotTaken(String charset) throws Exception {
        byte[] file =
                (HEADER + worker("w1") + "w2,J\u00fcrgen,M\u00fcller,2026-01-01,\n").getBytes(Charset.forName(charset));
        refused(file, charset.startsWith("UTF-") ? "line 1: " : "line 3: is not UTF-8: ");
    }

    @Test
    void aFileThatIsNoneOfTheFeedIsNotTaken() throws Exception {
        refused(new byte[0], "line 1: the file is empty: ");
        refused(utf8("\n\n\n"), "line 1: the file is empty: ");
        refused(utf8(worker("w1") + worker("w2")), "line 1: the header lacks worker_id, ");
        refused(
                utf8("worker_id," + HEADER + "x," + worker("w1")),
                "line 1: the header has two columns of the same name");
        refused(utf8(HEADER.replace(',', ';')), "line 1: the header lacks ");
        refused(utf8(HEADER.replace("email", "e\u0000mail")), "line 1: the header holds a NUL character");
        refused(utf8(HEADER + worker("w1") + "w2" + ",".repeat(100_000) + "\n"), "line 3: a cell has more than ");
        refused(
                utf8(HEADER + worker("w1") + "w2," + "x".repeat(10 << 20) + ",S,2026-01-01,\n"),
                "line 3: a cell has more than ");
        refused(
                utf8(HEADER + worker("w1") + "w2,\"A\"da,Sample,2026-01-01,\n"),
                "line 3: something stands between a closing quote");
        byte[] random = new byte[1 << 20];
        new Random(11).nextBytes(random);
        refused(random, "line 1: ");
    }

    /** What the open quote swallows cannot be told from a cell, so nobody of the file is taken, long or short. */
    @Test
    void aQuoteThatIsNeverClosedIsSaidAtItsLine() throws Exception {
        refused(
                utf8(HEADER + worker("good") + "open,\"Ada,Sample,2026-01-01,\n" + worker("swallowed")),
                "line 3: a quote is opened that nothing closes");

        StringBuilder rest = new StringBuilder(HEADER + worker("first") + "open,\"Ada,Sample,2026-01-01,\n");
        for (int i = 0; i < 40_000; i++) {
            rest.append(worker("swallowed-" + i));
        }
        refused(utf8(rest.toString()), "line 3: ");
    }

    @Test
    void aFileThatBreaksOffLeavesNothingBehind() throws Exception {
        String head = "POST /api/v1/worker-feeds/" + feed + "/snapshots HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                + token + "\r\nContent-Type: text/csv\r\nIdempotency-Key: broken\r\nContent-Length: 10000000\r\n\r\n";
        StringBuilder rows = new StringBuilder(head + HEADER);
        for (int i = 0; i < 5_000; i++) {
            rows.append(worker("broken-" + i));
        }
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write(utf8(rows.toString()));
        }
        // The same key is good for the whole file: the broken one was never carried out.
        Reply whole = post(utf8(HEADER + worker("whole")), "broken");
        assertEquals(202, whole.status(), whole.text());
        settled(whole.json());
        assertEquals(List.of("known-1", "known-2", "whole"), known());
    }

    @Test
    void aKeyThatIsUsedForAnotherFileTakesNothingOfIt() throws Exception {
        assertEquals(202, post(utf8(HEADER + worker("first")), "the-key").status());
        Reply other = post(utf8(HEADER + worker("second")), "the-key");
        assertEquals(422, other.status(), other.text());
        assertTrue(other.text().contains("/idempotency-key-reused"), other.text());
        Reply again = post(utf8(HEADER + worker("first")), "the-key");
        assertEquals(202, again.status(), again.text());
        settled(again.json());
        assertEquals(List.of("first", "known-1", "known-2"), known());
    }

    @Test
    void aFileOfChunksThatAreNoneIsNotTaken() throws Exception {
        Reply reply = http.send(new ByteArrayInputStream(utf8("POST /api/v1/worker-feeds/" + feed
                + "/snapshots HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: text/csv\r\nIdempotency-Key: chunks\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "zz\r\nworker_id\r\n0\r\n\r\n")));
        assertTrue(reply.status() == 0 || (reply.status() >= 400 && reply.status() < 500), reply.toString());
        assertEquals(List.of("known-1", "known-2"), known());
    }

    private static int line(String said) {
        return Integer.parseInt(said.substring(0, said.indexOf(' ')));
    }

    private static String worker(String id) {
        return id + ",Ada,Sample,2026-01-01," + id + "@company.example\n";
    }

    /** Characters of three bytes that no compression makes shorter, and no two seeds alike. */
    private static String noise(long seed, int length) {
        return new Random(seed)
                .ints(length, 0x4E00, 0x9FA5)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private void refused(byte[] file, String detail) throws Exception {
        Reply reply = post(file, UUID.randomUUID().toString());
        assertEquals(422, reply.status(), reply.text());
        assertTrue(
                reply.json().path("detail").asText().startsWith(detail),
                detail + " is not how it begins: " + reply.text());
        assertEquals(
                List.of("known-1", "known-2"),
                known().stream().filter(id -> id.startsWith("known")).toList());
    }

    private JsonNode taken(String file) throws IOException {
        Reply reply = post(utf8(file), UUID.randomUUID().toString());
        assertEquals(202, reply.status(), reply.text());
        return settled(reply.json());
    }

    private Reply post(byte[] file, String key) throws IOException {
        return http.send(
                "POST",
                "/api/v1/worker-feeds/" + feed + "/snapshots",
                List.of(
                        "Authorization: Bearer " + token,
                        "Content-Type: text/csv; charset=utf-8",
                        "Idempotency-Key: " + key),
                file);
    }

    /** The snapshot once every row of it was taken. */
    private JsonNode settled(JsonNode snapshot) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String path = "/api/v1/worker-snapshots/" + snapshot.path("id").asText();
        while (true) {
            JsonNode now = api.get(path, token).json();
            if (now.path("state").asText().equals("applied")) {
                return now;
            }
            assertTrue(System.nanoTime() < end, "not applied within " + PATIENCE + ": " + now);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private JsonNode rejections(JsonNode snapshot) {
        return api.get("/api/v1/worker-snapshots/" + snapshot.path("id").asText() + "/rejections?limit=100", token)
                .json()
                .path("items");
    }

    /** The ids of the feed's workers. */
    private List<String> known() throws SQLException {
        List<String> ids = new ArrayList<>();
        try (Connection connection = database.connectAsAdministrator();
                PreparedStatement select =
                        connection.prepareStatement("SELECT worker_id FROM identity WHERE feed = ?")) {
            select.setString(1, feed);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
        }
        return ids.stream().sorted().toList();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
