package dev.tenure.persistence.audit;

import dev.tenure.application.audit.AuditTrail;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.audit.Checkpoint;
import dev.tenure.domain.audit.Hash;
import dev.tenure.domain.audit.MerkleTree;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Reads the audit log. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresAuditTrail implements AuditTrail {

    private static final String SELECT_EVENT = """
            SELECT e.position, e.event_id, e.type, e.version, e.occurred_at, e.payload, l.leaf_index
              FROM audit_event e LEFT JOIN audit_leaf l ON l.event_id = e.event_id
             WHERE true""";

    // What may not be seen does not leave the database.
    private static final String SELECT_DISCLOSURES = """
            SELECT d.event_id, d.field, CASE WHEN ? OR d.matter IS NULL OR o.matter IS NOT NULL THEN d.value END
              FROM audit_disclosure d LEFT JOIN audit_opening o ON o.matter = d.matter
             WHERE d.event_id = ANY (?)""";

    private static final String SELECT_CHECKPOINTS = """
            SELECT number, tree_size, root, note, signed_at FROM audit_checkpoint
             WHERE number < ? ORDER BY number DESC LIMIT ?""";

    private static final String SELECT_LEAF = "SELECT leaf_hash FROM audit_leaf WHERE leaf_index = ?";

    private static final String SELECT_NODE = "SELECT hash FROM audit_node WHERE level = ? AND node_index = ?";

    private final DataSource dataSource;
    private final SigningKey key;

    /** @param dataSource the application role's; takes part in JTA */
    @Inject
    PostgresAuditTrail(DataSource dataSource, SigningKey key) {
        this.dataSource = dataSource;
        this.key = key;
    }

    @Override
    public Slice<Entry> list(Filter filter, PageRequest page, Sight sight) {
        Query query = new Query(SELECT_EVENT);
        filter.type().ifPresent(type -> query.and("e.type = ?", type));
        filter.subjectKind().ifPresent(kind -> query.and("e.subject_kind = ?", kind));
        filter.subjectId().ifPresent(id -> query.and("e.subject_id = ?", id));
        filter.correlationId().ifPresent(id -> query.and("e.correlation_id = ?", id));
        filter.from().ifPresent(from -> query.and("e.occurred_at >= ?", utc(from)));
        filter.until().ifPresent(until -> query.and("e.occurred_at < ?", utc(until)));
        page.after().ifPresent(key -> query.and("e.position < ?", number(key)));
        query.then(" ORDER BY e.position DESC LIMIT ?", page.limit() + 1);
        return Slice.ofOneMore(entries(query, sight), page.limit(), Entry::key);
    }

    @Override
    public Optional<Entry> find(UUID eventId) {
        Query query = new Query(SELECT_EVENT);
        query.and("e.event_id = ?", eventId);
        return entries(query, Sight.EVERYBODY).stream().findFirst();
    }

    @Override
    public Optional<Checkpoint> latestCheckpoint() {
        return checkpoints(Long.MAX_VALUE, 1).stream().findFirst();
    }

    @Override
    public Slice<Checkpoint> checkpoints(PageRequest page) {
        long before = page.after().map(PostgresAuditTrail::number).orElse(Long.MAX_VALUE);
        return Slice.ofOneMore(
                checkpoints(before, page.limit() + 1), page.limit(), checkpoint -> Long.toString(checkpoint.number()));
    }

    @Override
    public Optional<Hash> leafHash(long index) {
        return hash(SELECT_LEAF, index);
    }

    @Override
    public MerkleTree.Nodes nodes() {
        return (level, index) -> (level == 0 ? hash(SELECT_LEAF, index) : hash(SELECT_NODE, level, index))
                .orElseThrow(() -> new IllegalStateException("the tree has no node " + index + " of level " + level));
    }

    @Override
    public String verifierKey() {
        return key.verifierKey();
    }

    @Override
    @Transactional(Transactional.TxType.NEVER)
    public long export(OutputStream out) throws IOException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                return new AuditExport(connection, key).writeTo(out);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the audit log could not be read for the export", e);
        }
    }

    private List<Entry> entries(Query query, Sight sight) {
        List<Row> rows = new ArrayList<>();
        try (Connection connection = dataSource.getConnection()) {
            try (PreparedStatement select = query.prepare(connection);
                    ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    rows.add(new Row(result));
                }
            }
            disclose(connection, rows, sight);
            return rows.stream().map(Row::entry).toList();
        } catch (SQLException e) {
            throw new IllegalStateException("the audit log could not be read", e);
        }
    }

    private static void disclose(Connection connection, List<Row> rows, Sight sight) throws SQLException {
        Map<UUID, Row> byEvent = new HashMap<>();
        rows.forEach(row -> byEvent.put(row.eventId, row));
        try (PreparedStatement select = connection.prepareStatement(SELECT_DISCLOSURES)) {
            select.setBoolean(1, sight == Sight.CONFIDENTIAL);
            select.setArray(2, connection.createArrayOf("uuid", byEvent.keySet().toArray()));
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    Row row =
                            Objects.requireNonNull(byEvent.get(result.getObject(1, UUID.class)), "an event asked for");
                    byte[] value = result.getBytes(3);
                    if (value == null) {
                        row.withheld.add(result.getString(2));
                    } else {
                        row.disclosures.put(result.getString(2), new String(value, StandardCharsets.UTF_8));
                    }
                }
            }
        }
    }

    private List<Checkpoint> checkpoints(long before, int limit) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT_CHECKPOINTS)) {
            select.setLong(1, before);
            select.setInt(2, limit);
            try (ResultSet row = select.executeQuery()) {
                List<Checkpoint> checkpoints = new ArrayList<>();
                while (row.next()) {
                    checkpoints.add(new Checkpoint(
                            row.getLong(1),
                            row.getLong(2),
                            Hash.of(row.getBytes(3)),
                            row.getString(4),
                            row.getObject(5, OffsetDateTime.class).toInstant()));
                }
                return checkpoints;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the checkpoints could not be read", e);
        }
    }

    private Optional<Hash> hash(String select, long... place) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(select)) {
            for (int i = 0; i < place.length; i++) {
                statement.setLong(i + 1, place[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(Hash.of(row.getBytes(1))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the tree could not be read", e);
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static long number(String key) {
        try {
            return Long.parseLong(key);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "after: is no key of this list; pass what the page before gave as next", e);
        }
    }

    /** A statement that grows by what is asked for. */
    private static final class Query {
        private final StringBuilder sql;
        private final List<Object> parameters = new ArrayList<>();

        Query(String start) {
            sql = new StringBuilder(start);
        }

        void and(String condition, Object parameter) {
            then(" AND " + condition, parameter);
        }

        void then(String part, Object parameter) {
            sql.append(part);
            parameters.add(parameter);
        }

        PreparedStatement prepare(Connection connection) throws SQLException {
            PreparedStatement statement = connection.prepareStatement(sql.toString());
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            return statement;
        }
    }

    /** An event as its row has it. */
    private static final class Row {
        private final String key;
        private final UUID eventId;
        private final String type;
        private final int version;
        private final Instant occurredAt;
        private final String payload;
        private final OptionalLong leafIndex;
        private final Map<String, String> disclosures = new HashMap<>();
        private final Set<String> withheld = new HashSet<>();

        Row(ResultSet row) throws SQLException {
            key = row.getString(1);
            eventId = row.getObject(2, UUID.class);
            type = row.getString(3);
            version = row.getInt(4);
            occurredAt = row.getObject(5, OffsetDateTime.class).toInstant();
            payload = new String(row.getBytes(6), StandardCharsets.UTF_8);
            long index = row.getLong(7);
            leafIndex = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(index);
        }

        Entry entry() {
            return new Entry(key, eventId, type, version, occurredAt, payload, disclosures, withheld, leafIndex);
        }
    }
}
