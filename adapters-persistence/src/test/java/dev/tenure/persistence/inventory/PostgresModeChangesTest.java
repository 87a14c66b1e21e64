package dev.tenure.persistence.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenure.application.inventory.ModeChanges;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.inventory.ModeChange;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.persistence.samples.Samples;
import dev.tenure.persistence.samples.Tables;
import dev.tenure.persistence.testing.DatabaseForTests;
import dev.tenure.persistence.testing.EmbeddedDatabase;
import dev.tenure.persistence.testing.InjectDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
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
class PostgresModeChangesTest {

    @Inject
    ModeChanges changes;

    @Inject
    Transactions transactions;

    @InjectDatabase
    EmbeddedDatabase database;

    @BeforeEach
    void empty() {
        Tables.empty(database);
    }

    @Test
    void whoeverFindsAChangeHoldsItToTheEnd() throws Exception {
        ModeChange.Proposed proposed = proposed(new SystemId(UUID.randomUUID()), Samples.NOON);
        run(() -> changes.add(proposed));
        CountDownLatch started = new CountDownLatch(1);
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<ModeChange> other = transactions.call(now -> {
                changes.find(proposed.proposal().id());
                Future<ModeChange> waiting = thread.submit(() -> call(() -> {
                    started.countDown();
                    return changes.find(proposed.proposal().id()).orElseThrow();
                }));
                Tables.awaitLockWait(database, started);
                changes.end(proposed.decline("second", Samples.NOON));
                return waiting;
            });
            assertEquals(proposed.decline("second", Samples.NOON), other.get(30, TimeUnit.SECONDS));
        }
    }

    private static ModeChange.Proposed proposed(SystemId system, Instant at) {
        return new ModeChange.Proposed(new ModeChange.Proposal(
                UUID.randomUUID(), system, new SystemMode.Observe(), new SystemMode.Notify(), "first", at));
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
