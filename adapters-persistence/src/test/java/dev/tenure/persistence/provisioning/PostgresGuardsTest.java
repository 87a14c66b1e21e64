package dev.tenure.persistence.provisioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.provisioning.Guards;
import dev.tenure.application.provisioning.Holds;
import dev.tenure.application.provisioning.OperationDesk;
import dev.tenure.application.provisioning.Operations;
import dev.tenure.application.provisioning.ProvisioningEvents;
import dev.tenure.application.provisioning.Stops;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.Guard;
import dev.tenure.domain.provisioning.GuardLimit;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.OperationId;
import dev.tenure.domain.provisioning.Passage;
import dev.tenure.domain.provisioning.Priority;
import dev.tenure.domain.provisioning.Stop;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.reconciliation.AccountId;
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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas plan at once: what only a real database can show. */
@QuarkusTest
@QuarkusTestResource(value = DatabaseForTests.class, restrictToAnnotatedClass = false)
class PostgresGuardsTest {

    private static final int LIMIT = 5;

    @Inject
    Transactions transactions;

    @Inject
    Identifiers identifiers;

    @Inject
    Operations operations;

    @Inject
    Guards guards;

    @Inject
    Holds holds;

    @Inject
    Stops stops;

    @Inject
    AuditLog log;

    @InjectDatabase
    EmbeddedDatabase database;

    private final SystemId system = new SystemId(UUID.randomUUID());

    @BeforeEach
    void empty() {
        Tables.empty(database);
    }

    private OperationDesk desk() {
        return new OperationDesk(
                identifiers,
                operations,
                guards,
                holds,
                (lane, at) -> {
                    // Nobody waits for it here.
                },
                new ProvisioningEvents(log, identifiers));
    }

    private void limit(SystemId to) {
        transactions.call(now -> {
            guards.save(new Guard.Settled(to, new GuardLimit(LIMIT, 0, Duration.ofHours(24)), 1));
            return now;
        });
    }

    private Operation plan(SystemId where, Instant now) {
        return plan(List.of(wanted(where, new AccountId(identifiers.next()), now)), now)
                .get(0);
    }

    private List<Operation> plan(List<OperationDesk.Wanted.ToDo> wanted, Instant now) {
        return desk().plan(wanted, new Passage.Guarded(), now);
    }

    private OperationDesk.Wanted.ToDo wanted(SystemId where, AccountId account, Instant now) {
        return new OperationDesk.Wanted.ToDo(
                new Operation.Plan(
                        new OperationId(identifiers.next()),
                        new Cause(Cause.Kind.LEAVER_CASE, identifiers.next()),
                        where,
                        new Work.DisableAccount(account, "native"),
                        new Priority(false, 0),
                        now,
                        now),
                now);
    }

    private long waiting(SystemId where) {
        Operations.Filter filter = new Operations.Filter(Optional.of(where), Optional.empty(), Optional.of("waiting"));
        return transactions
                .call(now -> operations.list(filter, new PageRequest(500, Optional.empty())))
                .items()
                .size();
    }

