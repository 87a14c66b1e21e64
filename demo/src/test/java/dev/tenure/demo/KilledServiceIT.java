package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenure.connectors.ldap.directories.Effect;
import dev.tenure.connectors.ldap.directories.Faults.Mode;
import dev.tenure.demo.Premises.Replica;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged service, killed or paused at the worst moments of a leaver's case, and what another copy of it makes of what was
 * left behind (PLT-4): nothing is lost and nothing is done twice, by the directories' own ledgers.
 */
class KilledServiceIT {

    /** The operations of an account that write, all under way at once. */
    private static final Set<String> WRITES = Set.of("disable-account", "reset-secret", "revoke-memberships");

    private static final int OPERATIONS = WRITES.size();

    /** How many leave while the database is stopped. */
    private static final int AMID_A_CRASH = 8;

    /** How many operations a directory takes at a time. */
    private static final int AT_ONCE = 8;

    private static final Onboarding.Limits LIMITS = new Onboarding.Limits(AT_ONCE, Duration.ofSeconds(3));
    private static final List<SampleWorker> WORKERS = Premises.workers(4 + AMID_A_CRASH);
    private static final LedgeredDirectory ASKED = LedgeredDirectory.ds389("asked", WORKERS);
    private static final LedgeredDirectory DONE = LedgeredDirectory.active("done", WORKERS);

