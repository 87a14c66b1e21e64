package dev.tenure.persistence.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.lifecycle.LeaverCases;
import dev.tenure.application.lifecycle.LeaverCases.Filter;
import dev.tenure.application.lifecycle.LeaverCases.LeaverSummary;
import dev.tenure.application.lifecycle.LeaverCases.Totals;
import dev.tenure.application.lifecycle.LeaverExceptions;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.CaseAccount;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.lifecycle.LeaverException.Kind;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.lifecycle.Unobservable;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.persistence.samples.Samples;
import dev.tenure.persistence.samples.Tables;
import dev.tenure.persistence.testing.DatabaseForTests;
import dev.tenure.persistence.testing.EmbeddedDatabase;
import dev.tenure.persistence.testing.InjectDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.TransactionalException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = DatabaseForTests.class, restrictToAnnotatedClass = false)
class PostgresLeaverCasesTest {

    private static final Instant NOW = Samples.NOON;
    private static final List<Unobservable> HIDDEN = List.of(new Unobservable("mail tokens", Duration.ofHours(3)));

    @Inject
    LeaverCases cases;

    @Inject
    LeaverExceptions exceptions;

    @Inject
    Identities identities;

    private final IdentityId person = new IdentityId(UUID.randomUUID());
    private final SystemId first = new SystemId(UUID.randomUUID());
    private final SystemId second = new SystemId(UUID.randomUUID());
    private final AccountId account = Samples.accountId();

    @Inject
    Transactions transactions;

    @InjectDatabase
    EmbeddedDatabase database;

    @BeforeEach
    void empty() {
        Tables.empty(database);
    }

    @Test
    void aCaseComesBackWholeThroughEveryStep() {
        LeaverCase.Open open = Samples.openCase(person, NOW, NOW.plusSeconds(60), first, second)
                .add(account, second, "n1", "nora", true, CaseAccount.Treatment.ACT);
        run(() -> cases.save(open));
        LeaverCase.Open saved = found(open);
        assertEquals(version(open, 1), saved);
        AccountId other = Samples.accountId();
        LeaverCase.Open changed = saved.listed(first, HIDDEN, NOW)
                .listed(second, HIDDEN, NOW.plusSeconds(1))
                .verified(account, Milestone.BLOCKED, NOW.plusSeconds(2))
                .add(other, first, "n2", "nora-2", false, CaseAccount.Treatment.LEAVE_ALONE)
                .retains(account, List.of("primary", "b"));
        run(() -> cases.save(changed));
        assertEquals(version(changed, 2), found(open));
        LeaverCase.Open withheld = found(open)
                .add(Samples.accountId(), first, "n3", "nora-3", false, CaseAccount.Treatment.WITHHOLD)
                .slipped(account, Milestone.BLOCKED);
        run(() -> cases.save(withheld));
        assertEquals(version(withheld, 3), found(open));
        LeaverCase.Withdrawn withdrawn = found(open).withdraw("taken back", NOW.plusSeconds(9));
        run(() -> cases.save(withdrawn));
        assertEquals(
                Optional.of(new LeaverCase.Withdrawn(
                        withdrawn.opening(),
                        withdrawn.systems(),
                        withdrawn.accounts(),
                        withdrawn.reason(),
                        withdrawn.withdrawnAt(),
                        4)),
                call(() -> cases.find(open.opening().id())));
    }

    @Test
    void aClosedCaseComesBackAndItsPersonMayLeaveAgain() {
        LeaverCase.Open open = Samples.openCase(person, NOW, NOW.plusSeconds(60));
        run(() -> cases.save(open));
        LeaverCase.Closed closed = found(open).close(NOW.plusSeconds(5));
        run(() -> cases.save(closed));
        assertEquals(
                Optional.of(new LeaverCase.Closed(closed.opening(), List.of(), List.of(), closed.closedAt(), 2)),
                call(() -> cases.lock(open.opening().id())));
        assertEquals(Optional.empty(), call(() -> cases.openOf(person)));
        LeaverCase.Open next = Samples.openCase(person, NOW, NOW.plusSeconds(60));
        run(() -> cases.save(next));
        assertEquals(
                next.opening(), call(() -> cases.openOf(person).orElseThrow()).opening());
    }

    @Test
    void aPersonHasOneOpenCaseAtMost() {
        run(() -> cases.save(Samples.openCase(person, NOW, NOW)));
        assertThrows(OptimisticLockException.class, () -> run(() -> cases.save(Samples.openCase(person, NOW, NOW))));
    }

