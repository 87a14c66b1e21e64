package dev.tenure.persistence.schema;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.persistence.testing.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MigrationsTest {

    private final EmbeddedDatabase database = EmbeddedDatabase.startEmpty();

    @BeforeEach
    void emptyDatabase() {
        database.empty();
    }

    @AfterAll
    void stop() {
        database.close();
    }

    @Test
    void theOwnerMigratesOnceAndRepeatingAppliesNothing() throws IOException {
        long files;
        try (Stream<Path> listed = Files.list(Path.of("src/main/resources/db/migration"))) {
            files = listed.count();
        }
        assertTrue(files >= 2);
        assertEquals(files, database.migrations().migrate());
        assertEquals(0, database.migrations().migrate());
    }

    @Test
    void theApplicationValidatesWhatTheOwnerMigrated() {
        Migrations asApplication = new Migrations(database.url(), Provisioning.APPLICATION, Provisioning.APPLICATION);
        assertThrows(FlywayException.class, asApplication::validate, "an empty database is no valid one");
        database.migrations().migrate();
        assertDoesNotThrow(asApplication::validate);
    }

    @Test
    void aMigrationThatWasChangedAfterwardsIsRefused() throws SQLException {
        database.migrations().migrate();
        asOwner("UPDATE flyway_schema_history SET checksum = checksum + 1 WHERE version = '001'");
        assertThrows(FlywayException.class, () -> database.migrations().validate());
    }

    @Test
    void aReplicaOfThisVersionRunsOnTheSchemaOfALaterOne() throws SQLException {
        database.migrations().migrate();
        asOwner(
                "INSERT INTO flyway_schema_history SELECT installed_rank + 1, '999', 'later', type, 'V999__later.sql', 1,"
                        + " installed_by, installed_on, 1, true FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1");
        assertDoesNotThrow(() -> database.migrations().validate());
    }

    @Test
    void provisioningTwiceChangesNothing() throws SQLException {
        database.migrations().migrate();
        try (Connection administrator = database.connectAsAdministrator()) {
            Provisioning.provision(administrator);
        }
        assertDoesNotThrow(() -> database.migrations().validate());
    }

    private void asOwner(String sql) throws SQLException {
        try (Connection owner = database.connectAs(Provisioning.OWNER);
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
