package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenure.connectors.ldap.directories.Effect;
import dev.tenure.connectors.ldap.directories.Faults.Mode;
import dev.tenure.demo.Premises.Replica;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged service, killed or paused at the worst moments of a leaver's case, and what another copy of it makes of what was
 * left behind (PLT-4): nothing is lost and nothing is done twice, by the directories' own ledgers.
 */
class KilledServiceIT {

    /** The three operations of an account, all under way at once. */
    private static final int OPERATIONS = 3;

    private static final Onboarding.Limits LIMITS = new Onboarding.Limits(8, Duration.ofSeconds(3));
    private static final List<SampleWorker> WORKERS = Premises.workers(5);
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
        ASKED.faults().failNext(OPERATIONS, Mode.HOLD_BEFORE_WRITE);
        DONE.faults().failNext(OPERATIONS, Mode.HOLD_AFTER_WRITE);
        premises.leave(serving, List.of(leaver), Instant.now());
        Patience.until("every first write is held", Premises.BOUND, () -> {
            boolean held = ASKED.faults().fired(Mode.HOLD_BEFORE_WRITE) == OPERATIONS
                    && DONE.count(leaver, Effect.Kind.SIGN_IN_CHANGED) == 1
                    && DONE.count(leaver, Effect.Kind.PASSWORD_CHANGED) == 1
                    && DONE.count(leaver, Effect.Kind.MEMBER_REMOVED) == 1;
            return held ? Optional.of(true) : Optional.empty();
        });

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
        assertEquals(
                2 * OPERATIONS,
                Premises.operations(closed, Optional.empty()).stream()
                        .filter(operation -> operation.path("attempts").asInt() > 1)
                        .count(),
                "every operation that was under way was found again");
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

    private static String outcome(JsonNode leaverCase, LedgeredDirectory directory, String work) {
        return Premises.operations(leaverCase, Optional.of(directory.name())).stream()
                .filter(operation -> operation.path("work").asText().equals(work))
                .map(operation -> operation.path("lastAttempt").path("outcome").asText())
                .findFirst()
                .orElseThrow();
    }
}
