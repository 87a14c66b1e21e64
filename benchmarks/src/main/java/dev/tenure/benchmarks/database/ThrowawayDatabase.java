package dev.tenure.benchmarks.database;

import dev.tenure.persistence.schema.Migrations;
import dev.tenure.persistence.schema.Provisioning;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL of the benchmark's own, on the loopback interface, that writes to disk as production does: the embedded
 * server's usual settings do not wait for the disk at a commit, and figures from it would mean nothing.
 */
public final class ThrowawayDatabase implements AutoCloseable {

    private static final String ADMINISTRATOR = "postgres";
    private static final String NAME = "tenure";
    private static final List<String> SETTINGS_SHOWN =
            List.of("fsync", "synchronous_commit", "shared_buffers", "max_connections");

    private final EmbeddedPostgres postgres;

    private ThrowawayDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Starts one with the product's roles and without a schema.
     *
     * @param target where the cluster and its log go; the cluster is erased at the end
     */
    public static ThrowawayDatabase start(Path target) throws IOException {
        Path log = target.resolve("bench-postgresql.log");
        Files.createDirectories(target);
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setDataDirectory(Files.createTempDirectory(target, "bench-cluster"))
                .setLocaleConfig("locale", "C.UTF-8")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100")
                .setErrorRedirector(Redirect.appendTo(log.toFile()))
                .setOutputRedirector(Redirect.appendTo(log.toFile()))
                .start();
        ThrowawayDatabase database = new ThrowawayDatabase(postgres);
        try {
            try (Connection administrator = postgres.getPostgresDatabase().getConnection()) {
                execute(administrator, "CREATE DATABASE " + NAME);
            }
            try (Connection administrator = database.connectAsAdministrator()) {
                Provisioning.provision(administrator);
            }
            return database;
        } catch (SQLException e) {
            database.close();
            throw new IOException("The benchmark's database could not be set up: see " + log, e);
        }
    }

    /** The JDBC address without a user. Every user of it is let in with any password. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + NAME;
    }

    /** Throws away what is in it, if anything, and migrates anew. Pooled connections stay good. */
    public void reset() throws SQLException {
        try (Connection administrator = connectAsAdministrator()) {
            execute(administrator, "DROP SCHEMA public CASCADE");
            execute(administrator, "CREATE SCHEMA public AUTHORIZATION pg_database_owner");
            Provisioning.provision(administrator);
        }
        new Migrations(url(), Provisioning.OWNER, Provisioning.OWNER).migrate();
    }

    /** Writes what is dirty to disk now, so that it is not written at the cost of what is measured next. */
    public void settle() throws SQLException {
        try (Connection administrator = connectAsAdministrator()) {
            execute(administrator, "VACUUM ANALYZE");
            execute(administrator, "CHECKPOINT");
        }
    }

    /** The server's version and the settings that figures depend on, as the server says them. */
    public String description() throws SQLException {
        List<String> parts = new ArrayList<>();
        try (Connection administrator = connectAsAdministrator()) {
            parts.add(show(administrator, "server_version"));
            for (String setting : SETTINGS_SHOWN) {
                parts.add(setting + " " + show(administrator, setting));
            }
        }
        return String.join(", ", parts);
    }

    /** A superuser's connection. */
    public Connection connectAsAdministrator() throws SQLException {
        return connectAs(ADMINISTRATOR);
    }

    /** A connection of one of the roles of {@link Provisioning}. */
    public Connection connectAs(String role) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url());
        return source.getConnection(role, role);
    }

    /** Stops the server and erases the cluster. */
    @Override
    public void close() throws IOException {
        postgres.close();
    }

    /** Runs one statement. */
    public static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String show(Connection connection, String setting) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + setting)) {
            row.next();
            return row.getString(1);
        }
    }
}
