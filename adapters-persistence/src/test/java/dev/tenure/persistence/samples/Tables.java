package dev.tenure.persistence.samples;

import dev.tenure.persistence.statement.Sql;
import dev.tenure.persistence.testing.EmbeddedDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The tables behind the repositories. */
public final class Tables {

    private static final String ALL = """
            target_system, mode_change, identity, identity_history, worker_feed, worker_snapshot, worker_row,
            worker_rejection, worker_record, system_read, staged_account, staged_entitlement, account,
            entitlement, entitlement_member, membership, system_picture, protection_release, provisioning_operation, operation_attempt, leaver_case,
            leaver_case_system, leaver_case_account, leaver_exception, leaver_escalation, privilege_mark, link_decision, entitlement_class, account_privilege, system_guard,
            guard_pass, guard_hold, hold_release, stop_switch, connector_condition, statement""";

    private Tables() {}

    /** Empties them all. */
    public static void empty(EmbeddedDatabase database) {
        as(database, "TRUNCATE " + ALL);
    }

    /** Runs a statement that nobody but an administrator may. */
    public static void as(EmbeddedDatabase database, String sql) {
        try (Connection administrator = database.connectAsAdministrator();
                Statement statement = administrator.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until somebody has begun and some connection waits for a lock of another. */
    public static void awaitLockWait(EmbeddedDatabase database, CountDownLatch begun) {
        try (Connection administrator = database.connectAsAdministrator();
                Statement statement = administrator.createStatement()) {
            if (!begun.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the other thread did not begin");
            }
            boolean waits = false;
            while (!waits) {
                try (ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")) {
                    row.next();
                    waits = row.getBoolean(1);
                }
                Thread.onSpinWait();
            }
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * How often tables were read from beginning to end, by name. Counted by the connection: PostgreSQL hands its counts over at
     * most once a second, and until then those of earlier transactions stand here too. Only the difference of two calls in one
     * transaction says what was read in between.
     */
    public static Map<String, Long> sequentialScans(DataSource dataSource) {
        return Sql.of("SELECT relname, seq_scan FROM pg_stat_xact_user_tables")
                .list(dataSource, row -> Map.entry(row.text("relname"), row.number("seq_scan")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The first column of a query as texts. */
    public static List<String> texts(DataSource dataSource, String sql) {
        return Sql.of("SELECT CAST(t.* AS text) AS line FROM (" + sql + ") t")
                .list(dataSource, row -> row.text("line"));
    }
}
