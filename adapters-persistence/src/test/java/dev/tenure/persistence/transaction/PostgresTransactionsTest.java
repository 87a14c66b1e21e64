package dev.tenure.persistence.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.transaction.DatabaseAwayException;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.application.transaction.RequestKeys.Claim;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.persistence.schema.Provisioning;
import dev.tenure.persistence.testing.DatabaseForTests;
import dev.tenure.persistence.testing.EmbeddedDatabase;
import dev.tenure.persistence.testing.InjectDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = DatabaseForTests.class, restrictToAnnotatedClass = false)
class PostgresTransactionsTest {

    @Inject
    Transactions transactions;

    @Inject
    TransactionSynchronizationRegistry registry;

    @Inject
    PostgresRequestKeys requestKeys;

    @Inject
    DataSource dataSource;

    @InjectDatabase
    EmbeddedDatabase database;

    @BeforeEach
    void emptyDatabase() {
        database.reset();
    }

    @Test
    void theWorkIsToldTheTransactionTimeOfTheDatabase() {
        Instant told = transactions.call(now -> {
            assertEquals(one("SELECT transaction_timestamp()", Instant.class), now);
            return now;
        });
        assertTrue(told.isAfter(Instant.parse("2020-01-01T00:00:00Z")));
    }

    @Test
    void theDatabaseEndsATransactionInWhichNothingHappensAndNoOther() {
        String setting = "SELECT current_setting('idle_in_transaction_session_timeout')";
        assertEquals("10s", transactions.call(now -> one(setting, String.class)));
        assertEquals("0", one(setting, String.class), "an export may wait for whoever reads it");
    }

    @Test
    void aStaleVersionRunsTheWholeWorkAgainWithANewTime() {
        List<Instant> times = new ArrayList<>();
        String result = transactions.call(now -> {
            times.add(now);
            if (times.size() < 3) {
                throw new IllegalStateException("wrapped", new OptimisticLockException("stale"));
            }
            return "done";
        });
        assertEquals("done", result);
        assertEquals(3, times.size());
        assertTrue(times.get(0).isBefore(times.get(1)) && times.get(1).isBefore(times.get(2)));
    }

    @Test
    void whatIsNotWorthRepeatingRunsOnce() {
        AtomicInteger runs = new AtomicInteger();
        assertThrows(
                IllegalArgumentException.class,
                () -> transactions.call(now -> {
                    runs.incrementAndGet();
                    throw new IllegalArgumentException("no");
                }));
        assertEquals(1, runs.get());
    }

    @Test
    void repeatingEndsWithTheFailureItself() {
        AtomicInteger runs = new AtomicInteger();
        assertThrows(
                OptimisticLockException.class,
                () -> transactions.call(now -> {
                    runs.incrementAndGet();
                    throw new OptimisticLockException("for ever");
                }));
        assertEquals(8, runs.get());
    }

    @Test
    void aSerializationFailureRunsTheWorkAgain() throws Exception {
        String caller = "serial-" + UUID.randomUUID();
        CyclicBarrier bothHaveRead = new CyclicBarrier(2);
        AtomicInteger runs = new AtomicInteger();
        Transactions serializable = new PostgresTransactions(serializable(dataSource), registry);
        Callable<Long> addOneMore = () -> serializable.call(now -> {
            int run = runs.incrementAndGet();
            long seen = count("SELECT count(*) FROM request_key WHERE caller = '" + caller + "'");
            if (run <= 2) {
                await(bothHaveRead);
            }
            claim(caller, "k" + run, "f", UUID.randomUUID());
            return seen;
        });
        List<Long> seen = bothAtOnce(addOneMore, addOneMore);
        assertEquals(List.of(0L, 1L), seen.stream().sorted().toList());
        assertTrue(runs.get() > 2, "nothing was repeated");
    }

    @Test
    void aSerializationFailureThatOnlyTheCommitMeetsRunsTheWorkAgain() throws SQLException {
        String caller = "commit-" + UUID.randomUUID();
        try (Connection owner = database.connectAs(Provisioning.OWNER);
                Statement statement = owner.createStatement()) {
            statement.execute("CREATE SEQUENCE planted_attempts");
            statement.execute("""
                    CREATE FUNCTION planted_failure() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
                    BEGIN
                        IF nextval('public.planted_attempts') < 3 THEN
                            RAISE EXCEPTION 'planted' USING ERRCODE = 'serialization_failure';
                        END IF;
                        RETURN NULL;
                    END $$""");
            statement.execute("CREATE CONSTRAINT TRIGGER planted AFTER INSERT ON request_key"
                    + " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.caller LIKE 'commit-%')"
                    + " EXECUTE FUNCTION planted_failure()");
        }
        AtomicInteger runs = new AtomicInteger();
        transactions.call(now -> {
            runs.incrementAndGet();
            return claim(caller, "k", "f", UUID.randomUUID());
        });
        assertEquals(3, runs.get());
        assertEquals(1L, count("SELECT count(*) FROM request_key WHERE caller = '" + caller + "'"));
    }

