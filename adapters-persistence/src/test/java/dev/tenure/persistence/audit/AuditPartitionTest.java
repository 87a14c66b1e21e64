package dev.tenure.persistence.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.audit.AuditSequencer;
import dev.tenure.application.audit.AuditTrail;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.audit.MerkleTree;
import dev.tenure.persistence.schema.Provisioning;
import dev.tenure.persistence.testing.DatabaseForTests;
import dev.tenure.persistence.testing.EmbeddedDatabase;
import dev.tenure.persistence.testing.InjectDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = DatabaseForTests.class, restrictToAnnotatedClass = false)
class AuditPartitionTest {

    private static final Instant OLD = Instant.parse("2020-01-15T12:00:00Z");

    @Inject
    AuditLog log;

    @Inject
    AuditSequencer sequencer;

    @Inject
    AuditTrail trail;

    @Inject
    Transactions transactions;

    @Inject
    SigningKey key;

    @Inject
    DataSource dataSource;

    @InjectDatabase
    EmbeddedDatabase database;

    private YearMonth month = YearMonth.of(2020, 1);

    @BeforeEach
    void emptyDatabase() throws SQLException {
        database.reset();
        month = YearMonth.parse(
                as(Provisioning.APPLICATION, "SELECT to_char(now(), 'YYYY-MM')").getFirst());
    }

    @Test
    void theFirstMigrationMakesThisMonthAndThreeAhead() throws SQLException {
        assertEquals(
                List.of(
                        name(month),
                        name(month.plusMonths(1)),
                        name(month.plusMonths(2)),
                        name(month.plusMonths(3)),
                        "audit_event_default"),
                partitions());
    }

    @Test
    void anEventStandsInTheMonthOfItsIdToTheMillisecond() throws SQLException {
        Instant first = month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        UUID last = SampleEvents.idAt(first.minusMillis(1), 1);
        UUID next = SampleEvents.idAt(first, 2);
        append(last, next);
        assertEquals(List.of(name(month)), partitionOf(last));
        assertEquals(List.of(name(month.plusMonths(1))), partitionOf(next));
        assertEquals(2, sequencer.sequence(10).orElseThrow());
    }

    @Test
    void anEventForWhichNoMonthWasMadeIsTakenSequencedAndRead() throws SQLException {
        UUID past = SampleEvents.idAt(OLD, 1);
        UUID future = SampleEvents.idAt(OLD.plusSeconds(3_000_000_000L), 2);
        UUID strange = UUID.randomUUID();
        append(past, future, strange);
        for (UUID id : List.of(past, future, strange)) {
            assertEquals(List.of("audit_event_default"), partitionOf(id));
        }
        assertThrows(IllegalStateException.class, () -> append(strange));
        assertEquals(3, sequencer.sequence(10).orElseThrow());
        assertTrue(transactions.call(now -> trail.find(strange)).isPresent());
    }

    @Test
    void theApplicationMakesMonthsAheadAndRepeatingChangesNothing() throws SQLException {
        assertEquals(List.of("2"), as(Provisioning.APPLICATION, "SELECT audit_make_partitions(5)"));
        assertEquals(List.of("0"), as(Provisioning.APPLICATION, "SELECT audit_make_partitions(5)"));
        assertEquals(7, partitions().size());
        assertThrows(SQLException.class, () -> as(Provisioning.APPLICATION, "SELECT audit_make_partitions(25)"));
        assertThrows(SQLException.class, () -> as(Provisioning.APPLICATION, "SELECT audit_make_partitions(-1)"));
    }

    @Test
    void aMonthMadeLaterRefusesChangeLikeTheFirst() throws SQLException {
        as(Provisioning.APPLICATION, "SELECT audit_make_partitions(5)");
        String made = name(month.plusMonths(5));
        assertEquals(as(Provisioning.OWNER, triggersOf(name(month))), as(Provisioning.OWNER, triggersOf(made)));
        append(SampleEvents.idAt(month.plusMonths(5).atDay(3).atStartOfDay().toInstant(ZoneOffset.UTC), 1));
        for (String sql : List.of("DELETE FROM ", "TRUNCATE ")) {
            SQLException refused = assertThrows(SQLException.class, () -> as(Provisioning.OWNER, sql + made));
            assertEquals("23001", refused.getSQLState());
        }
    }

