package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedDatabaseTest {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String INVALID_PASSWORD = "28P01";
    private static final Path BINARIES =
            Path.of(System.getProperty("tenure.root", ".."), "demo", "target", "postgresql");

    private final Path folder;
    private final EmbeddedDatabase database;

    EmbeddedDatabaseTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.database = EmbeddedDatabase.start(folder.resolve("pg"), BINARIES, folder.resolve("postgres.log"));
    }

    @BeforeAll
    void theOwnerMakesATable() throws SQLException {
        run(database.owner(), "CREATE TABLE owned (x int)");
    }

    @AfterAll
    void stop() throws IOException {
        database.close();
    }

    @Test
    void theOwnerOwnsTheDatabase() throws SQLException {
        assertEquals(
                "tenure_owner",
                read(database.owner(), "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'tenure'"));
    }

    @Test
    void theApplicationMayConnectAndCreateNothing() throws SQLException {
        assertEquals("tenure_app", read(database.application(), "SELECT current_user"));

        SQLException refusal =
                assertThrows(SQLException.class, () -> run(database.application(), "CREATE TABLE mine (x int)"));
        assertEquals(INSUFFICIENT_PRIVILEGE, refusal.getSQLState());
    }

    @Test
    void nobodyHasRightsOnWhatTheOwnerMakesUntilTheyAreGranted() {
        for (DatabaseLogin login : List.of(database.application(), database.retention())) {
            SQLException refusal = assertThrows(SQLException.class, () -> read(login, "SELECT count(*) FROM owned"));
            assertEquals(INSUFFICIENT_PRIVILEGE, refusal.getSQLState());
        }
    }

    @Test
    void noRoleOfTheProductIsASuperuser() throws SQLException {
        assertEquals(
                "0",
                read(
                        database.owner(),
                        "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'tenure%' AND (rolsuper"
                                + " OR rolcreaterole OR rolcreatedb OR rolbypassrls)"));
    }

    @Test
    void everyRoleMustGiveItsPassword() {
        for (String role : List.of("postgres", "tenure_owner", "tenure_app", "tenure_retention")) {
            DatabaseLogin guess = new DatabaseLogin(database.owner().jdbcUrl(), role, "guess");
            SQLException refusal = assertThrows(SQLException.class, () -> read(guess, "SELECT 1"));
            assertEquals(INVALID_PASSWORD, refusal.getSQLState(), role);
        }
    }

    @Test
    void noPasswordIsLeftInAFile() throws IOException {
        try (var files = Files.list(folder)) {
            assertFalse(files.anyMatch(file -> file.getFileName().toString().startsWith("initdb")));
        }
    }

    @Test
    void closingStopsTheServerAndErasesTheCluster(@TempDir Path other) throws Exception {
        EmbeddedDatabase second = EmbeddedDatabase.start(other.resolve("pg"), BINARIES, other.resolve("postgres.log"));
        assertTrue(Files.exists(other.resolve("pg").resolve("postgresql.conf")));

        second.close();

        assertThrows(SQLException.class, () -> read(second.application(), "SELECT 1"));
        assertFalse(Files.exists(other.resolve("pg")));
    }

    private static void run(DatabaseLogin login, String sql) throws SQLException {
        try (Connection connection = connect(login);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String read(DatabaseLogin login, String sql) throws SQLException {
        try (Connection connection = connect(login);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }

    private static Connection connect(DatabaseLogin login) throws SQLException {
        return DriverManager.getConnection(login.jdbcUrl(), login.username(), login.password());
    }
}
