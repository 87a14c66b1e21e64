package dev.tenure.persistence.identity;

import dev.tenure.application.identity.WorkerStatements;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerRecord;
import dev.tenure.domain.identity.WorkerSource;
import dev.tenure.domain.identity.WorkerStatement;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** What sources said as rows of {@code worker_statement}, and whom they mean as rows of {@code worker_key}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresWorkerStatements implements WorkerStatements {

    private static final String SAID_BEFORE = """
            SELECT CASE WHEN ?::timestamptz IS NULL
                        THEN coalesce((SELECT content_hash = ? FROM worker_statement
                                        WHERE feed = ? AND worker_id = ?
                                        ORDER BY LEAST(as_of, received_at) DESC, received_at DESC, number DESC
                                        LIMIT 1), false)
                        ELSE EXISTS (SELECT FROM worker_statement
                                      WHERE feed = ? AND worker_id = ? AND as_of = ? AND content_hash = ?)
                   END AS said""";

    private static final String ADD = """
            INSERT INTO worker_statement (identity, feed, worker_id, as_of, received_at, version, record, content_hash)
            VALUES (?, ?, ?, ?, ?, ?, CAST(? AS jsonb), ?)""";

    private static final String STRANGER = """
             AND NOT EXISTS (SELECT FROM worker_key own WHERE own.identity = found.identity AND own.feed = ?)
             LIMIT 2""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresWorkerStatements(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Optional<IdentityId> whose(WorkerKey key) {
        return Sql.of("SELECT identity FROM worker_key WHERE feed = ? AND worker_id = ?", key.feed(), key.workerId())
                .first(dataSource, row -> new IdentityId(row.id("identity")));
    }

    @Override
    public boolean add(IdentityId identity, WorkerRecord record, Instant receivedAt) {
        WorkerKey key = record.key();
        lock("worker " + identity.value());
        Sql.of(
                        "INSERT INTO worker_key (feed, worker_id, identity) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                        key.feed(),
                        key.workerId(),
                        identity.value())
                .update(dataSource);
        if (whose(key).filter(identity::equals).isEmpty()) {
            throw new IllegalStateException("the key means somebody else");
        }
        String written = StoredWorkerRecord.write(record);
        byte[] digest = StoredWorkerRecord.digest(key, written);
        Optional<Instant> asOf = record.asOf();
        boolean wasSaid = Sql.of(
                        SAID_BEFORE,
                        asOf.orElse(null),
                        digest,
                        key.feed(),
                        key.workerId(),
                        key.feed(),
                        key.workerId(),
                        asOf.orElse(null),
                        digest)
                .only(dataSource, row -> row.flag("said"));
        if (wasSaid) {
            return false;
        }
        Sql.of(
                        ADD,
                        identity.value(),
                        key.feed(),
                        key.workerId(),
                        asOf.orElse(null),
                        receivedAt,
                        StoredWorkerRecord.VERSION,
                        written,
                        digest)
                .update(dataSource);
        return true;
    }

    @Override
    public List<WorkerStatement> of(IdentityId identity) {
        return Sql.of("SELECT * FROM worker_statement WHERE identity = ? ORDER BY number", identity.value())
                .list(
                        dataSource,
                        row -> new WorkerStatement(
                                row.number("number"),
                                StoredWorkerRecord.read(
                                        new WorkerKey(row.text("feed"), row.text("worker_id")),
                                        row.smallNumber("version"),
                                        row.text("record")),
                                row.moment("received_at")))
                .stream()
                .sorted(WorkerStatement.IN_ORDER)
                .toList();
    }

    @Override
    public Optional<IdentityId> recognise(WorkerSource source, WorkerRecord record) {
        Optional<String> address = record.profile().email().map(email -> email.toLowerCase(Locale.ROOT));
        // Also a source that recognises nobody: another that begins at the same time may recognise whom it adds.
        lock("worker id " + record.key().workerId());
        address.ifPresent(email -> lock("worker address " + email));
        List<UUID> fitting =
                switch (source.join()) {
                    case NONE -> List.of();
                    case WORKER_ID ->
                        fitting(
                                "SELECT DISTINCT identity FROM worker_key found WHERE worker_id = ?",
                                record.key().workerId(),
                                source);
                    case EMAIL ->
                        address.map(email -> fitting(
                                        "SELECT id AS identity FROM"
                                                + " (SELECT id, id AS identity, email FROM identity) found"
                                                + " WHERE lower(email) = lower(? COLLATE pg_c_utf8)",
                                        email,
                                        source))
                                .orElse(List.of());
                };
        return fitting.size() == 1 ? Optional.of(new IdentityId(fitting.getFirst())) : Optional.empty();
    }

    private List<UUID> fitting(String select, String value, WorkerSource source) {
        return Sql.of(select, value).then(STRANGER, source.name()).list(dataSource, row -> row.id("identity"));
    }

    /** Has others wait who lock the same text, until the transaction ends. */
    private void lock(String what) {
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", what).list(dataSource, row -> what);
    }
}
