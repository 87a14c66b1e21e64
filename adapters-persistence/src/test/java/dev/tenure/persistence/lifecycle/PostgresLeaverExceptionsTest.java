package dev.tenure.persistence.lifecycle;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.lifecycle.LeaverExceptions;
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
import java.time.Instant;
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

    private LeaverException.Unexplained whole(Kind kind) {
        return exception(
                kind, Optional.of(system), Optional.of(account), Optional.of(Milestone.CONTAINED), Samples.NOON);
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

    private <T> T call(Supplier<T> work) {
        return transactions.call(now -> work.get());
    }
}
