package dev.tenure.persistence.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.application.lifecycle.LeaverCases;
import dev.tenure.application.lifecycle.LeaverCases.Filter;
import dev.tenure.application.lifecycle.LeaverCases.LeaverSummary;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.CaseAccount;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.lifecycle.SignIns;
import dev.tenure.domain.lifecycle.Step;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
                .add(account, second, "n1", "nora", true, CaseAccount.Treatment.ACT, Set.of(Step.values()));
        run(() -> cases.save(open));
        LeaverCase.Open saved = found(open);
        assertEquals(version(open, 1), saved);
        AccountId other = Samples.accountId();
        LeaverCase.Open changed = saved.listed(first, HIDDEN, NOW)
                .listed(second, HIDDEN, NOW.plusSeconds(1))
                .verified(account, Milestone.BLOCKED, NOW.plusSeconds(2))
                .add(other, first, "n2", "nora-2", false, CaseAccount.Treatment.LEAVE_ALONE, Set.of(Step.values()))
                .retains(account, List.of("primary", "b"));
        run(() -> cases.save(changed));
        assertEquals(version(changed, 2), found(open));
        LeaverCase.Open withheld = found(open)
                .add(
                        Samples.accountId(),
                        first,
                        "n3",
                        "nora-3",
                        false,
                        CaseAccount.Treatment.WITHHOLD,
                        Set.of(Step.values()))
                .slipped(account, Milestone.BLOCKED, NOW);
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
    void whatAnEarlierVersionWroteIsReadByItsMilestones() {
        LeaverCase.Open open = Samples.openCase(person, NOW, NOW.plusSeconds(60), first, second)
                .add(account, second, "n1", "nora", true, CaseAccount.Treatment.ACT, Set.of(Step.values()))
                .verified(account, Milestone.BLOCKED, NOW.plusSeconds(2))
                .shown(account, Step.END_SESSIONS, NOW.plusSeconds(3));
        run(() -> cases.save(open));
        Tables.as(database, "UPDATE leaver_case_account SET steps = NULL, sign_ins = NULL");
        CaseAccount read = found(open).account(account).orElseThrow();
        assertEquals(Set.of(Step.DISABLE, Step.RESET_SECRET, Step.REVOKE_MEMBERSHIPS), read.needed());
        assertEquals(Map.of(Step.DISABLE, NOW.plusSeconds(2)), read.shown());
        assertInstanceOf(SignIns.Unavailable.class, read.signIns());
    }

    @Test
    void whatAnEarlierVersionVerifiesOrFindsToHaveSlippedCounts() {
        LeaverCase.Open open = Samples.openCase(person, NOW, NOW.plusSeconds(60), first, second)
                .add(account, second, "n1", "nora", true, CaseAccount.Treatment.ACT, Set.of(Step.values()))
                .verified(account, Milestone.BLOCKED, NOW.plusSeconds(2));
        run(() -> cases.save(open));
        Tables.as(
                database,
                "UPDATE leaver_case_account SET blocked_state = 'due', blocked_at = NULL,"
                        + " clean_state = 'verified', clean_at = clean_deadline");
        CaseAccount read = found(open).account(account).orElseThrow();
        assertEquals(Set.of(Step.REVOKE_MEMBERSHIPS), read.shown().keySet());
        assertEquals(List.of(Step.DISABLE), read.missing(Milestone.BLOCKED));
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
                        .add(account, first, "n", "nora", true, CaseAccount.Treatment.ACT, Set.of(Step.values())));
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

    private List<LeaverSummary> list(Filter filter) {
        return call(() -> cases.list(filter, NOW, PageRequest.first())).items();
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
