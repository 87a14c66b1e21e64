package dev.tenure.persistence.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.audit.AuditSequencer;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.persistence.schema.Provisioning;
import dev.tenure.persistence.testing.DatabaseForTests;
import dev.tenure.persistence.testing.EmbeddedDatabase;
import dev.tenure.persistence.testing.InjectDatabase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(value = DatabaseForTests.class, restrictToAnnotatedClass = false)
class PostgresAuditSequencerTest {

    private static final KeySuccession NO_ROTATION = new KeySuccession(Optional.empty());

    @Inject
    Transactions transactions;

    @Inject
    AuditLog log;

    @Inject
    AuditSequencer sequencer;

    @Inject
    SigningKey key;

    @Inject
    DataSource dataSource;

    @InjectDatabase
    EmbeddedDatabase database;

    @BeforeEach
    void emptyDatabase() {
        database.reset();
    }

    @Test
    void aBatchTakesAsManyAsItMayInTheOrderOfAppend() throws SQLException {
        List<UUID> ids = append(5);
        assertEquals(Optional.of(3), sequencer.sequence(3));
        assertEquals(Optional.of(2), sequencer.sequence(3));
        assertEquals(Optional.of(0), sequencer.sequence(3));
        assertEquals(
                ids.stream().map(UUID::toString).toList(),
                asApplication("SELECT event_id FROM audit_leaf ORDER BY leaf_index"));
        assertEquals(List.of("3", "5"), asApplication("SELECT tree_size FROM audit_checkpoint ORDER BY number"));
        judge();
    }

    @Test
    void everyTreeSizeUpToSeventyIsSignedAndStoredRight() throws SQLException {
        for (int size = 1; size <= 70; size++) {
            append(1);
            assertEquals(Optional.of(1), sequencer.sequence(10));
        }
        assertEquals(70, judge());
    }

    @Test
    void anIdleLogIsNotWrittenTo() throws SQLException {
        List<String> before = asApplication("SELECT xmin || ' ' || epoch FROM audit_sequencer_lease");
        assertEquals(Optional.of(0), sequencer.sequence(10));
        assertEquals(before, asApplication("SELECT xmin || ' ' || epoch FROM audit_sequencer_lease"));
        assertEquals(List.of("0"), asApplication("SELECT count(*) FROM audit_checkpoint"));
    }

    @Test
    void anEventThatCommitsLateIsTakenByALaterRun() throws SQLException {
        // So many that the first of them are written, and have their positions, before the transaction ends.
        List<AuditEvent> late = Stream.generate(SampleEvents::next).limit(700).toList();
        AuditEvent early = SampleEvents.next();
        inTransaction(() -> {
            late.forEach(log::append);
            QuarkusTransaction.suspendingExisting().run(() -> {
                inTransaction(() -> log.append(early));
                assertEquals(Optional.of(1), sequencer.sequence(1_000));
            });
        });
        assertEquals(
                List.of("t"),
                asApplication("SELECT (SELECT position FROM audit_event WHERE event_id = '"
                        + early.id().value() + "') > min(position) FROM audit_event"));
        assertEquals(Optional.of(700), sequencer.sequence(1_000));
        assertEquals(
                Stream.concat(Stream.of(early), late.stream())
                        .map(event -> event.id().value().toString())
                        .toList(),
                asApplication("SELECT event_id FROM audit_leaf ORDER BY leaf_index"));
        judge();
    }

    @Test
    void aTransactionThatRollsBackIsNeverSequenced() throws SQLException {
        assertThrows(
                IllegalArgumentException.class,
                () -> inTransaction(() -> {
                    log.append(SampleEvents.next());
                    throw new IllegalArgumentException("on purpose");
                }));
        append(1);
        assertEquals(Optional.of(1), sequencer.sequence(10));
        assertEquals(1, judge());
        assertEquals(List.of("1"), asApplication("SELECT count(*) FROM audit_disclosure"));
    }

