package dev.tenure.persistence.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.persistence.samples.Samples;
import dev.tenure.persistence.samples.Tables;
import dev.tenure.persistence.testing.DatabaseForTests;
import dev.tenure.persistence.testing.EmbeddedDatabase;
import dev.tenure.persistence.testing.InjectDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = DatabaseForTests.class, restrictToAnnotatedClass = false)
class PostgresTargetSystemsTest {

    @Inject
    TargetSystems systems;

    @Inject
    Transactions transactions;

    @InjectDatabase
    EmbeddedDatabase database;

    @BeforeEach
    void empty() {
        Tables.empty(database);
    }

    @Test
    void ofTwoWhoRegisterOneNameAtOnceTheSecondSeesTheFirst() throws Exception {
        CyclicBarrier bothHaveLooked = new CyclicBarrier(2);
        AtomicInteger runs = new AtomicInteger();
        Runnable register = () -> run(() -> {
            boolean taken = systems.findByName("directory").isPresent();
            if (runs.incrementAndGet() <= 2) {
                await(bothHaveLooked);
            }
            if (!taken) {
                systems.save(Samples.system("Directory"));
            }
        });
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> one = threads.submit(register);
            Future<?> other = threads.submit(register);
            one.get(60, TimeUnit.SECONDS);
            other.get(60, TimeUnit.SECONDS);
        }
        assertEquals(3, runs.get());
        assertEquals(1, call(() -> systems.all()).size());
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
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
