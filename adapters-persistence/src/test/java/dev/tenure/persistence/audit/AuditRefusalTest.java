package dev.tenure.persistence.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.persistence.schema.Provisioning;
import dev.tenure.persistence.testing.EmbeddedDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who may not do what to the log. Asked as the roles of production, never as a superuser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditRefusalTest {

    private static final String NO_RIGHT = "42501";
    private static final String REFUSED = "23001";
    private static final String NOT_OWNED = "42501";

    private static final List<String> KEPT =
            List.of("audit_event", "audit_leaf", "audit_node", "audit_checkpoint", "audit_disclosure", "audit_opening");

    private final EmbeddedDatabase database = EmbeddedDatabase.start();
    private String partition = "";

    @BeforeAll
    void oneRowOfEach() throws SQLException {
        Instant now;
        try (Connection application = database.connectAs(Provisioning.APPLICATION)) {
            now = Instant.parse(Sql.texts(application, "SELECT to_char(now(), 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')")
                    .getFirst());
            String id = "'" + SampleEvents.idAt(now, 1) + "'";
            String hash = "decode(repeat('00', 32), 'hex')";
            Sql.execute(
                    application,
                    "INSERT INTO audit_event (event_id, type, version, occurred_at, subject_kind, subject_id,"
                            + " correlation_id, payload) VALUES (" + id + ", 't', 1, now(), 'k', 'i', 'c', '{}')");
            Sql.execute(application, "INSERT INTO audit_pending VALUES (1, " + id + ")");
            Sql.execute(application, "INSERT INTO audit_leaf VALUES (0, " + id + ", " + hash + ")");
            Sql.execute(application, "INSERT INTO audit_node VALUES (1, 0, " + hash + ")");
            Sql.execute(
                    application,
                    "INSERT INTO audit_checkpoint (number, tree_size, root, note, verifier_key) VALUES (0, 1, " + hash
                            + ", 'n', 'v')");
            Sql.execute(application, "INSERT INTO audit_disclosure VALUES (" + id + ", 'f', " + hash + ", 'v')");
            Sql.execute(application, "INSERT INTO audit_opening (matter) VALUES ('m')");
            partition = Sql.texts(application, "SELECT tableoid::regclass FROM audit_event")
                    .getFirst();
        }
        YearMonth month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        assertEquals("audit_event_%04d_%02d".formatted(month.getYear(), month.getMonthValue()), partition);
    }

    @AfterAll
    void stop() {
        database.close();
    }

    @Test
    void theApplicationMayAddAndReadAndNothingElse() throws SQLException {
        List<String> refused = new ArrayList<>();
        for (String table : KEPT) {
            refused.add("UPDATE " + table + " SET " + column(table) + " = " + column(table));
            refused.add("DELETE FROM " + table);
            refused.add("TRUNCATE " + table);
            refused.add("TRUNCATE " + table + " CASCADE");
            refused.add("SELECT * FROM " + table + " FOR UPDATE");
        }
        refused.add("UPDATE audit_pending SET position = 2");
        refused.add("TRUNCATE audit_pending");
        refused.add("DELETE FROM audit_sequencer_lease");
        refused.add("INSERT INTO audit_sequencer_lease VALUES (true, 'second', 1, now())");
        refused.add("SELECT * FROM " + partition);
        refused.add("DELETE FROM " + partition);
        refused.add("TRUNCATE " + partition);
        refused.add("TRUNCATE audit_event_default");
        refused.add(
                "INSERT INTO audit_event (event_id, type, version, occurred_at, recorded_at, subject_kind, subject_id,"
                        + " correlation_id, payload) VALUES (gen_random_uuid(), 't', 1, now(), now(), 'k', 'i', 'c', '{}')");
        refused.add("INSERT INTO audit_event (event_id, position, type, version, occurred_at, subject_kind, subject_id,"
                + " correlation_id, payload) OVERRIDING SYSTEM VALUE"
                + " VALUES (gen_random_uuid(), 1, 't', 1, now(), 'k', 'i', 'c', '{}')");
        refused.add("INSERT INTO audit_checkpoint VALUES (1, 2, decode(repeat('00', 32), 'hex'), 'n', 'v', now())");
        refused.add("SELECT audit_make_partition('2020-01-01')");
        refused.add("SELECT audit_drop_partition('" + partition + "', '7 years')");
        refused.add("SELECT setval('audit_event_position_seq', 1)");
        refused.add("CREATE TABLE anything (a int)");
        refused.add("CREATE SCHEMA anything");
        refused.add("SET session_replication_role = replica");
        refused.add("SET ROLE tenure_owner");
        refused.add("SET ROLE tenure_retention");
        refused.add("UPDATE flyway_schema_history SET success = true");
        assertAll(Provisioning.APPLICATION, NO_RIGHT, refused);
    }

    @Test
    void theApplicationOwnsNothingThatItCouldDropOrAlter() throws SQLException {
        List<String> refused = new ArrayList<>();
        for (String table : KEPT) {
            refused.add("DROP TABLE " + table + " CASCADE");
            refused.add("ALTER TABLE " + table + " DISABLE TRIGGER ALL");
            refused.add("DROP TRIGGER refuse_change ON " + table);
        }
        refused.add("DROP TABLE " + partition);
        refused.add("ALTER TABLE audit_event DETACH PARTITION " + partition);
        refused.add("DROP FUNCTION audit_refuse_change() CASCADE");
        refused.add("DROP SCHEMA public CASCADE");
        refused.add("DROP EVENT TRIGGER tenure_refuse_drop");
        assertAll(Provisioning.APPLICATION, NOT_OWNED, refused);
        try (Connection connection = database.connectAs(Provisioning.APPLICATION)) {
            assertEquals(
                    0,
                    Sql.number(
                            connection,
                            "SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = 'tenure_app'"));
        }
    }

    @Test
    void theOwnerIsRefusedByTriggers() throws SQLException {
        List<String> refused = new ArrayList<>();
        for (String table : KEPT) {
            refused.add("UPDATE " + table + " SET " + column(table) + " = " + column(table));
            refused.add("DELETE FROM " + table);
            refused.add("TRUNCATE " + table);
            refused.add("TRUNCATE " + table + " CASCADE");
        }
        refused.add("UPDATE " + partition + " SET type = 'other'");
        refused.add("DELETE FROM " + partition);
        refused.add("TRUNCATE " + partition);
        refused.add("TRUNCATE audit_event_default");
        refused.add("INSERT INTO audit_checkpoint VALUES (0, 1, decode(repeat('00', 32), 'hex'), 'n', 'v')"
                + " ON CONFLICT (number) DO UPDATE SET note = 'other'");
        assertAll(Provisioning.OWNER, REFUSED, refused);
        assertAll(
                Provisioning.OWNER,
                NO_RIGHT,
                List.of("SET session_replication_role = replica", "SET ROLE tenure_retention", "SET ROLE postgres"));
    }

    @Test
    void theOwnerDropsNothingOfTheLogWhileTheGuardStands() throws SQLException {
        List<String> refused = new ArrayList<>();
        for (String table : KEPT) {
            refused.add("DROP TABLE " + table + " CASCADE");
            refused.add("DROP TRIGGER " + (table.equals("audit_disclosure") ? "refuse_erasure" : "refuse_change")
                    + " ON " + table);
            refused.add("ALTER TABLE " + table + " DROP COLUMN " + column(table) + " CASCADE");
        }
        refused.add("DROP TABLE " + partition);
        refused.add("DROP TABLE audit_pending");
        refused.add("DROP FUNCTION audit_refuse_change() CASCADE");
        refused.add("DROP SCHEMA public CASCADE");
        assertAll(Provisioning.OWNER, REFUSED, refused);
        assertAll(
                Provisioning.OWNER,
                NOT_OWNED,
                List.of(
                        "DROP EVENT TRIGGER tenure_refuse_drop",
                        "ALTER EVENT TRIGGER tenure_refuse_drop DISABLE",
                        "DROP FUNCTION tenure_guard.refuse_drop() CASCADE",
                        "DROP SCHEMA tenure_guard CASCADE"));
    }

    @Test
    void theOwnerStillDropsWhatIsNotOfTheLog() throws SQLException {
        try (Connection owner = database.connectAs(Provisioning.OWNER)) {
            Sql.execute(owner, "CREATE TABLE something (a int)");
            Sql.execute(owner, "DROP TABLE something");
        }
    }

    @Test
    void retentionErasesValuesAndReadsNone() throws SQLException {
        assertAll(
                Provisioning.RETENTION,
                NO_RIGHT,
                List.of(
                        "SELECT value FROM audit_disclosure",
                        "SELECT salt FROM audit_disclosure",
                        "SELECT payload FROM audit_event",
                        "UPDATE audit_disclosure SET value = ''",
                        "TRUNCATE audit_disclosure",
                        "DELETE FROM audit_event",
                        "DELETE FROM audit_leaf",
                        "DROP TABLE " + partition,
                        "INSERT INTO audit_leaf VALUES (1, gen_random_uuid(), decode(repeat('00', 32), 'hex'))"));
        try (Connection retention = database.connectAs(Provisioning.RETENTION)) {
            retention.setAutoCommit(false);
            assertEquals(
                    1,
                    Sql.number(
                            retention,
                            "WITH gone AS (DELETE FROM audit_disclosure WHERE field = 'f' RETURNING event_id)"
                                    + " SELECT count(*) FROM gone"));
            retention.rollback();
        }
    }

    /** Each is refused with that state, and the log is as it was. */
    private void assertAll(String role, String state, List<String> refused) throws SQLException {
        for (String sql : refused) {
            try (Connection connection = database.connectAs(role)) {
                connection.setAutoCommit(false);
                SQLException thrown = assertThrows(
                        SQLException.class, () -> Sql.execute(connection, sql), () -> role + " may: " + sql);
                assertEquals(state, thrown.getSQLState(), () -> sql + ": " + thrown.getMessage());
                connection.rollback();
            }
        }
        try (Connection connection = database.connectAs(Provisioning.APPLICATION)) {
            for (String table : KEPT) {
                assertEquals(1, Sql.number(connection, "SELECT count(*) FROM " + table), table);
            }
        }
    }

    private static String column(String table) {
        return switch (table) {
            case "audit_event" -> "payload";
            case "audit_leaf" -> "leaf_hash";
            case "audit_node" -> "hash";
            case "audit_checkpoint" -> "note";
            case "audit_opening" -> "matter";
            default -> "value";
        };
    }
}
