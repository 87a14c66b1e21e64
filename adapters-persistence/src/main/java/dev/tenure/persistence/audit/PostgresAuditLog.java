package dev.tenure.persistence.audit;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.transaction.Correlation;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.AuditField;
import dev.tenure.persistence.transaction.UnitOfWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes events, and with each that it waits for the sequencer, in the transaction of the change. Nobody reads an event before
 * the transaction that caused it has committed, so those of one transaction are written together at its end.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresAuditLog implements AuditLog {

    private static final String UNIQUE_VIOLATION = "23505";

    /** So many are kept at most. */
    private static final int AT_ONCE = 500;

    // One statement, so that it costs one round trip. A position is given to each row in the order of the rows.
    private static final String APPEND = """
            WITH event AS (
                INSERT INTO audit_event
                    (event_id, type, version, occurred_at, subject_kind, subject_id, correlation_id, payload)
                SELECT event_id, type, version, occurred_at, subject_kind, subject_id, correlation_id, payload
                  FROM unnest(?, ?, ?, ?, ?, ?, ?, ?) WITH ORDINALITY
                       AS e (event_id, type, version, occurred_at, subject_kind, subject_id, correlation_id, payload, n)
                 ORDER BY n
                RETURNING event_id, position)%s
            INSERT INTO audit_pending (position, event_id)
            SELECT position, event_id FROM event""";

    private static final String WITHOUT_DISCLOSURES = APPEND.formatted("");

    private static final String WITH_DISCLOSURES = APPEND.formatted("""
            ,
            disclosures AS (
                INSERT INTO audit_disclosure (event_id, field, salt, value, matter)
                SELECT event_id, field, salt, value, matter
                  FROM unnest(?, ?, ?, ?, ?) AS d (event_id, field, salt, value, matter))""");

    private static final String OPEN = "INSERT INTO audit_opening (matter) VALUES (?) ON CONFLICT DO NOTHING";

    private final DataSource dataSource;
    private final TransactionSynchronizationRegistry registry;
    private final Correlation correlation;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param dataSource the application role's; takes part in JTA
     * @param registry of JTA's transactions
     */
    public PostgresAuditLog(
            DataSource dataSource, TransactionSynchronizationRegistry registry, Correlation correlation) {
        this.dataSource = dataSource;
        this.registry = registry;
        this.correlation = correlation;
    }

    @Override
    public void append(AuditEvent event) {
        String correlationId = correlation.current();
        UnitOfWork.present(registry)
                .kept(Appends.class, Appends::new)
                .add(new Append(event, correlationId, CanonicalEvent.of(event, correlationId, this::salt)));
    }

    /** An event as it will be written. */
    private record Append(AuditEvent event, String correlationId, CanonicalEvent canonical) {}

    /** A disclosure, and whose. */
    private record Disclosed(UUID event, CanonicalEvent.Disclosure disclosure) {}

    /** The events of one transaction that are not written yet. */
    private final class Appends implements UnitOfWork.LastWrite {

        private final List<Append> kept = new ArrayList<>();

        void add(Append append) {
            kept.add(append);
            if (kept.size() == AT_ONCE) {
                write();
            }
        }

        @Override
        public void write() {
            if (!kept.isEmpty()) {
                PostgresAuditLog.this.write(kept);
                kept.clear();
            }
        }
    }

    private void write(List<Append> appends) {
        List<Disclosed> disclosed = appends.stream()
                .flatMap(append -> append.canonical().disclosures().stream()
                        .map(disclosure -> new Disclosed(append.event().id().value(), disclosure)))
                .toList();
        // Most events disclose nothing, and an empty part of a statement costs too.
        String statement = disclosed.isEmpty() ? WITHOUT_DISCLOSURES : WITH_DISCLOSURES;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement append = connection.prepareStatement(statement)) {
            Arrays<Append> events = new Arrays<>(append, 0, appends);
            events.add("uuid", one -> one.event().id().value());
            events.add("text", one -> one.event().type().wireName());
            events.add("int4", one -> one.event().type().version());
            events.add("timestamptz", one -> one.event().occurredAt().atOffset(ZoneOffset.UTC));
            events.add("text", one -> one.event().subject().kind());
            events.add("text", one -> one.event().subject().id());
            events.add("text", Append::correlationId);
            events.addBytes(one -> one.canonical().payload());
            if (!disclosed.isEmpty()) {
                Arrays<Disclosed> values = new Arrays<>(append, events.last, disclosed);
                values.add("uuid", Disclosed::event);
                values.add("text", one -> one.disclosure().field());
                values.addBytes(one -> one.disclosure().salt());
                values.addBytes(one -> one.disclosure().value());
                values.add("text", one -> one.disclosure()
                        .matter()
                        .map(AuditField.Matter::key)
                        .orElse(null));
            }
            append.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(
                    UNIQUE_VIOLATION.equals(e.getSQLState())
                            ? "the audit log holds one of these events already; give every event a new id"
                            : appends.size() + " audit events were not written",
                    e);
        }
    }

    /** Binds columns of rows, each as an array, to the parameters of a statement one after the other. */
    private static final class Arrays<T> {
        private final PreparedStatement statement;
        private final List<T> rows;
        private int last;

        Arrays(PreparedStatement statement, int last, List<T> rows) {
            this.statement = statement;
            this.last = last;
            this.rows = rows;
        }

        void add(String type, Function<T, @Nullable Object> column) throws SQLException {
            bind(type, rows.stream().map(column).toArray());
        }

        void addBytes(Function<T, byte[]> column) throws SQLException {
            bind("bytea", rows.stream().map(column).toArray(byte[][]::new));
        }

        private void bind(String type, Object[] values) throws SQLException {
            last++;
            statement.setArray(last, statement.getConnection().createArrayOf(type, values));
        }
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