    @Test
    void aStaleVersionIsRefusedAndLeavesNothing() {
        LeaverCase.Open open = Samples.openCase(person, NOW, NOW, first);
        run(() -> cases.save(open));
        for (long stale : new long[] {0, 2}) {
            assertThrows(
                    OptimisticLockException.class,
                    () -> run(() -> cases.save(version(open.listed(first, HIDDEN, NOW), stale))));
        }
        assertEquals(version(open, 1), found(open));
    }

    @Test
    void twoWhoLockOneCaseComeAfterEachOtherAndNothingIsLost() throws Exception {
        LeaverCase.Open open = Samples.openCase(person, NOW, NOW, first, second);
        run(() -> cases.save(open));
        LeaverCaseId id = open.opening().id();
        CountDownLatch started = new CountDownLatch(1);
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<Instant> other = transactions.call(now -> {
                LeaverCase.Open mine = (LeaverCase.Open) cases.lock(id).orElseThrow();
                Future<Instant> waiting = thread.submit(() -> transactions.call(then -> {
                    started.countDown();
                    LeaverCase.Open theirs = (LeaverCase.Open) cases.lock(id).orElseThrow();
                    cases.save(theirs.listed(second, HIDDEN, NOW));
                    return then;
                }));
                Tables.awaitLockWait(database, started);
                cases.save(mine.listed(first, HIDDEN, NOW)
                        .add(account, first, "n", "nora", true, CaseAccount.Treatment.ACT));
                return waiting;
            });
            other.get(30, TimeUnit.SECONDS);
        }
        LeaverCase.Open both = found(open);
        assertEquals(3, both.version());
        assertEquals(1, both.accounts().size());
        assertEquals(
                List.of(true, true),
                both.systems().stream().map(s -> s.listedAt().isPresent()).toList());
    }

    @Test
    void openCasesAreFoundByPersonSystemAndAccount() {
        LeaverCase.Open later = Samples.openCase(person, NOW.plusSeconds(5), NOW, first, second)
                .add(account, first, "n", "nora", true, CaseAccount.Treatment.ACT);
        LeaverCase.Open earlier = Samples.openCase(new IdentityId(UUID.randomUUID()), NOW, NOW, second);
        LeaverCase.Open gone = Samples.openCase(new IdentityId(UUID.randomUUID()), NOW, NOW, second)
                .add(account, second, "n", "nora", true, CaseAccount.Treatment.ACT);
        List.of(later, earlier, gone).forEach(open -> run(() -> cases.save(open)));
        run(() -> cases.save(found(gone).withdraw("taken back", NOW)));
        assertEquals(Optional.of(version(later, 1)), call(() -> cases.openOf(person)));
        assertEquals(List.of(version(earlier, 1), version(later, 1)), call(() -> cases.openOn(second)));
        assertEquals(List.of(version(later, 1)), call(() -> cases.openOn(first)));
        assertEquals(List.of(version(later, 1)), call(() -> cases.openWith(account)));
        assertEquals(List.of(), call(() -> cases.openWith(Samples.accountId())));
        assertEquals(List.of(), call(() -> cases.openOn(new SystemId(UUID.randomUUID()))));
        assertEquals(Optional.empty(), call(() -> cases.find(new LeaverCaseId(UUID.randomUUID()))));
        assertEquals(Optional.empty(), call(() -> cases.lock(new LeaverCaseId(UUID.randomUUID()))));
    }

    @Test
    void whatIsOverdueWithoutABreachOnRecordIsGivenEarliestFirst() {
        LeaverCase.Open neverListed = Samples.openCase(person, NOW, NOW.minusSeconds(10), first);
        LeaverCase.Open milestone = Samples.openCase(
                        new IdentityId(UUID.randomUUID()), NOW, NOW.minusSeconds(20), first)
                .add(account, first, "n", "nora", true, CaseAccount.Treatment.LEAVE_ALONE)
                .listed(first, HIDDEN, NOW);
        LeaverCase.Open inTime = Samples.openCase(new IdentityId(UUID.randomUUID()), NOW, NOW, first)
                .add(account, first, "n", "nora", true, CaseAccount.Treatment.ACT);
        LeaverCase.Open shown = Samples.openCase(new IdentityId(UUID.randomUUID()), NOW, NOW.minusSeconds(20), first)
                .add(account, first, "n", "nora", true, CaseAccount.Treatment.ACT)
                .listed(first, HIDDEN, NOW)
                .verified(account, Milestone.BLOCKED, NOW)
                .verified(account, Milestone.CONTAINED, NOW);
        List.of(neverListed, milestone, inTime, shown).forEach(open -> run(() -> cases.save(open)));
        assertEquals(List.of(milestone.opening().id(), neverListed.opening().id()), overdue(10));
        assertEquals(List.of(milestone.opening().id()), overdue(1));
        breach(neverListed, Optional.empty(), Optional.empty());
        assertEquals(List.of(milestone.opening().id()), overdue(10));
        breach(milestone, Optional.of(account), Optional.of(Milestone.BLOCKED));
        assertEquals(List.of(milestone.opening().id()), overdue(10));
        LeaverException.Unexplained last = breach(milestone, Optional.of(account), Optional.of(Milestone.CONTAINED));
        assertEquals(List.of(), overdue(10));
        run(() -> exceptions.save(last.resolve(NOW)));
        assertEquals(List.of(milestone.opening().id()), overdue(10));
        run(() -> cases.save(found(milestone).withdraw("taken back", NOW)));
        assertEquals(List.of(), overdue(10));
    }

    @Test
    void aSummaryTellsWhoWhereAndHowFar() {
        Identity nora = Samples.working("Nora", "Sample", "W-1", Optional.of("hidden@larkfield.example"));
        run(() -> identities.save(nora, Samples.entry(nora, Identity.Change.HIRED)));
        AccountId other = Samples.accountId();
        LeaverCase.Open open = Samples.openCase(nora.id(), NOW, NOW.minusSeconds(1), first)
                .add(account, first, "n", "nora", true, CaseAccount.Treatment.ACT)
                .add(other, first, "m", "nora-2", true, CaseAccount.Treatment.ACT)
                .listed(first, HIDDEN, NOW)
                .verified(account, Milestone.BLOCKED, NOW)
                .verified(account, Milestone.CONTAINED, NOW)
                .verified(account, Milestone.CLEAN, NOW)
                .verified(other, Milestone.BLOCKED, NOW);
        run(() -> cases.save(open));
        breach(open, Optional.of(other), Optional.of(Milestone.CONTAINED));
        assertEquals(
                List.of(new LeaverSummary(
                        open.opening().id(),
                        nora.id(),
                        "Nora Sample",
                        "W-1",
                        "open",
                        true,
                        open.opening().facts().clock().at(),
                        open.opening().facts().receivedAt(),
                        NOW,
                        Optional.empty(),
                        Optional.of(NOW.minusSeconds(1)),
                        2,
                        2,
                        1,
                        1,
                        1,
                        1)),
                list(new Filter(Optional.empty(), true, Optional.empty())));
        for (String text : List.of("NORA S", "w-1")) {
            assertEquals(
                    1,
                    list(new Filter(Optional.of("open"), false, Optional.of(text)))
                            .size(),
                    text);
        }
        for (String text : List.of("hidden", "larkfield", "%")) {
            assertEquals(List.of(), list(new Filter(Optional.empty(), false, Optional.of(text))), text);
        }
    }

    @Test
    void openCasesComeByDeadlineAndOthersNewestFirst() {
        List<LeaverCaseId> expected = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            LeaverCase.Open open =
                    Samples.openCase(new IdentityId(UUID.randomUUID()), NOW.minusSeconds(i), NOW.plusSeconds(i), first);
            run(() -> cases.save(open));
            expected.add(open.opening().id());
        }
        LeaverCase.Open nothingLeft = Samples.openCase(new IdentityId(UUID.randomUUID()), NOW, NOW);
        run(() -> cases.save(nothingLeft));
        expected.add(nothingLeft.opening().id());
        for (int i = 0; i < 4; i++) {
            LeaverCase.Open open = Samples.openCase(new IdentityId(UUID.randomUUID()), NOW.minusSeconds(i), NOW);
            run(() -> cases.save(open));
            LeaverCase ended = i % 2 == 0 ? found(open).close(NOW) : found(open).withdraw("taken back", NOW);
            run(() -> cases.save(ended));
            expected.add(open.opening().id());
        }
        List<LeaverCaseId> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            PageRequest page = new PageRequest(2, after);
            Slice<LeaverSummary> slice =
                    call(() -> cases.list(new Filter(Optional.empty(), false, Optional.empty()), NOW, page));
            slice.items().forEach(summary -> seen.add(summary.id()));
            after = slice.next();
        } while (after.isPresent());
        assertEquals(expected, seen);
        assertEquals(
                2,
                list(new Filter(Optional.of("closed"), false, Optional.empty())).size());
        assertEquals(
                2,
                list(new Filter(Optional.of("withdrawn"), false, Optional.empty()))
                        .size());
        assertEquals(List.of(), list(new Filter(Optional.empty(), true, Optional.empty())));
        assertThrows(
                IllegalArgumentException.class,
                () -> call(() -> cases.list(
                        new Filter(Optional.empty(), false, Optional.empty()),
                        NOW,
                        new PageRequest(2, Optional.of("x")))));
    }

    @Test
    void theTotalsCountOpenLateLatelyClosedAndUnresolved() {
        LeaverCase.Open late = Samples.openCase(person, NOW, NOW.minusSeconds(1), first)
                .add(account, first, "n", "nora", true, CaseAccount.Treatment.ACT);
        run(() -> cases.save(late));
        run(() -> cases.save(Samples.openCase(new IdentityId(UUID.randomUUID()), NOW, NOW, first)));
        for (Duration ago : List.of(Duration.ofDays(29), Duration.ofDays(31))) {
            LeaverCase.Open open = Samples.openCase(new IdentityId(UUID.randomUUID()), NOW, NOW);
            run(() -> cases.save(open));
            run(() -> cases.save(found(open).close(NOW.minus(ago))));
        }
        breach(late, Optional.of(account), Optional.of(Milestone.BLOCKED));
        LeaverException.Unexplained over = breach(late, Optional.of(account), Optional.of(Milestone.CLEAN));
        run(() -> exceptions.save(over.resolve(NOW)));
        assertEquals(new Totals(2, 1, 1, 1), call(() -> cases.totals(NOW)));
    }

    @Test
    void aSystemThatWasNeverListedHasADeadlineAndIsNoLateMilestone() {
        run(() -> cases.save(Samples.openCase(person, NOW, NOW.minusSeconds(1), first)));
        LeaverSummary summary =
                list(new Filter(Optional.empty(), false, Optional.empty())).getFirst();
        assertEquals(Optional.of(NOW.minusSeconds(1)), summary.nextDeadline());
        assertEquals(0, summary.overdue());
        assertEquals(List.of(), list(new Filter(Optional.empty(), true, Optional.empty())));
        assertEquals(0, call(() -> cases.totals(NOW)).late());
    }

    @Test
    void aCaseThatEndedOwesNothing() {
        LeaverCase.Open open = Samples.openCase(person, NOW, NOW.minusSeconds(1), first)
                .add(account, first, "n", "nora", true, CaseAccount.Treatment.ACT);
        run(() -> cases.save(open));
        assertEquals(
                2,
                list(new Filter(Optional.empty(), true, Optional.empty()))
                        .getFirst()
                        .overdue());
        run(() -> cases.save(found(open).withdraw("taken back", NOW)));
        LeaverSummary summary =
                list(new Filter(Optional.empty(), false, Optional.empty())).getFirst();
        assertEquals(Optional.empty(), summary.nextDeadline());
        assertEquals(0, summary.overdue());
        assertEquals(List.of(), list(new Filter(Optional.empty(), true, Optional.empty())));
    }

    @Test
    void nothingRunsOutsideATransaction() {
        assertThrows(TransactionalException.class, () -> cases.openOf(person));
    }

    private List<LeaverCaseId> overdue(int limit) {
        return call(() -> cases.overdue(NOW, limit));
    }

    private List<LeaverSummary> list(Filter filter) {
        return call(() -> cases.list(filter, NOW, PageRequest.first())).items();
    }

    private LeaverException.Unexplained breach(
            LeaverCase leaverCase, Optional<AccountId> which, Optional<Milestone> milestone) {
        LeaverException.Unexplained breach = new LeaverException.Unexplained(new LeaverException.Finding(
                UUID.randomUUID(),
                leaverCase.opening().id(),
                Kind.BREACH,
                Optional.of(first),
                which,
                milestone,
                "owner",
                "late",
                NOW));
        run(() -> exceptions.add(breach));
        return breach;
    }

    private LeaverCase.Open found(LeaverCase leaverCase) {
        return (LeaverCase.Open)
                call(() -> cases.find(leaverCase.opening().id())).orElseThrow();
    }

    private static LeaverCase.Open version(LeaverCase.Open open, long version) {
        return new LeaverCase.Open(open.opening(), open.systems(), open.accounts(), version);
    }

    private void run(Runnable work) {
        transactions.call(now -> {
            work.run();
            return now;
        });
    }

    private <T> T call(Supplier<T> work) {
        return transactions.active() ? work.get() : transactions.call(now -> work.get());
    }
}
