package dev.tenure.persistence.audit;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.transaction.Correlation;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.AuditField;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Writes events, and with each that it waits for the sequencer, in the transaction of the change. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresAuditLog implements AuditLog {

    private static final String UNIQUE_VIOLATION = "23505";

    // One statement, so that appending costs one round trip.
    private static final String APPEND = """
            WITH event AS (
                INSERT INTO audit_event
                    (event_id, type, version, occurred_at, subject_kind, subject_id, correlation_id, payload)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                RETURNING event_id, position)%s
            INSERT INTO audit_pending (position, event_id)
            SELECT position, event_id FROM event""";

    private static final String WITHOUT_DISCLOSURES = APPEND.formatted("");

    private static final String WITH_DISCLOSURES = APPEND.formatted("""
            ,
            disclosures AS (
                INSERT INTO audit_disclosure (event_id, field, salt, value, matter)
                SELECT event_id, d.field, d.salt, d.value, d.matter
                  FROM event, unnest(?, ?, ?, ?) AS d (field, salt, value, matter))""");

    private static final String OPEN = "INSERT INTO audit_opening (matter) VALUES (?) ON CONFLICT DO NOTHING";

    private final DataSource dataSource;
    private final Correlation correlation;
    private final SecureRandom random = new SecureRandom();

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresAuditLog(DataSource dataSource, Correlation correlation) {
        this.dataSource = dataSource;
        this.correlation = correlation;
    }

    @Override
    public void append(AuditEvent event) {
        String correlationId = correlation.current();
        CanonicalEvent canonical = CanonicalEvent.of(event, correlationId, this::salt);
        UUID id = event.id().value();
        List<CanonicalEvent.Disclosure> disclosures = canonical.disclosures();
        // Most events disclose nothing, and an empty part of a statement costs too.
        String statement = disclosures.isEmpty() ? WITHOUT_DISCLOSURES : WITH_DISCLOSURES;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement append = connection.prepareStatement(statement)) {
            append.setObject(1, id);
            append.setString(2, event.type().wireName());
            append.setInt(3, event.type().version());
            append.setObject(4, event.occurredAt().atOffset(ZoneOffset.UTC));
            append.setString(5, event.subject().kind());
            append.setString(6, event.subject().id());
            append.setString(7, correlationId);
            append.setBytes(8, canonical.payload());
            if (!disclosures.isEmpty()) {
                disclose(connection, append, disclosures);
            }
            append.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(
                    UNIQUE_VIOLATION.equals(e.getSQLState())
                            ? "the audit log holds an event " + id + " already; give every event a new id"
                            : "the audit event " + id + " was not written",
                    e);
        }
    }

    private static void disclose(
            Connection connection, PreparedStatement append, List<CanonicalEvent.Disclosure> disclosures)
            throws SQLException {
        append.setArray(
                9,
                connection.createArrayOf(
                        "text",
                        disclosures.stream()
                                .map(CanonicalEvent.Disclosure::field)
                                .toArray()));
        append.setArray(
                10,
                connection.createArrayOf(
                        "bytea",
                        disclosures.stream()
                                .map(CanonicalEvent.Disclosure::salt)
                                .toArray(byte[][]::new)));
        append.setArray(
                11,
                connection.createArrayOf(
                        "bytea",
                        disclosures.stream()
                                .map(CanonicalEvent.Disclosure::value)
                                .toArray(byte[][]::new)));
        append.setArray(
                12,
                connection.createArrayOf(
                        "text",
                        disclosures.stream()
                                .map(disclosure -> disclosure
                                        .matter()
                                        .map(AuditField.Matter::key)
                                        .orElse(null))
                                .toArray()));
    }

    @Override
    public void open(AuditField.Matter matter) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement open = connection.prepareStatement(OPEN)) {
            open.setString(1, matter.key());
            open.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("a confidential matter of the audit log was not opened", e);
        }
    }

    private byte[] salt() {
        byte[] salt = new byte[CanonicalEvent.SALT_LENGTH];
        random.nextBytes(salt);
        return salt;
    }
}
