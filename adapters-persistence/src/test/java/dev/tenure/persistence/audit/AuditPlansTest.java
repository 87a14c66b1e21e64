package dev.tenure.persistence.audit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.audit.AuditTrail.Filter;
import dev.tenure.application.audit.AuditTrail.Sight;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.persistence.schema.Provisioning;
import dev.tenure.persistence.testing.DatabaseForTests;
import dev.tenure.persistence.testing.EmbeddedDatabase;
import dev.tenure.persistence.testing.InjectDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every query behind a page or the sequencer is answered from an index, shown on a log of a hundred thousand events. */
@QuarkusTest
@QuarkusTestResource(value = DatabaseForTests.class, restrictToAnnotatedClass = false)
class AuditPlansTest {

    private static final int EVENTS = 100_000;

    /** What the export and the sequencer tell the planner. */
    private static final String LOOK_UP_ONLY =
            "SELECT set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)";

    @Inject
    AuditLog log;

    @Inject
    Transactions transactions;

    @Inject
    SigningKey key;

    @Inject
    DataSource dataSource;

    @InjectDatabase
    EmbeddedDatabase database;

    @Test
    void noQueryReadsTheWholeLog() throws SQLException {
        database.reset();
        fill();
        String until = "'" + Instant.parse("2026-01-02T00:00:00Z") + "'";
        PageRequest page = PageRequest.first();
        PageRequest next = new PageRequest(50, Optional.of("50000"));
        assertIndexed(trail -> trail.list(Filter.ALL, page, Sight.EVERYBODY), "51");
        assertIndexed(trail -> trail.list(Filter.ALL, next, Sight.EVERYBODY), "50000", "51");
        assertIndexed(
                trail -> trail.list(Filter.about("account", "7"), next, Sight.EVERYBODY),
                "'account'",
                "'7'",
                "50000",
                "51");
        assertIndexed(trail -> trail.list(only("rare", null), next, Sight.EVERYBODY), "'rare'", "50000", "51");
        assertIndexed(
                trail -> trail.list(only(null, "request-7"), next, Sight.EVERYBODY), "'request-7'", "50000", "51");
        assertIndexed(
                trail -> trail.list(
                        new Filter(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(Instant.parse("2026-01-01T12:00:00Z")),
                                Optional.of(Instant.parse("2026-01-02T00:00:00Z"))),
                        page,
                        Sight.EVERYBODY),
                "'2026-01-01T12:00:00Z'",
                until,
                "51");
        assertIndexed(trail -> trail.find(UUID.randomUUID()), "'" + UUID.randomUUID() + "'");
        assertIndexed(trail -> trail.leafHash(5), "5");
    }

    @Test
    void anExportReadsAPieceAtATimeFromIndexes() throws Exception {
        database.reset();
        fill();
        FaultyDataSource recorder = recorder();
        new PostgresAuditTrail(recorder.dataSource(), key).export(new ByteArrayOutputStream());
        assertIndexed(LOOK_UP_ONLY, statement(recorder, "e.payload"), "50000", "51000");
    }

    @Test
    void theSequencerLooksUpWhatIsPending() throws SQLException {
        database.reset();
        transactions.call(now -> {
            log.append(SampleEvents.next());
            return now;
        });
        FaultyDataSource recorder = recorder();
        new PostgresAuditSequencer(recorder.dataSource(), key, new KeySuccession(Optional.empty())).sequence(1);
        fill();
        try (Connection owner = database.connectAs(Provisioning.OWNER)) {
            Sql.execute(owner, "INSERT INTO audit_pending SELECT position, event_id FROM audit_event");
            Sql.execute(owner, "ANALYZE");
        }
        assertIndexed(LOOK_UP_ONLY, statement(recorder, "FROM audit_pending ORDER BY"), "1000");
        assertIndexed(LOOK_UP_ONLY, statement(recorder, "max(leaf_index)"), "'key'");
    }

    private static String statement(FaultyDataSource recorder, String part) {
        return recorder.statements().stream()
                .filter(sql -> sql.contains(part))
                .findFirst()
                .orElseThrow();
    }

    private void assertIndexed(Consumer<PostgresAuditTrail> reading, String... values) throws SQLException {
        FaultyDataSource recorder = recorder();
        PostgresAuditTrail trail = new PostgresAuditTrail(recorder.dataSource(), key);
        transactions.call(now -> {
            reading.accept(trail);
            return now;
        });
        assertIndexed("SELECT 1", recorder.statements().getFirst(), values);
    }

    private void assertIndexed(String before, String sql, String... values) throws SQLException {
        String literal = sql;
        for (String value : values) {
            literal = literal.replaceFirst("\\?", Matcher.quoteReplacement(value));
        }
        assertFalse(literal.contains("?"), literal);
        try (Connection connection = database.connectAs(Provisioning.APPLICATION)) {
            connection.setAutoCommit(false);
            Sql.execute(connection, before);
            List<String> plan = Sql.texts(connection, "EXPLAIN " + literal);
            String month = Sql.texts(connection, "SELECT tableoid::regclass FROM audit_event LIMIT 1")
                    .getFirst();
            assertTrue(
                    plan.stream()
                            .noneMatch(line ->
                                    line.contains("Seq Scan on " + month) || line.contains("Seq Scan on audit_leaf")),
                    () -> sql + "\n" + String.join("\n", plan));
        }
    }

    /** Kills nothing: the statement of that number never comes. */
    private FaultyDataSource recorder() {
        return new FaultyDataSource(database, dataSource, FaultyDataSource.When.BEFORE, 0);
    }

    private static Filter only(@Nullable String type, @Nullable String correlationId) {
        return new Filter(
                Optional.ofNullable(type),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(correlationId),
                Optional.empty(),
                Optional.empty());
    }

    /** As the owner, and not one by one: it is the size that counts. */
    private void fill() throws SQLException {
        try (Connection owner = database.connectAs(Provisioning.OWNER)) {
            Sql.execute(owner, """
                    INSERT INTO audit_event (event_id, type, version, occurred_at, subject_kind, subject_id, correlation_id, payload)
                    SELECT overlay(audit_first_id_at(now())::text PLACING lpad(to_hex(n), 12, '0') FROM 25)::uuid,
                           CASE WHEN n %% 10000 = 0 THEN 'rare' ELSE 'usual' END, 1,
                           timestamptz '2026-01-01 00:00:00Z' + n * interval '10 s',
                           'account', (n %% 1000)::text, 'request-' || n / 10, '{}'
                      FROM generate_series(1, %d) AS n""".formatted(EVENTS));
            Sql.execute(owner, """
                    INSERT INTO audit_leaf
                    SELECT (SELECT count(*) FROM audit_leaf) + row_number() OVER (ORDER BY position) - 1, event_id,
                           decode(repeat('00', 32), 'hex')
                      FROM audit_event WHERE event_id NOT IN (SELECT event_id FROM audit_leaf)""");
            Sql.execute(owner, """
                    INSERT INTO audit_checkpoint
                    SELECT (SELECT count(*) FROM audit_checkpoint), (SELECT count(*) FROM audit_leaf),
                           decode(repeat('00', 32), 'hex'), '', ''""");
            Sql.execute(owner, "ANALYZE");
            assertTrue(Sql.number(owner, "SELECT count(*) FROM audit_leaf") >= EVENTS);
        }
    }
}
