package dev.tenure.persistence.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.application.lifecycle.WorkerFeeds;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.persistence.samples.Tables;
import dev.tenure.persistence.testing.DatabaseForTests;
import dev.tenure.persistence.testing.EmbeddedDatabase;
import dev.tenure.persistence.testing.InjectDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.TransactionalException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = DatabaseForTests.class, restrictToAnnotatedClass = false)
class PostgresWorkerFeedsTest {

    @Inject
    WorkerFeeds feeds;

    @Inject
    Transactions transactions;

    @InjectDatabase
    EmbeddedDatabase database;

    @BeforeEach
    void empty() {
        Tables.empty(database);
    }

    @Test
    void feedsComeBackByNameWithEveryFact() {
        run(() -> feeds.save(feed("b", 0)));
        run(() -> feeds.save(feed("a", 0)));
        assertEquals(List.of(feed("a", 1), feed("b", 1)), call(() -> feeds.all()));
        run(() -> feeds.save(feed("b", 1)));
        assertEquals(Optional.of(feed("b", 2)), call(() -> feeds.find("b")));
        assertEquals(Optional.empty(), call(() -> feeds.find("c")));
    }

    @Test
    void aStaleVersionIsRefused() {
        run(() -> feeds.save(feed("a", 0)));
        assertThrows(OptimisticLockException.class, () -> run(() -> feeds.save(feed("a", 0))));
        assertThrows(OptimisticLockException.class, () -> run(() -> feeds.save(feed("a", 2))));
        assertThrows(OptimisticLockException.class, () -> run(() -> feeds.save(feed("b", 1))));
    }

    @Test
    void nothingRunsOutsideATransaction() {
        assertThrows(TransactionalException.class, () -> feeds.all());
    }

    private static WorkerFeed feed(String name, long version) {
        return new WorkerFeed(
                name,
                Map.of(
                        Fact.WORKER_ID, "Personalnummer",
                        Fact.GIVEN_NAME, "Vor\"name\\",
                        Fact.FAMILY_NAME, "Nachname",
                        Fact.START_DATE, "Eintritt"),
                '\t',
                "windows-1252",
                "dd.MM.uuuu",
                ZoneId.of("Europe/Berlin"),
                version);
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
