package dev.tenure.benchmarks.reconciliation;

import dev.tenure.benchmarks.database.ThrowawayDatabase;
import dev.tenure.benchmarks.figure.Figures;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * What the rows of a first read cost alone: those that it wrote, by one {@code INSERT ... SELECT} for each table into an empty one with
 * the same indexes and checks, in one transaction. Nothing is read from a directory, joined or worked out.
 */
final class BareRows {

    private static final List<String> TABLES = List.of("account", "entitlement", "membership", "account_sign_in");

    private final ThrowawayDatabase database;

    BareRows(ThrowawayDatabase database) {
        this.database = database;
    }

    /**
     * Writes what is known of a system and gives the seconds that it took.
     *
     * @param memberships how many have to be among it
     */
    double take(String system, long memberships) throws SQLException {
        try (Connection connection = database.connectAsAdministrator()) {
            for (String table : TABLES) {
                ThrowawayDatabase.execute(connection, "DROP TABLE IF EXISTS bare_" + table);
                ThrowawayDatabase.execute(
                        connection, "CREATE TABLE bare_" + table + " (LIKE " + table + " INCLUDING ALL)");
            }
            connection.setAutoCommit(false);
            long began = System.nanoTime();
            long written = 0;
            for (String table : TABLES) {
                try (Statement statement = connection.createStatement()) {
                    written += statement.executeUpdate(
                            "INSERT INTO bare_" + table + " SELECT * FROM " + table + " WHERE " + of(table, system));
                }
            }
            connection.commit();
            double seconds = Figures.secondsSince(began);
            if (written < memberships) {
                throw new IllegalStateException("the rows alone are " + written);
            }
            for (String table : TABLES) {
                ThrowawayDatabase.execute(connection, "DROP TABLE bare_" + table);
            }
            connection.commit();
            return seconds;
        }
    }

    private static String of(String table, String system) {
        return switch (table) {
            case "membership" -> "entitlement IN (SELECT id FROM entitlement WHERE system = '" + system + "')";
            case "account_sign_in" -> "account IN (SELECT id FROM account WHERE system = '" + system + "')";
            default -> "system = '" + system + "'";
        };
    }
}
