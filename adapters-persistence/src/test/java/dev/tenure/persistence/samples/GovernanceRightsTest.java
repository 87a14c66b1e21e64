package dev.tenure.persistence.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.persistence.schema.Provisioning;
import dev.tenure.persistence.testing.EmbeddedDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the application role may not do with the tables of governance, shown as that role. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GovernanceRightsTest {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final EmbeddedDatabase database = EmbeddedDatabase.start();

    @AfterAll
    void stop() {
        database.close();
    }

    @Test
    void historyAndAttemptsAreAddedToAndNeverChanged() {
        for (String table : List.of("identity_history", "operation_attempt", "worker_rejection")) {
            assertRefused("DELETE FROM " + table);
            assertRefused("TRUNCATE " + table);
        }
        assertRefused("UPDATE identity_history SET source = 'x'");
        assertRefused("UPDATE operation_attempt SET outcome = 'x'");
        assertRefused("UPDATE worker_rejection SET reason = 'x'");
        assertRefused("INSERT INTO operation_attempt (operation, attempt, epoch, outcome, at)"
                + " VALUES (gen_random_uuid(), 1, 1, 'applied', now())");
    }

    @Test
    void whatIsDecidedOrFoundIsNotRewritten() {
        assertRefused("UPDATE leaver_exception SET detail = 'x'");
        assertRefused("UPDATE leaver_exception SET owner = 'x'");
        assertRefused("UPDATE leaver_escalation SET percent = 50");
        assertRefused("UPDATE privilege_mark SET reason = 'x'");
        assertRefused("UPDATE entitlement_class SET class = 'SECRETS'");
        assertRefused("DELETE FROM entitlement_class");
        assertRefused("UPDATE account_privilege SET held = '{}'");
        assertRefused("DELETE FROM account_privilege");
        assertRefused("UPDATE privilege_history SET known_since = now()");
        assertRefused("UPDATE link_decision SET reason = 'x'");
        assertRefused("UPDATE mode_change SET proposed_by = 'x'");
        assertRefused("UPDATE protection_release SET proposed_by = 'x'");
        assertRefused("UPDATE provisioning_operation SET work = '{}'");
        assertRefused("UPDATE provisioning_operation SET deadline = now()");
        assertRefused("UPDATE worker_snapshot SET sent_by = 'x'");
        assertRefused("UPDATE worker_row SET worker_id = 'x'");
        assertRefused("UPDATE system_read SET requested_at = now()");
        assertRefused("UPDATE webhook_delivery SET sha256 = 'x'");
        assertRefused("UPDATE webhook_delivery SET received_at = now()");
        assertRefused("UPDATE webhook_key SET key = 'x'");
    }

    @Test
    void onlyWhatWasStagedOrIsMembershipCanBeDeleted() throws SQLException {
        List<String> deletable = new ArrayList<>();
        try (Connection administrator = database.connectAsAdministrator();
                Statement statement = administrator.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT relname FROM pg_class
                         WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
                           AND relname !~ '^(audit_|request_key|scheduled_tasks|web_session|flyway)'
                           AND has_table_privilege('tenure_app', oid, 'DELETE')
                         ORDER BY relname""")) {
            while (row.next()) {
                deletable.add(row.getString(1));
            }
        }
        assertTrue(
                deletable.containsAll(List.of(
                        "entitlement_member", "staged_account", "staged_entitlement", "membership", "worker_row")),
                deletable::toString);
        for (String kept : List.of(
                "account",
                "entitlement",
                "identity",
                "leaver_case",
                "leaver_case_account",
                "leaver_case_system",
                "leaver_exception",
                "mode_change",
                "protection_release",
                "provisioning_operation",
                "system_read",
                "target_system",
                "webhook_delivery",
                "webhook_key",
                "webhook_source",
                "worker_feed",
                "worker_record",
                "worker_snapshot")) {
            assertRefused("DELETE FROM " + kept);
            assertRefused("TRUNCATE " + kept);
            assertRefused("ALTER TABLE " + kept + " ADD COLUMN planted text");
        }
    }

    private void assertRefused(String sql) {
        SQLException refusal = assertThrows(
                SQLException.class,
                () -> {
                    try (Connection application = database.connectAs(Provisioning.APPLICATION);
                            Statement statement = application.createStatement()) {
                        statement.execute(sql);
                    }
                },
                sql);
        assertEquals(INSUFFICIENT_PRIVILEGE, refusal.getSQLState(), sql);
    }
}