    @ParameterizedTest
    @EnumSource
    void killedAtAnyStatementTheLogVerifiesAndTheNextRunGoesOn(FaultyDataSource.When when) throws SQLException {
        int killed = 0;
        int fatal = 1;
        List<String> statements = List.of();
        for (boolean fired = true; fired; fatal++) {
            append(3 + fatal % 4);
            FaultyDataSource faulty = new FaultyDataSource(database, dataSource, when, fatal);
            PostgresAuditSequencer victim = new PostgresAuditSequencer(faulty.dataSource(), key, NO_ROTATION);
            expireLease();
            String before = state();
            try {
                victim.sequence(1_000);
                assertFalse(faulty.fired(), "survived being killed at statement " + fatal);
            } catch (RuntimeException e) {
                assertTrue(faulty.fired(), () -> "failed on its own: " + e);
                killed++;
                assertEquals(before, state(), "killed at statement " + fatal + " it left something");
            }
            fired = faulty.fired();
            statements = faulty.statements();
            judge();

            append(2);
            expireLease();
            assertTrue(sequencer.sequence(1_000).orElseThrow() >= 2);
            judge();
        }
        assertEquals(statements.size(), killed, "kill points");
        assertTrue(killed >= 11, "only " + killed + " statements were seen");
    }

    @Test
    void ofTwoSequencersAtOnceOneDoesNothing() throws SQLException {
        append(4);
        PostgresAuditSequencer other = new PostgresAuditSequencer(dataSource, key, NO_ROTATION);
        try (Connection working = database.connectAs(Provisioning.APPLICATION)) {
            working.setAutoCommit(false);
            Sql.execute(working, "SELECT * FROM audit_sequencer_lease FOR UPDATE");
            assertEquals(Optional.empty(), sequencer.sequence(10));
            working.rollback();
        }
        assertEquals(Optional.of(2), sequencer.sequence(2));
        assertEquals(Optional.empty(), other.sequence(2), "the lease is the first one's");
        assertEquals(Optional.of(2), sequencer.sequence(2));
        judge();
    }

    @Test
    void aLeaseIsTakenOverWhenTheDatabaseSaysItExpiredAndCountsTheEpoch() throws SQLException {
        append(2);
        PostgresAuditSequencer other = new PostgresAuditSequencer(dataSource, key, NO_ROTATION);
        assertEquals(Optional.of(1), sequencer.sequence(1));
        assertEquals(List.of("1"), asApplication("SELECT epoch FROM audit_sequencer_lease"));
        expireLease();
        assertEquals(Optional.of(1), other.sequence(1));
        assertEquals(List.of("2"), asApplication("SELECT epoch FROM audit_sequencer_lease"));
        assertEquals(
                List.of("true"),
                asApplication("SELECT (held_until BETWEEN now() AND now() + interval '5 seconds')::text"
                        + " FROM audit_sequencer_lease"));
        judge();
    }

