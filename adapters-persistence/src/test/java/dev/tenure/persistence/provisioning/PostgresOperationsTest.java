package dev.tenure.persistence.provisioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.provisioning.Operations;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Attempt;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.OperationId;
import dev.tenure.domain.provisioning.Priority;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.persistence.samples.Samples;
import dev.tenure.persistence.samples.Tables;
import dev.tenure.persistence.testing.DatabaseForTests;
import dev.tenure.persistence.testing.EmbeddedDatabase;
import dev.tenure.persistence.testing.InjectDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = DatabaseForTests.class, restrictToAnnotatedClass = false)
class PostgresOperationsTest {

    private static final Instant NOW = Samples.NOON;
    private static final Duration LEASE = Duration.ofSeconds(45);

    @Inject
    Operations operations;

    @Inject
    DataSource dataSource;

    private final SystemId system = new SystemId(UUID.randomUUID());
    private final Cause cause = new Cause(Cause.Kind.LEAVER_CASE, UUID.randomUUID());

    @Inject
    Transactions transactions;

    @InjectDatabase
    EmbeddedDatabase database;

    @BeforeEach
    void empty() {
        Tables.empty(database);
    }

    @Test
    void everyStateComesBack() {
        Operation.Waiting waiting = planned(disable(), new Priority(true, 0), NOW);
        assertEquals(
                Optional.of(waiting), call(() -> operations.find(waiting.plan().id())));
        Operation.Running running = claim(1, false).getFirst();
        assertEquals(waiting.claim(NOW, LEASE), running);
        assertEquals(
                Optional.of(running), call(() -> operations.find(waiting.plan().id())));
        Attempt.Unreachable unreachable = new Attempt.Unreachable("no answer");
        Operation again = running.ended(unreachable, NOW, Duration.ofSeconds(7));
        assertTrue(call(() -> operations.record(running, again, unreachable)));
        assertEquals(
                Optional.of(again), call(() -> operations.find(waiting.plan().id())));
        Operation.Running second = call(() -> operations.claim(system, 1, LEASE, false, NOW.plusSeconds(7)))
                .getFirst();
        assertEquals(2, second.attempts());
        assertEquals(2, second.epoch());
        Attempt.Applied applied = new Attempt.Applied(List.of(new Attempt.Fact("status", "é\"", true)));
        Operation done = second.ended(applied, NOW.plusSeconds(9), Duration.ZERO);
        assertTrue(call(() -> operations.record(second, done, applied)));
        assertEquals(
                Optional.of(done), call(() -> operations.find(waiting.plan().id())));
        assertEquals(Optional.empty(), call(() -> operations.find(new OperationId(UUID.randomUUID()))));
        assertEquals(
                List.of("(1,1,unreachable,\"no answer\",f)", "(2,2,applied,,t)"),
                call(() -> Tables.texts(
                        dataSource,
                        "SELECT attempt, epoch, outcome, reason, touched FROM operation_attempt ORDER BY epoch")));
    }

    @Test
    void whatWasDoneBeforeARefusalOrDoubtIsKeptAndWhatItTouchedIsToldAfterLaterAttempts() {
        List<Attempt.Fact> facts = List.of(new Attempt.Fact("removed.name", "Staff", false));
        assertEquals(1, touchedAfter(new Attempt.Refused("grant it", facts)));
        assertEquals(1, touchedAfter(new Attempt.InDoubt("cut off", facts)));
        assertEquals(1, touchedAfter(new Attempt.InDoubt("cut off")));
        assertEquals(0, touchedAfter(new Attempt.Refused("grant it")));
        assertEquals(0, touchedAfter(new Attempt.Unreachable("no answer")));
    }

    private int touchedAfter(Attempt attempt) {
        Operation.Plan plan = planned(disable(), new Priority(false, 0), NOW).plan();
        for (Attempt one : List.of(attempt, new Attempt.Unreachable("no answer"))) {
            Operation.Running claimed = claim(1, false).getFirst();
            Operation next = claimed.ended(one, NOW, Duration.ZERO);
            assertTrue(call(() -> operations.record(claimed, next, one)));
            assertEquals(Optional.of(next), call(() -> operations.find(plan.id())));
        }
        Set<AccountId> touched = call(() -> operations.touched(cause));
        assertEquals(Set.of(), call(() -> operations.touched(new Cause(cause.kind(), UUID.randomUUID()))));
        Tables.empty(database);
        return touched.size();
    }

    @Test
    void aLeaseThatIsOverIsClaimedAgainAndTheOldClaimIsNotListenedTo() {
        planned(disable(), new Priority(false, 0), NOW);
        Operation.Running first = claim(1, false).getFirst();
        assertEquals(
                List.of(),
                call(() -> operations.claim(
                        system, 1, LEASE, false, first.leaseUntil().minusMillis(1))));
        Operation.Running second = call(() -> operations.claim(system, 1, LEASE, false, first.leaseUntil()))
                .getFirst();
        assertEquals(first.claimAgain(first.leaseUntil(), LEASE), second);
        Attempt.Unchanged unchanged = new Attempt.Unchanged(List.of());
        assertFalse(call(() -> operations.record(first, first.ended(unchanged, NOW, Duration.ZERO), unchanged)));
        assertEquals(
                Optional.of(second), call(() -> operations.find(first.plan().id())));
        assertEquals(List.of(), call(() -> Tables.texts(dataSource, "SELECT 1 FROM operation_attempt")));
        Operation done = second.ended(unchanged, NOW, Duration.ZERO);
        assertTrue(call(() -> operations.record(second, done, unchanged)));
        assertFalse(call(() -> operations.record(second, done, unchanged)), "an end is recorded once");
    }

    @Test
    void twoWhoClaimAtOnceNeverGetTheSameAndDoNotWait() throws Exception {
        for (int i = 0; i < 40; i++) {
            planned(disable(), new Priority(false, 0), NOW.plusSeconds(i));
        }
        CountDownLatch firstHas = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Callable<List<Operation.Running>> first = () -> call(() -> {
                List<Operation.Running> claimed = operations.claim(system, 30, LEASE, false, NOW);
                firstHas.countDown();
                await(end);
                return claimed;
            });
            Future<List<Operation.Running>> one = threads.submit(first);
            await(firstHas);
            List<Operation.Running> other = claim(30, false);
            end.countDown();
            Set<OperationId> ids = new HashSet<>();
            one.get(30, TimeUnit.SECONDS).forEach(o -> ids.add(o.plan().id()));
            assertEquals(30, ids.size());
            other.forEach(o -> ids.add(o.plan().id()));
            assertEquals(10, other.size());
            assertEquals(40, ids.size());
        }
    }

    private static Work disable() {
        return new Work.DisableAccount(Samples.accountId(), "n\"1\\");
    }

    private Operation.Plan plan(Work work, Priority priority, Instant deadline) {
        return new Operation.Plan(
                new OperationId(UUID.randomUUID()), cause, system, work, priority, deadline, NOW.minusSeconds(1));
    }

    private Operation.Waiting planned(Work work, Priority priority, Instant deadline) {
        Operation.Waiting waiting = plan(work, priority, deadline).waiting(NOW);
        run(() -> operations.plan(List.of(waiting)));
        return waiting;
    }

    private List<Operation.Running> claim(int limit, boolean readsOnly) {
        return call(() -> operations.claim(system, limit, LEASE, readsOnly, NOW));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(Runnable work) {
        transactions.call(now -> {
            work.run();
            return now;
        });
    }

    private <T> T call(Supplier<T> work) {
        return transactions.call(now -> work.get());
    }
}
