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

    // What a migration fills, and the log, stay. The list comes from the catalogue: a table that somebody forgets
    // leaves its rows to
    // whichever class runs next.
    private static final String EMPTY_ALL = """
            DO $$
            BEGIN
                EXECUTE (SELECT 'TRUNCATE ' || string_agg(quote_ident(c.relname), ', ')
                           FROM pg_class c
                          WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                            AND c.relname !~ '^(audit_|flyway_)'
                            AND c.relname NOT IN ('worker_source', 'privilege_history', 'scheduled_tasks'));
            END $$""";

    private Tables() {}

    /** Empties them all, but for the log and what a migration filled. */
    public static void empty(EmbeddedDatabase database) {
        as(database, EMPTY_ALL);
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

    /** How many rows of tables were read, by name; counted as {@link #sequentialScans} is. */
    public static Map<String, Long> rowsRead(DataSource dataSource) {
        return Sql.of(
                        "SELECT relname, seq_tup_read + coalesce(idx_tup_fetch, 0) AS rows_read FROM pg_stat_xact_user_tables")
                .list(dataSource, row -> Map.entry(row.text("relname"), row.number("rows_read")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The first column of a query as texts. */
    public static List<String> texts(DataSource dataSource, String sql) {
        return Sql.of("SELECT CAST(t.* AS text) AS line FROM (" + sql + ") t")
                .list(dataSource, row -> row.text("line"));
    }
}
