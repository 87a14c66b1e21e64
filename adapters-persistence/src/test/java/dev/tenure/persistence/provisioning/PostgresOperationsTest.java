package dev.tenure.persistence.provisioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.provisioning.Operations;
import dev.tenure.application.provisioning.Operations.Filter;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Attempt;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.OperationId;
import dev.tenure.domain.provisioning.Priority;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.Protection;
import dev.tenure.persistence.samples.Samples;
import dev.tenure.persistence.samples.Tables;
import dev.tenure.persistence.testing.DatabaseForTests;
import dev.tenure.persistence.testing.EmbeddedDatabase;
import dev.tenure.persistence.testing.InjectDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
    Accounts accounts;

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
                List.of("(1,1,unreachable,\"no answer\")", "(2,2,applied,)"),
                call(() -> Tables.texts(
                        dataSource, "SELECT attempt, epoch, outcome, reason FROM operation_attempt ORDER BY epoch")));
    }

    @Test
    void onlyWhatWaitsOrIsWithheldCanBePlanned() {
        Operation.Waiting waiting = plan(disable(), new Priority(false, 0), NOW).waiting(NOW);
        assertThrows(IllegalArgumentException.class, () -> run(() -> operations.plan(waiting.claim(NOW, LEASE))));
    }

    @Test
    void thePrivilegedGoFirstThenTheLowerStepThenTheEarlierDeadline() {
        OperationId cleanLate = planned(disable(), new Priority(false, 2), NOW.plusSeconds(9))
                .plan()
                .id();
        OperationId blockLater = planned(disable(), new Priority(false, 0), NOW.plusSeconds(8))
                .plan()
                .id();
        OperationId blockSooner = planned(disable(), new Priority(false, 0), NOW.plusSeconds(7))
                .plan()
                .id();
        OperationId privilegedLast = planned(disable(), new Priority(true, 3), NOW.plusSeconds(99))
                .plan()
                .id();
        OperationId privilegedFirst = planned(disable(), new Priority(true, 1), NOW.plusSeconds(99))
                .plan()
                .id();
        assertEquals(
                List.of(privilegedFirst, privilegedLast, blockSooner),
                claim(3, false).stream().map(o -> o.plan().id()).toList());
        assertEquals(
                List.of(blockLater, cleanLate),
                claim(9, false).stream().map(o -> o.plan().id()).toList());
        assertEquals(List.of(), claim(9, false));
    }

    @Test
    void onlyWhatIsDueOnTheSystemIsGiven() {
        run(() -> operations.plan(plan(disable(), new Priority(false, 0), NOW).waiting(NOW.plusMillis(1))));
        run(() -> operations.plan(plan(disable(), new Priority(false, 0), NOW).withheld()));
        run(() -> operations.plan(new Operation.Plan(
                        new OperationId(UUID.randomUUID()),
                        cause,
                        new SystemId(UUID.randomUUID()),
                        disable(),
                        new Priority(false, 0),
                        NOW,
                        NOW)
                .waiting(NOW)));
        assertEquals(List.of(), claim(9, false));
        assertEquals(
                1,
                call(() -> operations.claim(system, 9, LEASE, false, NOW.plusMillis(1)))
                        .size());
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
    void workOnAProtectedAccountIsNotGivenUntilTheProtectionIsLifted() {
        AccountId account = Samples.accountId();
        run(() -> accounts.recordSeen(
                system,
                new Attempt.SeenAccount("n1", "nora", true, List.of(), List.of()),
                new IdentityId(UUID.randomUUID()),
                account,
                NOW));
        run(() -> accounts.protect(account, Optional.of(new Protection("break-glass", "somebody", NOW))));
        planned(new Work.DisableAccount(account, "n1"), new Priority(true, 0), NOW);
        assertEquals(List.of(), claim(9, false));
        assertEquals(Optional.empty(), call(() -> operations.nextDue(system, false)));
        run(() -> accounts.protect(account, Optional.empty()));
        assertEquals(Optional.of(NOW), call(() -> operations.nextDue(system, false)));
        assertEquals(1, claim(9, false).size());
    }

    @Test
    void onlyReadsAreGivenWhileNothingMayChange() {
        planned(disable(), new Priority(true, 0), NOW);
        planned(new Work.ResetSecret(Samples.accountId(), "n"), new Priority(true, 0), NOW);
        planned(new Work.RevokeMemberships(Samples.accountId(), "n"), new Priority(true, 0), NOW);
        assertEquals(Optional.empty(), call(() -> operations.nextDue(system, true)));
        planned(new Work.ConfirmAccounts("a", "v"), new Priority(false, 3), NOW);
        planned(new Work.ListAccounts("a", "v"), new Priority(false, 0), NOW);
        assertEquals(
                List.of("list-accounts", "confirm-accounts"),
                claim(9, true).stream().map(o -> o.plan().work().label()).toList());
        assertEquals(3, claim(9, false).size());
    }

    @Test
    void nextDueIsTheEarliestAttemptOrEndOfALease() {
        assertEquals(Optional.empty(), call(() -> operations.nextDue(system, false)));
        run(() -> operations.plan(plan(disable(), new Priority(false, 0), NOW).waiting(NOW.plusSeconds(100))));
        assertEquals(Optional.of(NOW.plusSeconds(100)), call(() -> operations.nextDue(system, false)));
        planned(disable(), new Priority(false, 0), NOW);
        claim(1, false);
        assertEquals(Optional.of(NOW.plus(LEASE)), call(() -> operations.nextDue(system, false)));
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

    @Test
    void hasteningMakesWaitingWorkDueNowAndNeverLater() {
        Operation.Waiting late = plan(disable(), new Priority(false, 0), NOW).waiting(NOW.plusSeconds(100));
        Operation.Waiting due = plan(disable(), new Priority(false, 1), NOW).waiting(NOW.minusSeconds(5));
        Operation.Withheld withheld =
                plan(disable(), new Priority(false, 2), NOW).withheld();
        List.of(late, due, withheld).forEach(o -> run(() -> operations.plan(o)));
        run(() -> operations.hasten(new Cause(Cause.Kind.LEAVER_CASE, UUID.randomUUID()), NOW));
        assertEquals(List.of(late, due, withheld), call(() -> operations.of(cause)));
        run(() -> operations.hasten(cause, NOW));
        assertEquals(List.of(late.hasten(NOW), due, withheld), call(() -> operations.of(cause)));
    }

    @Test
    void oneOperationIsHastenedIfItWaits() {
        Operation.Waiting late = plan(disable(), new Priority(false, 0), NOW).waiting(NOW.plusSeconds(100));
        Operation.Withheld withheld =
                plan(disable(), new Priority(false, 2), NOW).withheld();
        List.of(late, withheld).forEach(o -> run(() -> operations.plan(o)));
        assertTrue(call(() -> operations.hasten(late.plan().id(), NOW)));
        assertEquals(
                Optional.of(late.hasten(NOW)),
                call(() -> operations.find(late.plan().id())));
        assertTrue(call(() -> operations.hasten(late.plan().id(), NOW.plusSeconds(50))));
        assertEquals(
                Optional.of(late.hasten(NOW)),
                call(() -> operations.find(late.plan().id())));
        assertFalse(call(() -> operations.hasten(withheld.plan().id(), NOW)));
        assertFalse(call(() -> operations.hasten(new OperationId(UUID.randomUUID()), NOW)));
    }

    @Test
    void whatIsWithheldOnASystemIsReleased() {
        Operation.Withheld first = plan(disable(), new Priority(false, 0), NOW).withheld();
        Operation.Withheld second = plan(disable(), new Priority(true, 0), NOW).withheld();
        Operation.Withheld elsewhere = new Operation.Plan(
                        new OperationId(UUID.randomUUID()),
                        cause,
                        new SystemId(UUID.randomUUID()),
                        disable(),
                        new Priority(false, 0),
                        NOW,
                        NOW)
                .withheld();
        List.of(first, second, elsewhere).forEach(o -> run(() -> operations.plan(o)));
        assertEquals(
                List.of(first.release(NOW), second.release(NOW)), call(() -> operations.release(cause, system, NOW)));
        assertEquals(List.of(), call(() -> operations.release(cause, system, NOW)));
        assertEquals(
                Optional.of(elsewhere),
                call(() -> operations.find(elsewhere.plan().id())));
        assertEquals(2, claim(9, false).size());
    }

    @Test
    void whatWaitsOrIsWithheldIsCancelledAndWhatRunsGoesOn() {
        Operation.Waiting running = planned(disable(), new Priority(true, 0), NOW);
        claim(1, false);
        AccountId account = Samples.accountId();
        Operation.Waiting mine = planned(new Work.DisableAccount(account, "n"), new Priority(false, 0), NOW);
        Operation.Withheld held = plan(new Work.ResetSecret(account, "n"), new Priority(false, 1), NOW)
                .withheld();
        run(() -> operations.plan(held));
        Operation.Waiting other = planned(new Work.ListAccounts("a", "v"), new Priority(false, 0), NOW);
        assertEquals(
                List.of(mine.cancel("protected", NOW), held.cancel("protected", NOW)),
                call(() -> operations.cancel(cause, Optional.of(account), "protected", NOW)));
        assertEquals(
                Optional.of(mine.cancel("protected", NOW)),
                call(() -> operations.find(mine.plan().id())));
        assertEquals(
                List.of(other.cancel("taken back", NOW)),
                call(() -> operations.cancel(cause, Optional.empty(), "taken back", NOW)));
        assertTrue(call(() -> operations.find(running.plan().id()).orElseThrow()) instanceof Operation.Running);
        assertEquals(List.of(), claim(9, false));
    }

    @Test
    void operationsOfACauseComeInTheOrderOfPlanning() {
        List<Operation> planned = new ArrayList<>();
        for (int i = 5; i > 0; i--) {
            planned.add(planned(disable(), new Priority(i == 1, i % 3), NOW.plusSeconds(i)));
        }
        assertEquals(planned, call(() -> operations.of(cause)));
        assertEquals(List.of(), call(() -> operations.of(new Cause(Cause.Kind.LEAVER_CASE, UUID.randomUUID()))));
    }

    @Test
    void pagesComeNewestFirstAndFiltersHold() {
        List<OperationId> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.addFirst(planned(disable(), new Priority(false, 0), NOW).plan().id());
        }
        run(() -> operations.plan(new Operation.Plan(
                        new OperationId(UUID.randomUUID()),
                        new Cause(Cause.Kind.LEAVER_CASE, UUID.randomUUID()),
                        new SystemId(UUID.randomUUID()),
                        disable(),
                        new Priority(false, 0),
                        NOW,
                        NOW)
                .withheld()));
        Filter mine = new Filter(Optional.of(system), Optional.of(cause), Optional.of("waiting"));
        List<OperationId> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            PageRequest page = new PageRequest(2, after);
            Slice<Operation> slice = call(() -> operations.list(mine, page));
            slice.items().forEach(o -> seen.add(o.plan().id()));
            after = slice.next();
        } while (after.isPresent());
        assertEquals(ids, seen);
        Filter any = new Filter(Optional.empty(), Optional.empty(), Optional.empty());
        assertEquals(
                6, call(() -> operations.list(any, PageRequest.first())).items().size());
        assertEquals(
                1,
                call(() -> operations.list(
                                new Filter(Optional.empty(), Optional.empty(), Optional.of("withheld")),
                                PageRequest.first()))
                        .items()
                        .size());
        assertThrows(
                IllegalArgumentException.class,
                () -> call(() -> operations.list(any, new PageRequest(2, Optional.of("x")))));
    }

    @Test
    void systemsWithWorkAreThoseWhereSomethingWaitsOrRuns() {
        assertEquals(List.of(), call(() -> operations.systemsWithWork()));
        planned(disable(), new Priority(false, 0), NOW);
        planned(disable(), new Priority(false, 0), NOW);
        run(() -> operations.plan(new Operation.Plan(
                        new OperationId(UUID.randomUUID()),
                        cause,
                        new SystemId(UUID.randomUUID()),
                        disable(),
                        new Priority(false, 0),
                        NOW,
                        NOW)
                .withheld()));
        SystemId other = new SystemId(UUID.randomUUID());
        run(() -> operations.plan(new Operation.Plan(
                        new OperationId(UUID.randomUUID()), cause, other, disable(), new Priority(false, 0), NOW, NOW)
                .waiting(NOW)));
        assertEquals(Set.of(system, other), Set.copyOf(call(() -> operations.systemsWithWork())));
        claim(1, false);
        assertEquals(2, call(() -> operations.systemsWithWork()).size());
    }

    @Test
    void nothingRunsOutsideATransaction() {
        assertThrows(TransactionalException.class, () -> operations.systemsWithWork());
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
        run(() -> operations.plan(waiting));
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
