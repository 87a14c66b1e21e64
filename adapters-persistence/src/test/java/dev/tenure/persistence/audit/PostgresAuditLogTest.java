package dev.tenure.persistence.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.audit.AuditSequencer;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.EventId;
import dev.tenure.domain.audit.EventType;
import dev.tenure.persistence.schema.Provisioning;
import dev.tenure.persistence.testing.DatabaseForTests;
import dev.tenure.persistence.testing.EmbeddedDatabase;
import dev.tenure.persistence.testing.InjectDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = DatabaseForTests.class, restrictToAnnotatedClass = false)
class PostgresAuditLogTest {

    private static final String COUNTS = """
            SELECT (SELECT count(*) FROM audit_event) || ' events, ' || (SELECT count(*) FROM audit_pending) || ' pending, '
                || (SELECT count(*) FROM audit_disclosure) || ' disclosed'""";

    @Inject
    AuditLog log;

    @Inject
    AuditSequencer sequencer;

    @Inject
    Transactions transactions;

    @Inject
    CorrelationForTests correlation;

    @InjectDatabase
    EmbeddedDatabase database;

    @BeforeEach
    void emptyDatabase() {
        database.reset();
        correlation.set(CorrelationForTests.USUAL);
    }

    @Test
    void anEventIsWrittenWithWhatItIsFoundBy() throws SQLException {
        correlation.set("request-7");
        UUID id = SampleEvents.newId();
        append(AuditEvent.of(
                        new EventId(id),
                        EventType.SYSTEM_REGISTERED,
                        SampleEvents.NOON,
                        new Actor.Person("subject-1"),
                        new AuditEvent.Subject("system", "directory-1"))
                .with("protocol", "ldap")
                .withPersonal("owner", "Sample Person")
                .withPersonal("deputy", "Second Sample \ud83d\ude00")
                .done());
        assertEquals(List.of("1 events, 1 pending, 2 disclosed"), asApplication(COUNTS));
        assertEquals(
                List.of("system-registered " + EventType.SYSTEM_REGISTERED.version()
                        + " 2026-03-01 12:00:00+00 system directory-1 request-7"),
                asApplication(
                        "SELECT concat_ws(' ', type, version, occurred_at, subject_kind, subject_id, correlation_id)"
                                + " FROM audit_event"));
        String payload = asApplication("SELECT convert_from(payload, 'UTF8') FROM audit_event")
                .getFirst();
        assertTrue(payload.startsWith(
                "{\"actor\":{\"id\":\"subject-1\",\"kind\":\"person\"},\"correlation\":\"request-7\","));
        assertEquals(
                List.of("deputy=Second Sample \ud83d\ude00", "owner=Sample Person"),
                asApplication("SELECT field || '=' || convert_from(value, 'UTF8') FROM audit_disclosure"
                        + " WHERE event_id = '" + id + "' ORDER BY field"));
    }

    @Test
    void theSameValueTwiceHasTwoSaltsSoThatItIsNotRecognised() throws SQLException {
        append(SampleEvents.next(), SampleEvents.next());
        List<String> salts = asApplication("SELECT salt FROM audit_disclosure");
        assertNotEquals(salts.get(0), salts.get(1));
    }

    @Test
    void anIdThatIsInTheLogIsRefusedWhetherPendingOrSequenced() throws SQLException {
        AuditEvent event = SampleEvents.next();
        append(event);
        IllegalStateException pending = assertThrows(IllegalStateException.class, () -> append(event));
        assertTrue(pending.toString().contains("give every event a new id"), pending.toString());
        assertEquals(1, sequencer.sequence(10).orElseThrow());
        assertThrows(IllegalStateException.class, () -> append(event));
        assertEquals(List.of("1 events, 0 pending, 1 disclosed"), asApplication(COUNTS));
    }

    @Test
    void ofManyAtOnceWithOneIdOneIsWritten() throws Exception {
        AuditEvent event = SampleEvents.next();
        int refused = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Boolean>> attempts = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                attempts.add(threads.submit(() -> {
                    try {
                        append(event);
                        return false;
                    } catch (IllegalStateException e) {
                        return true;
                    }
                }));
            }
            for (Future<Boolean> attempt : attempts) {
                refused += attempt.get() ? 1 : 0;
            }
        }
        assertEquals(11, refused);
        assertEquals(List.of("1 events, 1 pending, 1 disclosed"), asApplication(COUNTS));
    }

    private void append(AuditEvent... events) {
        transactions.call(now -> {
            for (AuditEvent event : events) {
                log.append(event);
            }
            return now;
        });
    }

    private List<String> asApplication(String sql) throws SQLException {
        try (Connection connection = database.connectAs(Provisioning.APPLICATION)) {
            return Sql.texts(connection, sql);
        }
    }
}
