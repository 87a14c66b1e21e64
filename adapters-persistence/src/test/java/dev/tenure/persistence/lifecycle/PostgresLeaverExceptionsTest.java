package dev.tenure.persistence.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.lifecycle.LeaverExceptions;
import dev.tenure.application.lifecycle.LeaverExceptions.Filter;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.lifecycle.LeaverException.Kind;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.persistence.samples.Samples;
import dev.tenure.persistence.samples.Tables;
import dev.tenure.persistence.testing.DatabaseForTests;
import dev.tenure.persistence.testing.EmbeddedDatabase;
import dev.tenure.persistence.testing.InjectDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
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
class PostgresLeaverExceptionsTest {

    private static final LeaverException.Explanation WHY =
            new LeaverException.Explanation("cause", "impact", "somebody", Samples.NOON.plusSeconds(1));

    @Inject
    LeaverExceptions exceptions;

    private final LeaverCaseId leaverCase = new LeaverCaseId(UUID.randomUUID());
    private final SystemId system = new SystemId(UUID.randomUUID());
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
    void anExceptionIsExplainedAndResolvedAndStaysOnRecord() {
        LeaverException.Unexplained open = whole(Kind.BREACH);
        assertTrue(call(() -> exceptions.add(open)));
        UUID id = open.finding().id();
        assertEquals(Optional.of(open), call(() -> exceptions.find(id)));
        LeaverException.Explained explained = open.explain(WHY);
        run(() -> exceptions.save(explained));
        assertEquals(Optional.of(explained), call(() -> exceptions.find(id)));
        LeaverException.Resolved resolved = explained.resolve(Samples.NOON.plusSeconds(2));
        run(() -> exceptions.save(resolved));
        assertEquals(Optional.of(resolved), call(() -> exceptions.find(id)));
        assertEquals(List.of(resolved), call(() -> exceptions.of(leaverCase)));
        assertEquals(Optional.empty(), call(() -> exceptions.find(UUID.randomUUID())));
    }

    @Test
    void oneThatWasResolvedUnexplainedIsExplainedAfterwards() {
        LeaverException.Unexplained open = bare(Kind.WITHDRAWN_AFTER_ACTION);
        run(() -> exceptions.add(open));
        LeaverException.Resolved resolved = open.resolve(Samples.NOON.plusSeconds(2));
        run(() -> exceptions.save(resolved));
        assertEquals(List.of(resolved), call(() -> exceptions.of(leaverCase)));
        run(() -> exceptions.save(resolved.explain(WHY)));
        assertEquals(List.of(resolved.explain(WHY)), call(() -> exceptions.of(leaverCase)));
    }

    @Test
    void theSameIsAddedOnceUntilItIsResolved() {
        LeaverException.Unexplained whole = whole(Kind.REFUSED);
        LeaverException.Unexplained bare = bare(Kind.REFUSED);
        for (LeaverException.Unexplained first : List.of(whole, bare)) {
            LeaverException.Unexplained second = again(first);
            assertTrue(call(() -> exceptions.add(first)));
            assertFalse(call(() -> exceptions.add(second)));
            run(() -> exceptions.save(first.explain(WHY)));
            assertFalse(call(() -> exceptions.add(second)));
            run(() -> exceptions.save(first.explain(WHY).resolve(Samples.NOON)));
            assertTrue(call(() -> exceptions.add(second)));
        }
        assertEquals(4, call(() -> exceptions.of(leaverCase)).size());
    }

    @Test
    void ofTwoWhoAddTheSameAtOnceOneDoes() throws Exception {
        LeaverException.Unexplained first = whole(Kind.BREACH);
        LeaverException.Unexplained second = again(first);
        CountDownLatch started = new CountDownLatch(1);
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<Boolean> other = transactions.call(now -> {
                assertTrue(exceptions.add(first));
                Future<Boolean> waiting = thread.submit(() -> call(() -> {
                    started.countDown();
                    return exceptions.add(second);
                }));
                Tables.awaitLockWait(database, started);
                return waiting;
            });
            assertFalse(other.get(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void pagesComeNewestFirstAndFiltersHold() {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            LeaverException.Unexplained exception = exception(
                    Kind.BREACH,
                    Optional.of(system),
                    Optional.of(Samples.accountId()),
                    Optional.of(Milestone.CLEAN),
                    Samples.NOON.plusSeconds(i));
            run(() -> exceptions.add(exception));
            ids.addFirst(exception.finding().id());
        }
        LeaverException.Unexplained refused = bare(Kind.REFUSED);
        run(() -> exceptions.add(refused));
        run(() -> exceptions.save(refused.resolve(Samples.NOON)));
        List<UUID> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            PageRequest page = new PageRequest(2, after);
            Slice<LeaverException> slice =
                    call(() -> exceptions.list(new Filter(true, Optional.of(Kind.BREACH)), page));
            slice.items().forEach(e -> seen.add(e.finding().id()));
            after = slice.next();
        } while (after.isPresent());
        assertEquals(ids, seen);
        assertEquals(
                6,
                call(() -> exceptions.list(new Filter(false, Optional.empty()), PageRequest.first()))
                        .items()
                        .size());
        assertEquals(
                5,
                call(() -> exceptions.list(new Filter(true, Optional.empty()), PageRequest.first()))
                        .items()
                        .size());
        assertEquals(
                List.of(),
                call(() -> exceptions.list(new Filter(true, Optional.of(Kind.REFUSED)), PageRequest.first()))
                        .items());
        assertThrows(
                IllegalArgumentException.class,
                () -> call(() ->
                        exceptions.list(new Filter(false, Optional.empty()), new PageRequest(2, Optional.of("x")))));
    }

    @Test
    void nothingRunsOutsideATransaction() {
        assertThrows(TransactionalException.class, () -> exceptions.of(leaverCase));
    }

    private LeaverException.Unexplained whole(Kind kind) {
        return exception(
                kind, Optional.of(system), Optional.of(account), Optional.of(Milestone.CONTAINED), Samples.NOON);
    }

    private LeaverException.Unexplained bare(Kind kind) {
        return exception(kind, Optional.empty(), Optional.empty(), Optional.empty(), Samples.NOON);
    }

    private static LeaverException.Unexplained again(LeaverException.Unexplained first) {
        LeaverException.Finding finding = first.finding();
        return new LeaverException.Unexplained(new LeaverException.Finding(
                UUID.randomUUID(),
                finding.leaverCase(),
                finding.kind(),
                finding.system(),
                finding.account(),
                finding.milestone(),
                "another owner",
                "another detail",
                finding.openedAt()));
    }

    private LeaverException.Unexplained exception(
            Kind kind,
            Optional<SystemId> where,
            Optional<AccountId> which,
            Optional<Milestone> milestone,
            Instant openedAt) {
        return new LeaverException.Unexplained(new LeaverException.Finding(
                UUID.randomUUID(), leaverCase, kind, where, which, milestone, "owner", "detail", openedAt));
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
