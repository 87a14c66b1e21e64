package dev.tenure.persistence.testing;

import dev.tenure.persistence.schema.Migrations;
import dev.tenure.persistence.schema.Provisioning;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A PostgreSQL of its own, set up as production is: an administrator provisions the roles, the owner migrates, and whoever is
 * tested signs in as the application role.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final String ADMINISTRATOR = "postgres";
    private static final String DATABASE = "tenure";
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 3;

    private final EmbeddedPostgres postgres;

    private EmbeddedDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** Starts one on a free port, with roles and without a schema. */
    public static EmbeddedDatabase startEmpty() {
        try {
            EmbeddedPostgres postgres = startServer();
            try (Connection administrator =
                    DriverManager.getConnection(postgres.getJdbcUrl(ADMINISTRATOR, ADMINISTRATOR))) {
                try (Statement statement = administrator.createStatement()) {
                    statement.execute("CREATE DATABASE " + DATABASE);
                }
            }
            EmbeddedDatabase database = new EmbeddedDatabase(postgres);
            try (Connection administrator = database.connectAsAdministrator()) {
                Provisioning.provision(administrator);
            }
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("the embedded database was not provisioned", e);
        }
    }

    /**
     * The library looks for a free port before the server takes it, and another process may come between: then it is tried
     * again. A machine that builds something else meanwhile is slow, so the server is waited for longer than usual.
     */
    private static EmbeddedPostgres startServer() throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "60")
                        .setPGStartupWait(STARTS_WITHIN)
                        .start();
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Starts one and migrates it. */
    public static EmbeddedDatabase start() {
        EmbeddedDatabase database = startEmpty();
        database.migrations().migrate();
        return database;
    }

    /** Empties it and migrates anew. Pooled connections stay good. */
    public void reset() {
        empty();
        migrations().migrate();
    }

    /** Throws the schema away; the roles stay. */
    public void empty() {
        try (Connection administrator = connectAsAdministrator();
                Statement statement = administrator.createStatement()) {
            statement.execute("DROP SCHEMA public CASCADE");
            statement.execute("CREATE SCHEMA public AUTHORIZATION pg_database_owner");
            Provisioning.provision(administrator);
        } catch (SQLException e) {
            throw new IllegalStateException("the embedded database was not emptied", e);
        }
    }

    /** The JDBC address without a user. Every user is let in with any password. */
    public String url() {
        return "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + DATABASE;
    }

    /** The migrations, run by the owner. */
    public Migrations migrations() {
        return new Migrations(url(), Provisioning.OWNER, Provisioning.OWNER);
    }

    /** A connection of one of the roles of {@link Provisioning}. */
    public Connection connectAs(String role) throws SQLException {
        return DriverManager.getConnection(url(), role, role);
    }

    /** A superuser's connection: for setting up and for killing backends, never for showing that something is refused. */
    public Connection connectAsAdministrator() throws SQLException {
        return connectAs(ADMINISTRATOR);
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
