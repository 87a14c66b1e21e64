package dev.tenure.benchmarks.snapshot;

import dev.tenure.benchmarks.database.ThrowawayDatabase;
import dev.tenure.benchmarks.figure.Figures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * The floor: the same file by {@code COPY} into a table without index, and one statement that takes over what is new and what
 * changed. Nobody's employment is worked out, nothing is recorded and no row is looked at for mistakes.
 */
final class BareMerge {

    private static final String COLUMNS = String.join(", ", WorkerFiles.COLUMNS);

    private static final String MERGE = """
            MERGE INTO bare_worker w USING bare_staged s ON w.worker_id = s.worker_id
            WHEN MATCHED AND (%s) IS DISTINCT FROM (%s) THEN UPDATE SET (%s) = ROW (%s)
            WHEN NOT MATCHED THEN INSERT (%s) VALUES (%s)""".formatted(of("w"), of("s"), COLUMNS, of("s"), COLUMNS, of("s"));

    private final ThrowawayDatabase database;

    BareMerge(ThrowawayDatabase database) throws SQLException {
        this.database = database;
        try (Connection connection = database.connectAsAdministrator()) {
            String columns = COLUMNS.replace(",", " text,") + " text";
            ThrowawayDatabase.execute(connection, "CREATE TABLE bare_staged (" + columns + ")");
            ThrowawayDatabase.execute(
                    connection, "CREATE TABLE bare_worker (" + columns + ", PRIMARY KEY (worker_id))");
        }
    }

    /**
     * Takes a file, in one transaction.
     *
     * @param changed how many rows of it are new or other than before
     * @return seconds
     */
    double take(Path file, int changed) throws SQLException, IOException {
        try (Connection connection = database.connectAsAdministrator();
                InputStream content = Files.newInputStream(file)) {
            connection.setAutoCommit(false);
            long began = System.nanoTime();
            ThrowawayDatabase.execute(connection, "TRUNCATE bare_staged");
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY bare_staged FROM STDIN (FORMAT csv, HEADER true)", content);
            int merged;
            try (Statement statement = connection.createStatement()) {
                merged = statement.executeUpdate(MERGE);
            }
            connection.commit();
            double seconds = Figures.secondsSince(began);
            if (merged != changed) {
                throw new IllegalStateException("the floor changed " + merged + " rows of " + changed);
            }
            return seconds;
        }
    }

    private static String of(String table) {
        return WorkerFiles.COLUMNS.stream().map(column -> table + "." + column).collect(Collectors.joining(", "));
    }
}
