package dev.tenure.persistence.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.inventory.TargetSystems.Filter;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
    void everyFactComesBackAndAChangeCounts() {
        TargetSystem system = Samples.system("Directory");
        run(() -> systems.save(system));
        TargetSystem found = call(() -> systems.find(system.id()).orElseThrow());
        assertEquals(version(system, 1), found);
        run(() -> systems.save(found.in(new SystemMode.Act())));
        assertEquals(version(system.in(new SystemMode.Act()), 2), call(() -> systems.find(system.id())
                .orElseThrow()));
        assertEquals(Optional.empty(), call(() -> systems.find(new SystemId(UUID.randomUUID()))));
    }

    @Test
    void aStaleVersionIsRefused() {
        TargetSystem system = Samples.system("Directory");
        run(() -> systems.save(system));
        for (long stale : new long[] {0, 2}) {
            assertThrows(OptimisticLockException.class, () -> run(() -> systems.save(version(system, stale))));
        }
        assertThrows(OptimisticLockException.class, () -> run(() -> systems.save(version(Samples.system("Other"), 1))));
    }

    @Test
    void aNameIsFoundWithoutRegardToCase() {
        TargetSystem system = Samples.system("Änderungs-Directory");
        run(() -> systems.save(system));
        assertEquals(
                system.id(),
                call(() -> systems.findByName("äNDERUNGS-directory").orElseThrow())
                        .id());
        assertEquals(Optional.empty(), call(() -> systems.findByName("Änderungs")));
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

    @Test
    void allAndPagesFollowTheName() {
        for (String name : List.of("b", "C", "a", "D")) {
            run(() -> systems.save(Samples.system(name)));
        }
        assertEquals(
                List.of("a", "b", "C", "D"),
                call(() -> systems.all()).stream().map(TargetSystem::name).toList());
        List<String> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            PageRequest page = new PageRequest(3, after);
            Slice<TargetSystem> slice = call(() -> systems.list(any(), page));
            slice.items().forEach(system -> seen.add(system.name()));
            after = slice.next();
        } while (after.isPresent());
        assertEquals(List.of("a", "b", "C", "D"), seen);
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class,
                () -> call(() -> systems.list(any(), new PageRequest(5, Optional.of("%")))));
        assertTrue(String.valueOf(refusal.getMessage()).startsWith("after: "));
    }

    @Test
    void filtersGoByPartOfTheNameByModeAndByWholeFramework() {
        run(() -> systems.save(Samples.system("Sales 100%").in(new SystemMode.Act())));
        run(() -> systems.save(Samples.system("Directory")));
        assertEquals(
                List.of("Sales 100%"), names(new Filter(Optional.of("ES 100%"), Optional.empty(), Optional.empty())));
        assertEquals(List.of("Sales 100%"), names(new Filter(Optional.empty(), Optional.of("act"), Optional.empty())));
        assertEquals(
                List.of("Directory"),
                names(new Filter(Optional.empty(), Optional.of("observe"), Optional.of("SOC 2 CC6.2"))));
        assertEquals(List.of(), names(new Filter(Optional.empty(), Optional.empty(), Optional.of("SOC 2"))));
    }

    @Test
    void nothingRunsOutsideATransaction() {
        assertThrows(TransactionalException.class, () -> systems.all());
    }

    private static Filter any() {
        return new Filter(Optional.empty(), Optional.empty(), Optional.empty());
    }

    private List<String> names(Filter filter) {
        return call(() -> systems.list(filter, PageRequest.first())).items().stream()
                .map(TargetSystem::name)
                .toList();
    }

    private static TargetSystem version(TargetSystem system, long version) {
        return new TargetSystem(
                system.id(),
                system.name(),
                system.owner(),
                system.classification(),
                system.sla(),
                system.identityProvider(),
                system.connector(),
                system.correlation(),
                system.privilegedEntitlements(),
                system.limits(),
                system.mode(),
                system.registeredAt(),
                version);
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
