package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenure.demo.Premises.Replica;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two copies of the packaged service over one database with no other coordinator, killed by turns while they work through many
 * leavers on several systems (PLT-4). {@code ./tenure soak} takes more leavers and kills more often.
 */
class TwoReplicasIT {

    private static final int LEAVERS = Premises.SOAK ? 180 : 20;
    private static final int KILLS = Premises.SOAK ? 200 : 2;

    /** What every account takes, passwords apart: one disabling, and one removal from each group. */
    private static final int EFFECTS = 1 + LedgeredSystem.GROUPS;

    /** Lets a process have another time of day than the machine: Debian's package libfaketime. */
    private static final Optional<Path> CLOCK_SHIFT = Stream.of("x86_64", "aarch64")
            .map(machine -> Path.of("/usr/lib/" + machine + "-linux-gnu/faketime/libfaketime.so.1"))
            .filter(Files::exists)
            .findFirst();

    /** In a soak there has to be work left at the last kill. */
    private static final Duration WRITE_TIME = Premises.SOAK ? Duration.ofSeconds(2) : Duration.ofMillis(100);

    private static final Onboarding.Limits LIMITS =
            new Onboarding.Limits(Premises.SOAK ? 1 : 2, Duration.ofSeconds(Premises.SOAK ? 6 : 3));

    @Test
    void everyOperationIsDoneOnceAlthoughBothCopiesAreKilledAtWork(@TempDir Path folder) throws Exception {
        List<SampleWorker> leavers = Premises.workers(LEAVERS);
        List<LedgeredDirectory> directories = List.of(
                LedgeredDirectory.active("one", leavers),
                LedgeredDirectory.ds389("two", leavers),
                LedgeredDirectory.ds389("three", leavers),
                LedgeredDirectory.ds389("four", leavers));
        int all = LEAVERS * EFFECTS * directories.size();
        try (Premises premises = Premises.open(folder, leavers, directories)) {
            Replica[] replicas = {premises.start(), premises.start()};
            premises.onboard(replicas[0], LIMITS);
            directories.forEach(directory -> directory.faults().slowWrites(WRITE_TIME));
            premises.leave(replicas[1], leavers, Instant.now());

            Random chance = new Random(KILLS);
            List<Duration> recovered = new ArrayList<>();
            for (int kill = 1; kill <= KILLS; kill++) {
                int share = all * kill / (KILLS + 1);
                Patience.until(
                        "effect " + share + " of " + all,
                        Premises.BOUND,
                        () -> effects(directories) >= share ? Optional.of(true) : Optional.empty());
                int victim = chance.nextInt(replicas.length);
                replicas[victim].kill();
                recovered.add(premises.recovery());
                replicas[victim] = premises.start();
            }
            recovered.sort(null);
            System.out.printf(
                    "kills: %d; what was under way was taken again after %d ms at p50, %d ms at most%n",
                    KILLS,
                    recovered.get(KILLS / 2).toMillis(),
                    recovered.getLast().toMillis());

            int foundAgain = 0;
            for (SampleWorker leaver : leavers) {
                JsonNode closed = Premises.awaitClosed(replicas[0], leaver);
                for (JsonNode operation : Premises.operations(closed, Optional.empty())) {
                    assertEquals("done", operation.path("state").asText(), operation.toString());
                    foundAgain += operation.path("attempts").asInt() > 1 ? 1 : 0;
                }
            }
            assertTrue(foundAgain > 0, "a copy was killed while it had operations under way");
            for (LedgeredDirectory directory : directories) {
                assertEquals(Set.of(), directory.doneTwice(), directory.name());
                leavers.forEach(directory::assertShutOutOnce);
                int most = directory.directory().mostAtOnce();
                assertTrue(
                        most <= LIMITS.concurrency(),
                        directory.name() + " was asked for " + most + " things at once by both copies");
            }
            premises.assertLogVerifies(replicas[1]);
            assertSequencedOnce(premises);
        }
    }

    /**
     * A lease, a pause and a deadline are by the database's clock: a copy whose own clock is a day ahead takes nobody's work
     * away, shuts nobody out early, calls nothing late, and goes on at once with what a copy that is gone left behind.
     */
    @Test
    void aCopyWhoseClockIsADayAheadDoesNothingEarlyAndNothingTwice(@TempDir Path folder) throws Exception {
        assumeTrue(CLOCK_SHIFT.isPresent(), "libfaketime is missing: sudo apt-get install libfaketime runs this test");
        List<SampleWorker> workers = Premises.workers(12);
        List<SampleWorker> leavers = workers.subList(0, 10);
        SampleWorker leavesInHalfADay = workers.get(10);
        List<LedgeredDirectory> directories =
                List.of(LedgeredDirectory.active("one", workers), LedgeredDirectory.ds389("two", workers));
        try (Premises premises = Premises.open(folder, workers, directories)) {
            // Only the time of day is shifted: left to itself the library also ends every timed wait at once.
            Replica ahead = premises.start(Map.of(
                    "LD_PRELOAD", CLOCK_SHIFT.orElseThrow().toString(),
                    "FAKETIME", "+1d",
                    "DONT_FAKE_MONOTONIC", "1",
                    "FAKETIME_FORCE_MONOTONIC_FIX", "0"));
            Replica right = premises.start();
            premises.onboard(right, LIMITS);
            directories.forEach(directory -> directory.faults().slowWrites(WRITE_TIME));

            premises.leave(right, List.of(leavesInHalfADay), Instant.now().plus(Duration.ofHours(12)));
            premises.leave(right, leavers, Instant.now());
            int all = leavers.size() * directories.size() * EFFECTS;
            Patience.until(
                    "work is under way",
                    Premises.BOUND,
                    () -> effects(directories) >= all / 5 ? Optional.of(true) : Optional.empty());
            right.pause();
            Patience.until(
                    "the copy with the wrong clock does the rest",
                    Premises.BOUND,
                    () -> effects(directories) == all ? Optional.of(true) : Optional.empty());
            right.resume();

            for (SampleWorker leaver : leavers) {
                JsonNode closed = Premises.awaitClosed(right, leaver);
                assertEquals(0, closed.path("exceptions").size(), closed.toString());
                directories.forEach(directory -> directory.assertShutOutOnce(leaver));
                Instant latest = Instant.now();
                for (JsonNode account : closed.path("accounts")) {
                    for (JsonNode milestone : account.path("milestones")) {
                        Instant at = Instant.parse(milestone.path("verifiedAt").asText());
                        assertTrue(at.isBefore(latest), "verified in the future: " + milestone);
                    }
                }
            }
            directories.forEach(directory -> assertEquals(Set.of(), directory.doneTwice(), directory.name()));
            assertEquals(Optional.empty(), Premises.caseOf(right, leavesInHalfADay), "shut out before the time");
            assertTrue(ahead.application().isAlive(), "the copy with the wrong clock still runs");
            premises.assertLogVerifies(right);
        }
    }

    private static int effects(List<LedgeredDirectory> directories) {
        return directories.stream()
                .mapToInt(directory -> directory.effectsButPasswords().size())
                .sum();
    }

    /** Every event is one leaf, and the leaves are numbered without a gap. */
    private static void assertSequencedOnce(Premises premises) throws Exception {
        try (Connection database = premises.owner();
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*), max(leaf_index) + 1 FROM audit_leaf")) {
            assertTrue(row.next());
            assertTrue(row.getLong(1) > 0);
            assertEquals(row.getLong(1), row.getLong(2));
        }
    }
}
