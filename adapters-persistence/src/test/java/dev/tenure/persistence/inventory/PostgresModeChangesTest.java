package dev.tenure.persistence.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
import jakarta.transaction.TransactionalException;
import java.time.Instant;
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
    void proposedConfirmedAndDeclinedComeBackNewestFirst() {
        SystemId system = new SystemId(UUID.randomUUID());
        ModeChange.Proposed first = proposed(system, Samples.NOON);
        ModeChange.Confirmed confirmed = first.confirm("second", Samples.NOON.plusSeconds(1));
        run(() -> changes.add(first));
        assertEquals(first, call(() -> changes.find(first.proposal().id()).orElseThrow()));
        run(() -> changes.end(confirmed));
        ModeChange.Proposed later = proposed(system, Samples.NOON.plusSeconds(60));
        ModeChange.Declined declined = later.decline("first", Samples.NOON.plusSeconds(61));
        run(() -> changes.add(later));
        run(() -> changes.end(declined));
        assertEquals(List.of(declined, confirmed), call(() -> changes.of(system)));
        assertEquals(List.of(), call(() -> changes.of(new SystemId(UUID.randomUUID()))));
        assertEquals(Optional.empty(), call(() -> changes.find(UUID.randomUUID())));
    }

    @Test
    void aSecondProposalForASystemIsRefusedWhileOneWaits() {
        SystemId system = new SystemId(UUID.randomUUID());
        run(() -> changes.add(proposed(system, Samples.NOON)));
        assertThrows(IllegalStateException.class, () -> run(() -> changes.add(proposed(system, Samples.NOON))));
        run(() -> changes.add(proposed(new SystemId(UUID.randomUUID()), Samples.NOON)));
    }

    @Test
    void whatEndedDoesNotEndAgain() {
        ModeChange.Proposed proposed = proposed(new SystemId(UUID.randomUUID()), Samples.NOON);
        ModeChange ended = proposed.decline("second", Samples.NOON);
        assertThrows(IllegalStateException.class, () -> run(() -> changes.end(ended)));
        run(() -> changes.add(proposed));
        run(() -> changes.end(ended));
        assertThrows(
                IllegalStateException.class, () -> run(() -> changes.end(proposed.confirm("second", Samples.NOON))));
        assertEquals(ended, call(() -> changes.find(proposed.proposal().id()).orElseThrow()));
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

    @Test
    void nothingRunsOutsideATransaction() {
        assertThrows(TransactionalException.class, () -> changes.find(UUID.randomUUID()));
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
