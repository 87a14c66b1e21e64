package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenure.demo.LedgeredSystem.Held;
import dev.tenure.demo.Premises.Replica;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged service, killed while every connector is amid a write: one that its target has and has not done, one that it has
 * done and not answered, and one that was answered and not recorded. {@link KilledServiceIT} has two directories; here is every
 * kind of target, each at each boundary. {@code ./tenure soak kills} runs it.
 */
class EveryConnectorKilledSoak {

    /** The operations of an account that write, all under way at once. */
    private static final Set<String> WRITES = Set.of("disable-account", "reset-secret", "revoke-memberships");

    /** As many as there are boundaries, so that each system meets each. */
    private static final int ROUNDS = 2;

    private static final int WHO_STAYS = 2;
    private static final Onboarding.Limits LIMITS = new Onboarding.Limits(8, Duration.ofSeconds(3));

    private final List<SampleWorker> workers = Premises.workers(ROUNDS + 1 + WHO_STAYS);
    private final List<LedgeredSystem> systems = List.of(
            LedgeredDirectory.active("active", workers),
            LedgeredDirectory.ds389("plain", workers),
            LedgeredDirectory.openLdap("open", workers),
            new LedgeredWorkspace("workspace", workers));

    @Test
    void whateverConnectorIsKilledAtWhateverBoundaryNothingIsLostAndNothingIsDoneTwice(@TempDir Path folder)
            throws Exception {
        try (Premises premises = Premises.open(folder, workers, systems)) {
            Replica serving = premises.start();
            premises.onboard(serving, LIMITS);
            List<Duration> recoveries = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                SampleWorker leaver = workers.get(round);
                holdEachWrite(round);
                premises.leave(serving, List.of(leaver), Instant.now());
                awaitHeld(round);
                serving.kill();
                systems.forEach(LedgeredSystem::letGo);
                serving = premises.start();
                recoveries.add(shutOut(serving, leaver));
            }
            SampleWorker last = workers.get(ROUNDS);
            serving = killedBetweenAnswerAndRecord(premises, serving, last);
            recoveries.add(shutOut(serving, last));

            for (LedgeredSystem system : systems) {
                assertEquals(Set.of(), system.doneTwice(), system.name());
                workers.subList(ROUNDS + 1, workers.size()).forEach(system::assertUntouched);
            }
            premises.assertLogVerifies(serving);
            System.out.printf(
                    "kills: %d, each amid writes of %d connectors; the leaver was out after %s%n",
                    recoveries.size(), systems.size(), recoveries);
        }
    }

    private static Held boundary(int round, int system) {
        return (round + system) % ROUNDS == 0 ? Held.BEFORE_IT_IS_DONE : Held.BEFORE_ITS_ANSWER;
    }

    private void holdEachWrite(int round) {
        for (int i = 0; i < systems.size(); i++) {
            systems.get(i).hold(WRITES.size(), boundary(round, i));
        }
    }

    private void awaitHeld(int round) throws Exception {
        Patience.until("every write is held", Premises.BOUND, () -> {
            boolean all = true;
            for (int i = 0; i < systems.size(); i++) {
                // Each system is held at each boundary once.
                all &= systems.get(i).held(boundary(round, i)) == WRITES.size();
            }
            return all ? Optional.of(true) : Optional.empty();
        });
    }

    /** Every target has done and answered it; the results wait for the case, which somebody else holds. */
    private Replica killedBetweenAnswerAndRecord(Premises premises, Replica serving, SampleWorker leaver)
            throws Exception {
        systems.forEach(system -> system.hold(WRITES.size(), Held.BEFORE_IT_IS_DONE));
        premises.leave(serving, List.of(leaver), Instant.now());
        JsonNode committed = Premises.caseOf(serving, leaver).orElseThrow();
        try (Connection database = premises.owner();
                Statement statement = database.createStatement()) {
            database.setAutoCommit(false);
            statement.execute("SELECT FROM leaver_case WHERE id = '"
                    + UUID.fromString(committed.path("id").asText()) + "' FOR UPDATE");
            systems.forEach(LedgeredSystem::letGo);
            Patience.until("a result of every system waits to be recorded", Premises.BOUND, () -> {
                long waiting = premises.count("SELECT count(*) FROM pg_locks WHERE NOT granted");
                return waiting >= systems.size() ? Optional.of(waiting) : Optional.empty();
            });
            serving.kill();
            database.rollback();
        }
        return premises.start();
    }

    /** @return how long it took from now on */
    private Duration shutOut(Replica at, SampleWorker leaver) throws Exception {
        Instant begun = Instant.now();
        JsonNode closed = Premises.awaitClosed(at, leaver);
        for (LedgeredSystem system : systems) {
            system.assertShutOut(leaver);
        }
        List<JsonNode> changes = Premises.operations(closed, Optional.empty()).stream()
                .filter(operation -> WRITES.contains(operation.path("work").asText()))
                .toList();
        assertEquals(systems.size() * WRITES.size(), changes.size(), closed.toString());
        assertTrue(
                changes.stream().anyMatch(change -> change.path("attempts").asInt() > 1),
                "none was under way and found again: " + closed);
        return Duration.between(begun, Instant.now());
    }
}