    @Test
    void twoSequencersRacingWithWritersAndExpiringLeasesLeaveALogThatVerifies() throws Exception {
        int writers = 3;
        int appends = 400;
        AtomicBoolean written = new AtomicBoolean();
        AtomicInteger committed = new AtomicInteger();
        List<AtomicInteger> batches = List.of(new AtomicInteger(), new AtomicInteger());
        try (ExecutorService threads = Executors.newFixedThreadPool(writers + 4)) {
            List<Future<?>> others = new ArrayList<>();
            for (AtomicInteger mine : batches) {
                PostgresAuditSequencer racer = new PostgresAuditSequencer(dataSource, key, NO_ROTATION);
                others.add(threads.submit(race(racer, written, mine)));
            }
            others.add(threads.submit(() -> {
                while (!written.get()) {
                    expireLease();
                    Thread.onSpinWait();
                }
                return written;
            }));
            List<Future<?>> writing = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                writing.add(threads.submit(() -> {
                    // A machine with other work may let one racer wait; then there is more to race for.
                    for (int n = 0; n < appends || (n < 20 * appends && !haveAllRaced(batches)); n++) {
                        if (appendOrRollBack(n)) {
                            committed.incrementAndGet();
                        }
                    }
                }));
            }
            try {
                for (Future<?> writer : writing) {
                    writer.get();
                }
            } finally {
                written.set(true);
            }
            for (Future<?> other : others) {
                other.get();
            }
            assertTrue(haveAllRaced(batches), batches + " batches: they did not race");
        }
        expireLease();
        assertTrue(sequencer.sequence(100_000).isPresent());
        assertEquals(committed.get(), judge());
    }

    @Test
    void aTreeThatWasTamperedWithIsNotSigned() throws SQLException {
        append(6);
        sequencer.sequence(10);
        append(1);
        try (Connection administrator = database.connectAsAdministrator()) {
            Sql.execute(administrator, "ALTER TABLE audit_node DISABLE TRIGGER ALL");
            Sql.execute(
                    administrator,
                    "UPDATE audit_node SET hash = decode(repeat('00', 32), 'hex') WHERE level = 2 AND node_index = 0");
        }
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> sequencer.sequence(10));
        assertTrue(refused.toString().contains("has not the root of the newest checkpoint"), refused.toString());
        assertEquals(List.of("1"), asApplication("SELECT count(*) FROM audit_pending"));
    }

    @Test
    void leavesThatNoCheckpointCoversAreNotBuiltOn() throws SQLException {
        append(2);
        sequencer.sequence(10);
        append(1);
        try (Connection application = database.connectAs(Provisioning.APPLICATION)) {
            Sql.execute(
                    application,
                    "INSERT INTO audit_leaf VALUES (2, gen_random_uuid(), decode(repeat('00', 32), 'hex'))");
        }
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> sequencer.sequence(10));
        assertTrue(refused.toString().contains("covers 2 leaves, but the log has 3"), refused.toString());
    }

    @Test
    void aPendingEventThatIsNotThereStopsTheSequencer() throws SQLException {
        try (Connection application = database.connectAs(Provisioning.APPLICATION)) {
            Sql.execute(application, "INSERT INTO audit_pending VALUES (1, gen_random_uuid())");
        }
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> sequencer.sequence(10));
        assertTrue(refused.toString().contains("is not in the log"), refused.toString());
    }

    @Test
    void aRunInsideATransactionAndABatchOfNoneAreRefused() {
        assertThrows(IllegalStateException.class, () -> inTransaction(() -> sequencer.sequence(1)));
        assertThrows(IllegalArgumentException.class, () -> sequencer.sequence(0));
    }

    private static boolean haveAllRaced(List<AtomicInteger> batches) {
        return batches.stream().allMatch(count -> count.get() > 0);
    }

    private Callable<Integer> race(PostgresAuditSequencer racer, AtomicBoolean written, AtomicInteger batches) {
        return () -> {
            while (!written.get()) {
                if (racer.sequence(3).orElse(0) > 0) {
                    batches.incrementAndGet();
                }
            }
            return batches.get();
        };
    }

    /** Gives whether the event is in the log. */
    private boolean appendOrRollBack(int number) {
        boolean rollBack = number % 5 == 4;
        try {
            inTransaction(() -> {
                log.append(SampleEvents.next());
                if (rollBack) {
                    throw new IllegalArgumentException("on purpose");
                }
            });
        } catch (IllegalArgumentException e) {
            assertTrue(rollBack, e::toString);
        }
        return !rollBack;
    }

    private void inTransaction(Runnable work) {
        transactions.call(now -> {
            work.run();
            return now;
        });
    }

    private List<UUID> append(int count) {
        List<UUID> ids = new ArrayList<>();
        inTransaction(() -> {
            for (int i = 0; i < count; i++) {
                AuditEvent event = SampleEvents.next();
                log.append(event);
                ids.add(event.id().value());
            }
        });
        return ids;
    }

    private int judge() throws SQLException {
        return new LogJudge(database, key.verifierKey()).judge();
    }

    private String state() throws SQLException {
        return String.join("|", asApplication("""
                        SELECT (SELECT count(*) FROM audit_leaf) || '/' || (SELECT count(*) FROM audit_node) || '/'
                            || (SELECT count(*) FROM audit_checkpoint) || '/' || (SELECT count(*) FROM audit_pending) || '/'
                            || (SELECT epoch FROM audit_sequencer_lease)"""));
    }

    private void expireLease() throws SQLException {
        try (Connection connection = database.connectAs(Provisioning.APPLICATION)) {
            Sql.execute(connection, "UPDATE audit_sequencer_lease SET held_until = '-infinity'");
        }
    }

    private List<String> asApplication(String sql) throws SQLException {
        try (Connection connection = database.connectAs(Provisioning.APPLICATION)) {
            return Sql.texts(connection, sql);
        }
    }
}
