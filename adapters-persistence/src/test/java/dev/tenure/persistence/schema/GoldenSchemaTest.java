package dev.tenure.persistence.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.persistence.testing.EmbeddedDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The schema that the migrations make, as the catalogue tells it, is the one that was reviewed. After an intended change run
 * with {@code -Dgolden.update=true} and read the difference.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenSchemaTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/schema.txt");

    private final EmbeddedDatabase database = EmbeddedDatabase.start();

    @AfterAll
    void stop() {
        database.close();
    }

    @Test
    void theSchemaIsTheGoldenOne() throws Exception {
        List<String> actual;
        try (Connection administrator = database.connectAsAdministrator()) {
            actual = describe(administrator);
        }
        assertTrue(actual.size() > 100, "the catalogue query sees " + actual.size() + " lines only");
        if (Boolean.getBoolean("golden.update")) {
            Files.write(GOLDEN, actual);
        }
        assertEquals(Files.readString(GOLDEN), String.join("\n", actual) + "\n");
    }

    @Test
    void aChangeOfTheSchemaOrOfARightIsSeen() throws Exception {
        try (Connection administrator = database.connectAsAdministrator();
                Statement statement = administrator.createStatement()) {
            administrator.setAutoCommit(false);
            for (String change : List.of(
                    "ALTER TABLE request_key ADD COLUMN planted text",
                    "ALTER TABLE request_key ALTER COLUMN created DROP NOT NULL",
                    "CREATE INDEX planted ON request_key (created)",
                    "ALTER TABLE request_key ADD CHECK (key <> '')",
                    "GRANT UPDATE ON audit_leaf TO tenure_app",
                    "GRANT SELECT (value) ON audit_disclosure TO tenure_retention",
                    "GRANT EXECUTE ON FUNCTION audit_make_partition(date) TO tenure_app",
                    "GRANT CREATE ON SCHEMA public TO tenure_app",
                    "ALTER TABLE audit_leaf DISABLE TRIGGER refuse_change",
                    "ALTER FUNCTION audit_make_partitions(integer) SECURITY INVOKER",
                    "ALTER EVENT TRIGGER tenure_refuse_drop DISABLE",
                    "ALTER TABLE audit_leaf OWNER TO tenure_app",
                    "ALTER ROLE tenure_app CREATEDB",
                    "GRANT tenure_retention TO tenure_app")) {
                List<String> before = describe(administrator);
                statement.execute(change);
                assertNotEquals(before, describe(administrator), () -> "not seen: " + change);
                administrator.rollback();
                assertEquals(before, describe(administrator));
            }
        }
    }

    private static List<String> describe(Connection connection) throws SQLException, IOException {
        String query;
        try (InputStream in = Objects.requireNonNull(GoldenSchemaTest.class.getResourceAsStream("/catalogue.sql"))) {
            query = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        // The months differ from one day to the next and are all alike: they fall together.
        TreeSet<String> lines = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                lines.add(row.getString(1).replaceAll("(audit_event)_\\d{4}_\\d{2}", "$1_YYYY_MM"));
            }
        }
        return List.copyOf(lines);
    }
}