    @Test
    void neverMoreThanTheLimitPassesHoweverManyPlanAtOnce() throws Exception {
        limit(system);
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Operation>> planned = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                planned.add(threads.submit(() -> {
                    await(go);
                    return transactions.call(now -> plan(system, now));
                }));
            }
            go.countDown();
            int passed = 0;
            for (Future<Operation> one : planned) {
                passed += one.get(60, TimeUnit.SECONDS) instanceof Operation.Waiting ? 1 : 0;
            }
            assertEquals(LIMIT, passed);
        }
        assertEquals(LIMIT, waiting(system));
        assertEquals(
                35,
                transactions
                        .call(now -> holds.find(
                                holds.openOn(system).orElseThrow().opening().id()))
                        .orElseThrow()
                        .operations());
    }

    @Test
    void whoComesSecondWaitsForTheFirstAndSeesWhatItUsedUp() throws Exception {
        limit(system);
        CountDownLatch firstHas = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Instant> first = threads.submit(() -> transactions.call(now -> {
                for (int i = 0; i < LIMIT; i++) {
                    assertInstanceOf(Operation.Waiting.class, plan(system, now));
                }
                firstHas.countDown();
                await(end);
                return now;
            }));
            await(firstHas);
            Future<Operation> second = threads.submit(() -> transactions.call(now -> plan(system, now)));
            assertThrows(TimeoutException.class, () -> second.get(300, TimeUnit.MILLISECONDS));
            end.countDown();
            first.get(60, TimeUnit.SECONDS);
            assertInstanceOf(Operation.Held.class, second.get(60, TimeUnit.SECONDS));
        }
    }

    @Test
    void ofManyPlannedTogetherAsManyPassAsOneAfterTheOtherAndTwoOnOneAccountAreOne() {
        SystemId other = new SystemId(UUID.randomUUID());
        limit(system);
        limit(other);
        List<Operation> planned = transactions.call(now -> {
            List<OperationDesk.Wanted.ToDo> wanted = new ArrayList<>();
            for (int i = 0; i < LIMIT + 2; i++) {
                AccountId account = new AccountId(identifiers.next());
                wanted.add(wanted(system, account, now));
                wanted.add(wanted(system, account, now));
                wanted.add(wanted(other, new AccountId(identifiers.next()), now));
            }
            return plan(wanted, now);
        });
        assertEquals(2 * LIMIT, waiting(system));
        assertEquals(LIMIT, waiting(other));
        assertEquals(
                Set.of(true),
                planned.stream()
                        .limit(3 * LIMIT)
                        .map(Operation.Waiting.class::isInstance)
                        .collect(Collectors.toSet()));
        assertEquals((long) LIMIT, transactions.<Long>call(now -> guards.counted(system, Instant.EPOCH)));
    }

    @Test
    void whoWasCountedDoesNotWaitForWhoPlansForOthers() throws Exception {
        limit(system);
        AccountId counted = new AccountId(identifiers.next());
        var unused = transactions.call(now -> plan(List.of(wanted(system, counted, now)), now));
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Instant> other = threads.submit(() -> transactions.call(now -> {
                desk().prepare(List.of(system));
                locked.countDown();
                await(end);
                return now;
            }));
            await(locked);
            Future<List<Operation>> again =
                    threads.submit(() -> transactions.call(now -> plan(List.of(wanted(system, counted, now)), now)));
            assertInstanceOf(
                    Operation.Waiting.class, again.get(5, TimeUnit.SECONDS).get(0));
            end.countDown();
            assertTrue(other.get(60, TimeUnit.SECONDS).isAfter(Instant.EPOCH));
        }
    }

    @Test
    void whatWasRolledBackUsedNothingUp() {
        limit(system);
        assertThrows(
                IllegalArgumentException.class,
                () -> transactions.call(now -> {
                    for (int i = 0; i <= LIMIT; i++) {
                        plan(system, now);
                    }
                    throw new IllegalArgumentException("rolled back");
                }));
        assertEquals(Optional.empty(), transactions.call(now -> holds.openOn(system)));
        assertInstanceOf(Operation.Waiting.class, transactions.call(now -> plan(system, now)));
    }

    @Test
    void transactionsThatPrepareNeverWaitInACircle() throws Exception {
        SystemId other = new SystemId(UUID.randomUUID());
        limit(system);
        limit(other);
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Boolean>> planned = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                List<SystemId> order = i % 2 == 0 ? List.of(system, other) : List.of(other, system);
                Callable<Boolean> both = () -> {
                    await(go);
                    List<Integer> tries = new ArrayList<>();
                    return transactions.call(now -> {
                        tries.add(1);
                        desk().prepare(order);
                        order.forEach(one -> plan(one, now));
                        return tries.size() == 1;
                    });
                };
                planned.add(threads.submit(both));
            }
            go.countDown();
            for (Future<Boolean> one : planned) {
                assertTrue(one.get(60, TimeUnit.SECONDS), "it had to be run again");
            }
        }
        assertEquals(List.of((long) LIMIT, (long) LIMIT), List.of(waiting(system), waiting(other)));
    }

    @Test
    void twoWhoStopAtOnceStopOnce() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Boolean>> added = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Stop.InForce stop = new Stop.InForce(
                        new Stop.Order(UUID.randomUUID(), Optional.empty(), "harm", "ada", Instant.EPOCH));
                added.add(threads.submit(() -> {
                    await(go);
                    return transactions.call(now -> stops.add(stop));
                }));
            }
            go.countDown();
            int count = 0;
            for (Future<Boolean> one : added) {
                count += one.get(60, TimeUnit.SECONDS) ? 1 : 0;
            }
            assertEquals(1, count);
        }
        assertEquals(1, transactions.call(now -> stops.inForce()).size());
        assertFalse(transactions
                .call(now -> stops.inForce())
                .get(0)
                .order()
                .system()
                .isPresent());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
