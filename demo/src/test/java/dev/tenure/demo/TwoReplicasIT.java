package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenure.demo.Premises.Replica;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two copies of the packaged service over one database with no other coordinator, killed by turns while they work through many
 * leavers on several systems (PLT-4). {@code ./tenure soak} takes more leavers and kills more often.
 */
class TwoReplicasIT {

    private static final int LEAVERS = Premises.SOAK ? 150 : 20;
    private static final int KILLS = Premises.SOAK ? 12 : 2;

    /** What every account takes, passwords apart: one disabling, and one removal from each group. */
    private static final int EFFECTS = 1 + LedgeredDirectory.GROUPS;

    private static final Duration WRITE_TIME = Duration.ofMillis(100);
    private static final Onboarding.Limits LIMITS = new Onboarding.Limits(2, Duration.ofSeconds(3));

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

            for (int kill = 1; kill <= KILLS; kill++) {
                int share = all * kill / (KILLS + 1);
                Patience.until(
                        "effect " + share + " of " + all,
                        Premises.BOUND,
                        () -> effects(directories) >= share ? Optional.of(true) : Optional.empty());
                int victim = kill % replicas.length;
                replicas[victim].kill();
                replicas[victim] = premises.start();
            }

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