    @Test
    void theSequencerMakesMonthsAheadWhereTheyAreMissing() throws SQLException {
        try (Connection administrator = database.connectAsAdministrator()) {
            Sql.execute(administrator, "DROP TABLE " + name(month.plusMonths(3)));
        }
        append(SampleEvents.newId());
        PostgresAuditSequencer fresh = new PostgresAuditSequencer(dataSource, key, new KeySuccession(Optional.empty()));
        assertEquals(1, fresh.sequence(10).orElseThrow());
        assertTrue(partitions().contains(name(month.plusMonths(3))));
    }

    @Test
    void aReaderInTheWayDelaysAPartitionButNoEvent() throws SQLException {
        try (Connection administrator = database.connectAsAdministrator()) {
            Sql.execute(administrator, "DROP TABLE " + name(month.plusMonths(3)));
        }
        try (Connection reader = database.connectAs(Provisioning.APPLICATION)) {
            reader.setAutoCommit(false);
            Sql.texts(reader, "SELECT count(*) FROM audit_event");
            assertEquals(List.of("0"), as(Provisioning.APPLICATION, "SELECT audit_make_partitions(3)"));
            append(SampleEvents.newId());
            reader.rollback();
        }
        assertEquals(List.of("1"), as(Provisioning.APPLICATION, "SELECT audit_make_partitions(3)"));
    }

    @Test
    void aMonthWhoseEventsTheDefaultHoldsIsNotMadeAndStopsNoOther() throws SQLException {
        Instant ahead = month.plusMonths(4).atDay(2).atStartOfDay().toInstant(ZoneOffset.UTC);
        append(SampleEvents.idAt(ahead, 1));
        assertEquals(List.of("1"), as(Provisioning.APPLICATION, "SELECT audit_make_partitions(5)"));
        assertTrue(partitions().contains(name(month.plusMonths(5))));
    }

    @Test
    void aSealedMonthIsDroppedByRetentionAndTheTreeStands() throws Exception {
        append(SampleEvents.newId());
        oldEvent(1);
        oldEvent(2);
        assertEquals(3, sequencer.sequence(10).orElseThrow());
        assertEquals(List.of("2"), as(Provisioning.RETENTION, drop("audit_event_2020_01", "5 years")));

        assertEquals(List.of("3"), as(Provisioning.APPLICATION, "SELECT count(*) FROM audit_leaf"));
        assertEquals(List.of("1"), as(Provisioning.APPLICATION, "SELECT count(*) FROM audit_event"));
        transactions.call(now -> {
            assertArrayEquals(
                    trail.latestCheckpoint().orElseThrow().root().bytes(),
                    MerkleTree.root(3, trail.nodes()).bytes());
            return now;
        });
        append(SampleEvents.newId());
        assertEquals(1, sequencer.sequence(10).orElseThrow());
        assertThrows(IllegalStateException.class, () -> trail.export(new ByteArrayOutputStream()));
    }

