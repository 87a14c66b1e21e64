package dev.tenure.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * PostgreSQL in a folder, with the roles of DESIGN section 7: the owner of the schema, the application that owns nothing,
 * and retention. It listens on the loopback interface alone and asks every role for its password, the superuser too.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final Duration START_BOUND = Duration.ofSeconds(60);
    private static final String DATABASE = "tenure";
    private static final String OWNER = "tenure_owner";
    private static final String APPLICATION = "tenure_app";
    private static final String RETENTION = "tenure_retention";

    private final EmbeddedPostgres postgres;
    private final DatabaseLogin owner;
    private final DatabaseLogin application;
    private final DatabaseLogin retention;

    private EmbeddedDatabase(EmbeddedPostgres postgres) throws SQLException {
        this.postgres = postgres;
        this.owner = login(OWNER);
        this.application = login(APPLICATION);
        this.retention = login(RETENTION);
        createRolesAndDatabase();
    }

    /**
     * Creates a new cluster and starts it.
     *
     * @param folder where the cluster goes; {@link #close} erases it
     * @param binaries where PostgreSQL itself is unpacked, once for all runs
     * @param log the server's log
     * @throws IOException when the server does not start; the log says why
     */
    static EmbeddedDatabase start(Path folder, Path binaries, Path log) throws IOException {
        Files.createDirectories(binaries);
        String superuser = DevelopmentCredential.fresh();
        Path passwordFile = Files.createTempFile(
                log.toAbsolutePath().resolveSibling(""),
                "initdb",
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(passwordFile, superuser);
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(folder)
                    .setOverrideWorkingDirectory(binaries.toFile())
                    // The launcher closes what it started in its own order: the application goes before its database.
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(START_BOUND)
                    // These reach initdb as options. Its built-in choice trusts everybody on the machine.
                    .setLocaleConfig("locale", "C.UTF-8")
                    .setLocaleConfig("auth-host", "scram-sha-256")
                    .setLocaleConfig("pwfile", passwordFile.toString())
                    .setConnectConfig("password", superuser)
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setErrorRedirector(Redirect.appendTo(log.toFile()))
                    .setOutputRedirector(Redirect.appendTo(log.toFile()))
                    .start();
            try {
                return new EmbeddedDatabase(postgres);
            } catch (SQLException e) {
                postgres.close();
                throw new IOException("The database's roles could not be created: see " + log, e);
            }
        } finally {
            Files.delete(passwordFile);
        }
    }

    /** Owns the schema; {@code --migrate} signs in as this role. */
    DatabaseLogin owner() {
        return owner;
    }

    /** What serves signs in as this role. It owns nothing and may create nothing. */
    DatabaseLogin application() {
        return application;
    }

    /** Drops sealed partitions of the audit log. */
    DatabaseLogin retention() {
        return retention;
    }

    /** Stops the server and erases the cluster. Closing twice does nothing more. */
    @Override
    public void close() throws IOException {
        postgres.close();
    }

    private DatabaseLogin login(String role) {
        return new DatabaseLogin(
                "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + DATABASE,
                role,
                DevelopmentCredential.fresh());
    }

    private void createRolesAndDatabase() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (DatabaseLogin login : new DatabaseLogin[] {owner, application, retention}) {
                // A role's password cannot be a bound parameter; ours has no character that a literal would mind.
                statement.execute("CREATE ROLE " + login.username() + " LOGIN PASSWORD '" + login.password() + "'");
            }
            statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + OWNER);
            statement.execute("REVOKE ALL ON DATABASE " + DATABASE + " FROM PUBLIC");
            statement.execute(
                    "GRANT CONNECT, TEMPORARY ON DATABASE " + DATABASE + " TO " + APPLICATION + ", " + RETENTION);
        }
    }
}