    @Test
    void aDeadlockRunsTheWorkAgain() throws Exception {
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);
        AtomicInteger runs = new AtomicInteger();
        List<Integer> done = bothAtOnce(
                () -> transactions.call(now -> lockTwo(1, 2, runs, bothHoldOne)),
                () -> transactions.call(now -> lockTwo(2, 1, runs, bothHoldOne)));
        assertEquals(List.of(1, 2), done.stream().sorted().toList());
        assertTrue(runs.get() > 2, "nothing was repeated");
    }

    @Test
    void aConnectionThatIsLostAmidTheWorkRunsTheWorkAgain() {
        AtomicInteger runs = new AtomicInteger();
        String done = transactions.call(now -> {
            if (runs.incrementAndGet() < 3) {
                one("SELECT pg_terminate_backend(pg_backend_pid())", Boolean.class);
            }
            return "done";
        });
        assertEquals("done", done);
        assertEquals(3, runs.get());
    }

    @Test
    void aConnectionThatIsLostBeforeTheCommitIsAnsweredLeavesTheOutcomeOpenAndRepeatsNothing() {
        AtomicInteger runs = new AtomicInteger();
        assertThrows(
                DatabaseAwayException.class,
                () -> transactions.call(now -> {
                    int backend = one("SELECT pg_backend_pid()", Integer.class);
                    runs.incrementAndGet();
                    terminate(backend);
                    return "done";
                }));
        assertEquals(1, runs.get());
        assertEquals("well", transactions.call(now -> "well"), "the next finds a connection that works");
    }

    private void terminate(int backend) {
        try (Connection owner = database.connectAs(Provisioning.APPLICATION);
                Statement statement = owner.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(" + backend + ", 10000)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aKeyWhoseRequestHasNotEndedIsInProgressAtOnce() throws Exception {
        String caller = "keys-" + UUID.randomUUID();
        CountDownLatch claimed = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<Claim> first = other.submit(() -> transactions.call(now -> {
                Claim claim = claim(caller, "k", "f", UUID.randomUUID());
                claimed.countDown();
                await(end);
                return claim;
            }));
            assertTrue(claimed.await(30, TimeUnit.SECONDS));
            assertEquals(new Claim.InProgress(), transactions.call(now -> claim(caller, "k", "f", UUID.randomUUID())));
            end.countDown();
            assertEquals(new Claim.Fresh(), first.get(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void aNewKeyForgetsOldOnesButNoneOfTheLastDay() throws SQLException {
        String caller = "old-" + UUID.randomUUID();
        try (Connection owner = database.connectAs(Provisioning.OWNER);
                Statement statement = owner.createStatement()) {
            statement.execute(
                    "INSERT INTO request_key SELECT '" + caller
                            + "', k, 'f', gen_random_uuid(), now() - make_interval(hours => k::int) FROM unnest('{25,47,49,72}'::text[]) k");
        }
        transactions.call(now -> claim(caller, "new", "f", UUID.randomUUID()));
        assertEquals(3L, count("SELECT count(*) FROM request_key WHERE caller = '" + caller + "'"));
    }

    /** The same data source, whose transactions are serializable from their first statement. */
    private static DataSource serializable(DataSource dataSource) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    Connection connection = dataSource.getConnection();
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE");
                    }
                    return connection;
                });
    }

    private int lockTwo(int first, int second, AtomicInteger runs, CyclicBarrier bothHoldOne) {
        int run = runs.incrementAndGet();
        execute("SELECT pg_advisory_xact_lock(" + first + ")");
        if (run <= 2) {
            await(bothHoldOne);
        }
        execute("SELECT pg_advisory_xact_lock(" + second + ")");
        return first;
    }

    private Claim claim(String caller, String key, String fingerprint, UUID created) {
        return requestKeys.claim(caller, new RequestKey(key, fingerprint), created);
    }

    private static <T> List<T> bothAtOnce(Callable<T> one, Callable<T> other) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<T> first = threads.submit(one);
            Future<T> second = threads.submit(other);
            return List.of(first.get(60, TimeUnit.SECONDS), second.get(60, TimeUnit.SECONDS));
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long count(String sql) {
        return one(sql, Long.class);
    }

    private <T> T one(String sql, Class<T> type) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return type == Instant.class
                    ? type.cast(row.getObject(1, java.time.OffsetDateTime.class).toInstant())
                    : row.getObject(1, type);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