    private static Premises premises;
    private static Replica serving;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        premises = Premises.open(folder, WORKERS, List.of(ASKED, DONE));
        serving = premises.start();
        premises.onboard(serving, LIMITS);
    }

    @AfterAll
    static void stop() throws Exception {
        try {
            premises.assertLogVerifies(serving);
        } finally {
            premises.close();
        }
    }

    @Test
    void writesThatADirectoryHasOrHasDoneWhenTheServiceIsKilledAreFoundAndNotRepeated() throws Exception {
        SampleWorker leaver = WORKERS.get(0);
        int firedBefore = ASKED.faults().fired(Mode.HOLD_BEFORE_WRITE);
        ASKED.faults().failNext(OPERATIONS, Mode.HOLD_BEFORE_WRITE);
        DONE.faults().failNext(OPERATIONS, Mode.HOLD_AFTER_WRITE);
        premises.leave(serving, List.of(leaver), Instant.now());
        var unused = Premises.await(
                serving,
                leaver,
                "every first write is held",
                found -> ASKED.faults().fired(Mode.HOLD_BEFORE_WRITE) == firedBefore + OPERATIONS
                        && DONE.count(leaver, Effect.Kind.SIGN_IN_CHANGED) == 1
                        && DONE.count(leaver, Effect.Kind.PASSWORD_CHANGED) == 1
                        && DONE.count(leaver, Effect.Kind.MEMBER_REMOVED) == 1);

        serving.kill();
        ASKED.faults().clear();
        DONE.faults().clear();
        serving = premises.start();

        JsonNode closed = Premises.awaitClosed(serving, leaver);
        ASKED.assertShutOutOnce(leaver);
        DONE.assertShutOutOnce(leaver);
        for (JsonNode operation : Premises.operations(closed, Optional.empty())) {
            assertEquals("done", operation.path("state").asText(), operation.toString());
        }
        List<JsonNode> changes = Premises.operations(closed, Optional.empty()).stream()
                .filter(operation -> WRITES.contains(operation.path("work").asText()))
                .toList();
        assertEquals(2 * OPERATIONS, changes.size(), closed.toString());
        for (JsonNode change : changes) {
            assertTrue(change.path("attempts").asInt() > 1, "under way and not found again: " + change);
        }
        assertEquals("unchanged", outcome(closed, DONE, "disable-account"));
        assertEquals(0, ASKED.doneTwice().size() + DONE.doneTwice().size());
    }

    @Test
    void whatWasCommittedAndWokeNobodyIsDoneByTheNextCopy() throws Exception {
        SampleWorker leaver = WORKERS.get(1);
        try (Connection database = premises.owner();
                Statement statement = database.createStatement()) {
            database.setAutoCommit(false);
            // Whoever holds the lanes' rows keeps them from being woken and from being taken.
            statement.execute("SELECT FROM scheduled_tasks WHERE task_name = 'lane' FOR UPDATE");
            premises.leave(serving, List.of(leaver), Instant.now());
            JsonNode committed = Premises.caseOf(serving, leaver).orElseThrow();
            serving.kill();
            for (JsonNode operation : Premises.operations(committed, Optional.empty())) {
                assertEquals(0, operation.path("attempts").asInt(), operation.toString());
            }
            database.rollback();
        }
        assertEquals(0, ASKED.count(leaver, Effect.Kind.SIGN_IN_CHANGED));
        assertEquals(0, DONE.count(leaver, Effect.Kind.SIGN_IN_CHANGED));
        serving = premises.start();

        JsonNode closed = Premises.awaitClosed(serving, leaver);
        ASKED.assertShutOutOnce(leaver);
        DONE.assertShutOutOnce(leaver);
        assertEquals("applied", outcome(closed, DONE, "disable-account"));
    }

    @Test
    void aResultThatWasNotCommittedWhenTheServiceWasKilledIsReadFromTheTargetAgain() throws Exception {
        SampleWorker leaver = WORKERS.get(3);
        ASKED.faults().failNext(OPERATIONS, Mode.HOLD_BEFORE_WRITE);
        DONE.faults().failNext(OPERATIONS, Mode.HOLD_BEFORE_WRITE);
        premises.leave(serving, List.of(leaver), Instant.now());
        JsonNode committed = Premises.caseOf(serving, leaver).orElseThrow();
        try (Connection database = premises.owner();
                Statement statement = database.createStatement()) {
            database.setAutoCommit(false);
            // A result is written together with what it makes of its case.
            statement.execute("SELECT FROM leaver_case WHERE id = '"
                    + UUID.fromString(committed.path("id").asText()) + "' FOR UPDATE");
            ASKED.faults().clear();
            DONE.faults().clear();
            Patience.until("both directories have done it", Premises.BOUND, () -> {
                boolean done = ASKED.count(leaver, Effect.Kind.SIGN_IN_CHANGED) == 1
                        && DONE.count(leaver, Effect.Kind.SIGN_IN_CHANGED) == 1;
                return done ? Optional.of(true) : Optional.empty();
            });
            Patience.until("a result waits to be written", Premises.BOUND, () -> {
                long waiting = premises.count("SELECT count(*) FROM pg_locks WHERE NOT granted");
                return waiting > 0 ? Optional.of(waiting) : Optional.empty();
            });
            serving.kill();
            database.rollback();
        }
        serving = premises.start();

        JsonNode closed = Premises.awaitClosed(serving, leaver);
        for (LedgeredDirectory directory : List.of(ASKED, DONE)) {
            directory.assertShutOutOnce(leaver);
            assertEquals("unchanged", outcome(closed, directory, "disable-account"), directory.name());
            assertEquals(Set.of(), directory.doneTwice(), directory.name());
        }
    }

    /** Twice, each time while every place at both directories is taken by a write: asked for in one, done in the other. */
    @Test
    void aDatabaseThatIsStoppedAtOnceUnderLoadCostsNothingAndRepeatsNothing() throws Exception {
        List<SampleWorker> leavers = WORKERS.subList(4, 4 + AMID_A_CRASH);
        int asked = ASKED.faults().fired(Mode.HOLD_BEFORE_WRITE);
        int done = DONE.faults().fired(Mode.HOLD_AFTER_WRITE);
        try {
            for (int crash = 1; crash <= 2; crash++) {
                ASKED.faults().failNext(AT_ONCE, Mode.HOLD_BEFORE_WRITE);
                DONE.faults().failNext(AT_ONCE, Mode.HOLD_AFTER_WRITE);
                if (crash == 1) {
                    premises.leave(serving, leavers, Instant.now());
                }
                int held = crash * AT_ONCE;
                Patience.until("every place is taken by a write", Premises.BOUND, () -> {
                    boolean taken = ASKED.faults().fired(Mode.HOLD_BEFORE_WRITE) == asked + held
                            && DONE.faults().fired(Mode.HOLD_AFTER_WRITE) == done + held;
                    return taken ? Optional.of(true) : Optional.empty();
                });
                premises.crashDatabase();
                ASKED.faults().clear();
                DONE.faults().clear();
            }
            for (SampleWorker leaver : leavers) {
                JsonNode closed = Premises.awaitClosed(serving, leaver);
                for (JsonNode operation : Premises.operations(closed, Optional.empty())) {
                    assertEquals("done", operation.path("state").asText(), operation.toString());
                }
                ASKED.assertShutOutOnce(leaver);
                DONE.assertShutOutOnce(leaver);
            }
        } finally {
            ASKED.faults().clear();
            DONE.faults().clear();
        }
        assertEquals(0, ASKED.doneTwice().size() + DONE.doneTwice().size());
    }

    @Test
    void aCopyThatWasPausedLongerThanItsLeaseIsOnRecordAndNotListenedTo() throws Exception {
        SampleWorker leaver = WORKERS.get(2);
        DONE.faults().failNext(1, Mode.HOLD_AFTER_WRITE);
        premises.leave(serving, List.of(leaver), Instant.now());
        Patience.until(
                "a write is held",
                Premises.BOUND,
                () -> DONE.faults().fired(Mode.HOLD_AFTER_WRITE) == 1 ? Optional.of(true) : Optional.empty());
        serving.pause();
        DONE.faults().clear();
        Replica paused = serving;
        serving = premises.start();

        JsonNode closed = Premises.awaitClosed(serving, leaver);
        paused.resume();
        String late = Patience.until(
                "the late result is on record",
                Premises.BOUND,
                () -> Premises.events(serving, "operation-attempted").stream()
                        .filter(event -> event.contains("\"listenedTo\":false"))
                        .findFirst());
        assertTrue(late.contains("\"epoch\":1"), late);
        assertEquals(
                "closed", Premises.awaitClosed(paused, leaver).path("state").asText(), "it serves again");
        paused.kill();

        JsonNode afterwards = Premises.caseOf(serving, leaver).orElseThrow();
        assertEquals(closed.path("operations"), afterwards.path("operations"), "a late result changes nothing");
        assertEquals(closed.path("accounts"), afterwards.path("accounts"));
        assertEquals(closed.path("version"), afterwards.path("version"));
        ASKED.assertShutOutOnce(leaver);
        DONE.assertShutOutOnce(leaver);
    }

    /** Two feeds at once, and a third whose file has not ended: nothing is lost, nobody is taken twice, and no half file is. */
    @Test
    void filesThatWereBeingTakenAreTakenWholeAndOneThatWasStillArrivingIsNot() throws Exception {
        int rows = 600;
        long both = 2L * rows;
        for (String feed : List.of("left", "right", "cut")) {
            serving.api()
                    .create(
                            DemoUser.FIRST_ADMINISTRATOR,
                            "/api/v1/worker-feeds/" + feed,
                            new ObjectMapper().readTree("""
                            {"headers": {"worker_id": "worker_id", "given_name": "given_name",
                                         "family_name": "family_name", "start_date": "start_date"}, "timeZone": "UTC"}
                            """));
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            CompletableFuture<HttpResponse<String>> cut;
            try (PipedOutputStream neverEnds = new PipedOutputStream()) {
                InputStream arriving = new PipedInputStream(neverEnds, 1 << 20);
                neverEnds.write(people(20 * rows).getBytes(StandardCharsets.UTF_8));
                cut = client.sendAsync(
                        upload("cut", BodyPublishers.ofInputStream(() -> arriving)), BodyHandlers.ofString());
                Patience.until("the third file arrives", Premises.BOUND, () -> stateOf("cut", "arriving"));
                for (String feed : List.of("left", "right")) {
                    HttpResponse<String> answer =
                            client.send(upload(feed, BodyPublishers.ofString(people(rows))), BodyHandlers.ofString());
                    assertEquals(202, answer.statusCode(), answer.body());
                }
                Patience.until("one of them is half taken", Premises.BOUND, () -> {
                    long taken = premises.count("SELECT count(*) FROM worker_row WHERE taken");
                    return taken > 0 ? Optional.of(taken) : Optional.empty();
                });
                serving.kill();
                assertTrue(
                        premises.count("SELECT count(*) FROM worker_key WHERE feed IN ('left', 'right')") < both,
                        "too late");
            }
            // The file had to end before: a client that waits for the rest of it does not look at the connection.
            assertThrows(ExecutionException.class, cut::get);
        }
        serving = premises.start();

        for (String feed : List.of("left", "right")) {
            JsonNode applied = Patience.until("a file is applied", Premises.BOUND, () -> stateOf(feed, "applied"));
            assertEquals(rows, applied.at("/counts/changed").asInt(), applied.toString());
            assertEquals(0, applied.at("/counts/rejected").asInt(), applied.toString());
        }
        assertEquals(both, premises.count("SELECT count(*) FROM worker_key WHERE feed IN ('left', 'right')"));
        assertEquals(
                both,
                premises.count("SELECT count(*) FROM identity_history WHERE source IN ('source left', 'source right')"),
                "each was taken once");
        assertEquals(0, premises.count("SELECT count(*) FROM worker_key WHERE feed = 'cut'"));
        try (HttpClient client = HttpClient.newHttpClient()) {
            Patience.until("the same request is good for the whole file", Premises.BOUND, () -> {
                HttpResponse<String> answer =
                        client.send(upload("cut", BodyPublishers.ofString(people(rows))), BodyHandlers.ofString());
                return answer.statusCode() == 202 ? Optional.of(answer) : Optional.empty();
            });
        }
        JsonNode whole = Patience.until("the third file is applied", Premises.BOUND, () -> stateOf("cut", "applied"));
        assertEquals(rows, whole.at("/counts/changed").asInt(), whole.toString());
    }

    private static String people(int rows) {
        StringBuilder file = new StringBuilder("worker_id,given_name,family_name,start_date\n");
        for (int i = 0; i < rows; i++) {
            file.append('k').append(i).append(",Ada,Sample,2026-01-01\n");
        }
        return file.toString();
    }

    private static HttpRequest upload(String feed, BodyPublisher file) throws IOException, InterruptedException {
        return HttpRequest.newBuilder(
                        serving.application().address().resolve("/api/v1/worker-feeds/" + feed + "/snapshots"))
                .timeout(Premises.BOUND)
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + serving.tokens().of(DemoUser.OPERATOR))
                .header("Content-Type", "text/csv; charset=utf-8")
                .header("Idempotency-Key", "killed-" + feed)
                .POST(file)
                .build();
    }

    private static Optional<JsonNode> stateOf(String feed, String state) throws IOException, InterruptedException {
        for (JsonNode file : serving.api()
                .get(DemoUser.OPERATOR, "/api/v1/worker-feeds/" + feed)
                .body()
                .path("items")) {
            if (file.path("state").asText().equals(state)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private static String outcome(JsonNode leaverCase, LedgeredDirectory directory, String work) {
        return Premises.operations(leaverCase, Optional.of(directory.name())).stream()
                .filter(operation -> operation.path("work").asText().equals(work))
                .map(operation -> operation.path("lastAttempt").path("outcome").asText())
                .findFirst()
                .orElseThrow();
    }
}
