package dev.tenure.persistence.reconciliation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenure.application.reconciliation.ProtectionReleases;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.ProtectionRelease;
import dev.tenure.persistence.samples.Samples;
import dev.tenure.persistence.samples.Tables;
import dev.tenure.persistence.testing.DatabaseForTests;
import dev.tenure.persistence.testing.EmbeddedDatabase;
import dev.tenure.persistence.testing.InjectDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
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
class PostgresProtectionReleasesTest {

    @Inject
    ProtectionReleases releases;

    @Inject
    Transactions transactions;

    @InjectDatabase
    EmbeddedDatabase database;

    @BeforeEach
    void empty() {
        Tables.empty(database);
    }

    @Test
    void whoeverFindsAProposalHoldsItToTheEnd() throws Exception {
        ProtectionRelease.Proposed proposed = proposed(Samples.accountId());
        UUID id = proposed.proposal().id();
        ProtectionRelease.Confirmed confirmed = proposed.confirm("second", Samples.NOON);
        run(() -> releases.add(proposed));
        CountDownLatch started = new CountDownLatch(1);
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<Optional<ProtectionRelease>> other = transactions.call(now -> {
                releases.find(id);
                Future<Optional<ProtectionRelease>> waiting = thread.submit(() -> call(() -> {
                    started.countDown();
                    return releases.find(id);
                }));
                Tables.awaitLockWait(database, started);
                releases.confirm(confirmed);
                return waiting;
            });
            assertEquals(Optional.of(confirmed), other.get(30, TimeUnit.SECONDS));
        }
    }

    private static ProtectionRelease.Proposed proposed(AccountId account) {
        return new ProtectionRelease.Proposed(
                new ProtectionRelease.Proposal(UUID.randomUUID(), account, "no longer needed", "first", Samples.NOON));
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