    @Test
    void anExportOfALogWithoutItsFirstMonthIsRefusedBeforeItsFirstByte() throws Exception {
        oldEvent(1);
        sequencer.sequence(10);
        as(Provisioning.RETENTION, drop("audit_event_2020_01", "5 years"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> trail.export(out));
        assertTrue(refused.toString().contains("dropped by retention"), refused.toString());
        assertEquals(0, out.size());
    }

    @Test
    void aMonthWithEventsThatAreNotSequencedIsNotDropped() throws SQLException {
        oldEvent(1);
        refused(drop("audit_event_2020_01", "5 years"), "23001", "not sequenced");
    }

    @Test
    void aMonthWhosePersonalValuesAreNotErasedIsNotDropped() throws SQLException {
        UUID id = oldEvent(1);
        as(
                Provisioning.APPLICATION,
                "INSERT INTO audit_disclosure VALUES ('" + id
                        + "', 'name', decode(repeat('00', 32), 'hex'), 'v') RETURNING 1");
        sequencer.sequence(10);
        refused(drop("audit_event_2020_01", "5 years"), "23001", "are not erased");
        as(Provisioning.RETENTION, "DELETE FROM audit_disclosure WHERE event_id = '" + id + "' RETURNING 1");
        assertEquals(List.of("1"), as(Provisioning.RETENTION, drop("audit_event_2020_01", "5 years")));
    }

    @Test
    void aMonthThatIsTooYoungByItsNameOrByWhatItHoldsIsNotDropped() throws SQLException {
        append(SampleEvents.newId());
        sequencer.sequence(10);
        refused(drop(name(month), "1 year"), "23001", "younger");

        as(Provisioning.OWNER, "SELECT audit_make_partition('2020-01-01')");
        append(SampleEvents.idAt(OLD, 1));
        sequencer.sequence(10);
        refused(drop("audit_event_2020_01", "1 year"), "23001", "younger");
    }

    @Test
    void onlyMonthsOfTheLogAreDroppedAndNeverWithinAYear() throws SQLException {
        for (String other : List.of(
                "audit_event",
                "audit_event_default",
                "audit_leaf",
                "request_key",
                "audit_event_1999_01",
                "x; DROP TABLE audit_leaf")) {
            refused(drop(other, "5 years"), "22023", "is no monthly partition");
        }
        refused(drop("audit_event_2020_01", "364 days"), "22023", "less than a year");
    }

    private void refused(String sql, String state, String because) {
        SQLException refused = assertThrows(SQLException.class, () -> as(Provisioning.RETENTION, sql));
        assertEquals(state, refused.getSQLState(), refused.toString());
        assertTrue(refused.toString().contains(because), refused.toString());
    }

    private static String drop(String partition, String age) {
        return "SELECT audit_drop_partition('" + partition + "', '" + age + "')";
    }

    /** An event as it would stand in the log had it been written then. */
    private UUID oldEvent(int number) throws SQLException {
        UUID id = SampleEvents.idAt(OLD, number);
        as(Provisioning.OWNER, "SELECT audit_make_partition('2020-01-01')");
        as(
                Provisioning.OWNER,
                "WITH e AS (INSERT INTO audit_event (event_id, type, version, occurred_at, recorded_at, subject_kind,"
                        + " subject_id, correlation_id, payload) VALUES ('" + id + "', 't', 1, '" + OLD + "', '" + OLD
                        + "', 'k', 'i', 'c', '{}') RETURNING position, event_id)"
                        + " INSERT INTO audit_pending SELECT * FROM e RETURNING 1");
        return id;
    }

    private static String triggersOf(String table) {
        return "SELECT concat(tgname, tgenabled) FROM pg_trigger WHERE tgrelid = '" + table + "'::regclass ORDER BY 1";
    }

    private List<String> partitions() throws SQLException {
        return as(
                Provisioning.APPLICATION,
                "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'audit_event'::regclass ORDER BY 1");
    }

    private List<String> partitionOf(UUID id) throws SQLException {
        return as(Provisioning.APPLICATION, "SELECT tableoid::regclass FROM audit_event WHERE event_id = '" + id + "'");
    }

    private static String name(YearMonth month) {
        return "audit_event_%04d_%02d".formatted(month.getYear(), month.getMonthValue());
    }

    private void append(UUID... ids) {
        transactions.call(now -> {
            for (UUID id : ids) {
                log.append(SampleEvents.withId(id));
            }
            return now;
        });
    }

    private List<String> as(String role, String sql) throws SQLException {
        try (Connection connection = database.connectAs(role)) {
            return Sql.texts(connection, sql);
        }
    }
}
