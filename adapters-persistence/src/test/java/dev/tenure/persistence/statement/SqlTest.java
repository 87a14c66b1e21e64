package dev.tenure.persistence.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.persistence.testing.DatabaseForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = DatabaseForTests.class, restrictToAnnotatedClass = false)
class SqlTest {

    @Inject
    Transactions transactions;

    @Inject
    DataSource dataSource;

    @Test
    void valuesComeBackAsTheyWent() {
        UUID id = UUID.randomUUID();
        Instant moment = Instant.parse("2026-03-02T12:00:00.123456Z");
        transactions.call(now -> Sql.of("SELECT ? AS id, CAST(? AS timestamptz) AS moment,", id, moment)
                .then("CAST(? AS text) AS nothing, CAST(? AS text[]) AS texts", null, new String[] {"a", "{\"b\"}"})
                .only(dataSource, row -> {
                    assertEquals(id, row.id("id"));
                    assertEquals(moment, row.moment("moment"));
                    assertEquals(Optional.empty(), row.optionalText("nothing"));
                    assertEquals(List.of("a", "{\"b\"}"), row.texts("texts"));
                    return now;
                }));
    }

    @Test
    void aMomentIsCutToWhatTheDatabaseKeepsAndNeverRoundedUp() {
        Instant fine = Instant.parse("2026-03-02T12:00:00.999999999Z");
        assertEquals(Instant.parse("2026-03-02T12:00:00.999999Z"), transactions.call(now -> Sql.of(
                        "SELECT CAST(? AS timestamptz) AS moment", fine)
                .only(dataSource, row -> row.moment("moment"))));
    }

    @Test
    void aTextWithANulIsKeptWithAMarkInItsPlace() {
        assertEquals("a\ufffdb", transactions.call(now -> Sql.of("SELECT CAST(? AS text) AS text", "a\0b")
                .only(dataSource, row -> row.text("text"))));
    }

    @Test
    void whatASearchContainsIsNoPattern() {
        for (String part : List.of("%", "_", "\\", "a%b_c\\")) {
            boolean found =
                    transactions.call(now -> Sql.of("SELECT ? LIKE ? AS found", "x" + part, Sql.containing(part))
                            .only(dataSource, row -> row.flag("found")));
            assertTrue(found, part);
        }
        assertFalse(transactions.<Boolean>call(now -> Sql.of("SELECT 'abc' LIKE ? AS found", Sql.containing("_"))
                .only(dataSource, row -> row.flag("found"))));
    }

    @Test
    void aRefusalOfTheDatabaseRepeatsNoValue() {
        IllegalStateException refusal = assertThrows(
                IllegalStateException.class,
                () -> transactions.call(now -> Sql.of(
                                "INSERT INTO worker_feed (name, headers, expressions, words, separator, quote, charset,"
                                        + " date_patterns, content, taking, zone, clock_policy, recognise_by, version)"
                                        + " VALUES (?, '{}', '{}', '{}', ',', '\"', 'UTF-8', '{}', 'SNAPSHOT', 'AT_ONCE',"
                                        + " 'UTC', 'c', 'r', 0)",
                                "secret-value")
                        .update(dataSource)));
        StringWriter logged = new StringWriter();
        refusal.printStackTrace(new PrintWriter(logged));
        assertTrue(logged.toString().contains("23514"), logged::toString);
        assertFalse(logged.toString().contains("secret-value"), logged::toString);
    }
}
