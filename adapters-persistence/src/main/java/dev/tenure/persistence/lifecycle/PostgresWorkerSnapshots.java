package dev.tenure.persistence.lifecycle;

import dev.tenure.application.lifecycle.WorkerSnapshots;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerSnapshot;
import dev.tenure.persistence.identity.StoredWorkerRecord;
import dev.tenure.persistence.paging.Keyset;
import dev.tenure.persistence.statement.Columns;
import dev.tenure.persistence.statement.CopyRows;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots as rows of {@code worker_snapshot}. Their good rows are staged in {@code worker_row} until the snapshot ends; what
 * each feed said last of each worker stays in {@code worker_record} as a digest.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresWorkerSnapshots implements WorkerSnapshots {

    /** How many lines a rejection names. A broken file may repeat one worker on every line. */
    private static final int LINES_NAMED = 10;

    private static final String ROW_COLUMNS = "worker_row (snapshot, line, worker_id, version, record, content_hash)";

    private static final String REJECT_REPEATED = """
            WITH repeated AS (
                SELECT worker_id,
                       (array_agg(line ORDER BY line))[1:?] AS named,
                       count(*) AS lines
                  FROM worker_row
                 WHERE snapshot = ? AND NOT duplicate
                 GROUP BY worker_id HAVING count(*) > 1),
            marked AS (
                UPDATE worker_row r SET duplicate = true
                  FROM repeated
                 WHERE r.snapshot = ? AND r.worker_id = repeated.worker_id
                RETURNING r.line, repeated.named, repeated.lines)
            INSERT INTO worker_rejection (snapshot, line, field, reason)
            SELECT ?, line, 'worker_id',
                   'stands on ' || lines || ' lines (' || array_to_string(named, ', ')
                   || CASE WHEN lines > cardinality(named) THEN ', ...' ELSE '' END
                   || '): keep the right one'
              FROM marked ORDER BY line""";

    private static final String COUNT = """
            SELECT good + bad AS row_count, good, bad AS rejected, changed, absent
              FROM (SELECT count(*) FILTER (WHERE NOT duplicate) AS good,
                           count(*) FILTER (WHERE taken) AS changed
                      FROM worker_row WHERE snapshot = ?) rows,
                   (SELECT count(DISTINCT line) AS bad FROM worker_rejection WHERE snapshot = ?) rejections,
                   (SELECT count(*) AS absent
                      FROM worker_snapshot s JOIN worker_record w ON w.feed = s.feed
                     WHERE s.id = ?
                       AND NOT EXISTS (SELECT FROM worker_row r WHERE r.snapshot = s.id AND r.worker_id = w.worker_id)
                   ) workers""";

    // Only the oldest of a feed is looked at, locked or not: facts of one feed never overtake each other.
    private static final String NEXT_TO_APPLY = """
            SELECT * FROM worker_snapshot s
             WHERE state = 'received'
               AND NOT EXISTS (SELECT FROM worker_snapshot earlier
                                WHERE earlier.state = 'received' AND earlier.feed = s.feed
                                  AND (earlier.received_at, earlier.id) < (s.received_at, s.id))
             ORDER BY received_at, id LIMIT 1 FOR UPDATE OF s SKIP LOCKED""";

    // A subquery for each row, in the order of lines: it ends with the limit. As a join the whole file would be
    // compared again
    // for every share that is taken.
    private static final String CHANGED = """
            WITH file AS MATERIALIZED (SELECT feed FROM worker_snapshot WHERE id = ?)
            SELECT (SELECT feed FROM file) AS feed, r.*
              FROM worker_row r
             WHERE r.snapshot = ? AND NOT r.taken AND NOT r.duplicate
               AND (SELECT w.content_hash FROM worker_record w
                     WHERE w.feed = (SELECT feed FROM file) AND w.worker_id = r.worker_id)
                   IS DISTINCT FROM r.content_hash
             ORDER BY r.line LIMIT ?""";

    private static final String TAKE = """
            WITH row AS (
                UPDATE worker_row SET taken = true WHERE snapshot = ? AND line = ? AND NOT duplicate
                RETURNING snapshot, worker_id, content_hash)
            INSERT INTO worker_record (feed, worker_id, content_hash, snapshot)
            SELECT s.feed, row.worker_id, row.content_hash, s.id FROM row JOIN worker_snapshot s ON s.id = row.snapshot
            ON CONFLICT (feed, worker_id)
            DO UPDATE SET content_hash = EXCLUDED.content_hash, snapshot = EXCLUDED.snapshot""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresWorkerSnapshots(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Optional<WorkerSnapshot> find(SnapshotId id) {
        return Sql.of("SELECT * FROM worker_snapshot WHERE id = ?", id.value())
                .first(dataSource, PostgresWorkerSnapshots::snapshot);
    }

    @Override
    public Slice<WorkerSnapshot> list(PageRequest page) {
        Sql select = Sql.of("SELECT * FROM worker_snapshot");
        page.after()
                .map(after -> Keyset.read(after, 2))
                .ifPresent(last -> select.then(" WHERE (received_at, id) < (?, ?)", last.moment(0), last.id(1)));
        select.then(" ORDER BY received_at DESC, id DESC LIMIT ?", page.limit() + 1);
        return Slice.ofOneMore(
                select.list(dataSource, PostgresWorkerSnapshots::snapshot),
                page.limit(),
                snapshot -> Keyset.of(
                        snapshot.receipt().receivedAt(), snapshot.receipt().id().value()));
    }

    @Override
    public void begin(WorkerSnapshot.Arriving arriving) {
        WorkerSnapshot.Receipt receipt = arriving.receipt();
        Sql.of(
                        "INSERT INTO worker_snapshot (id, feed, sent_by, received_at, state) VALUES (?, ?, ?, ?, ?)",
                        receipt.id().value(),
                        receipt.feed(),
                        receipt.by(),
                        receipt.receivedAt(),
                        arriving.label())
                .update(dataSource);
    }

    @Override
    public void stage(SnapshotId id, List<StagedRow> rows) {
        CopyRows copy = new CopyRows();
        for (StagedRow row : rows) {
            String written = StoredWorkerRecord.write(row.record());
            copy.add(
                    id.value(),
                    row.line(),
                    row.record().key().workerId(),
                    StoredWorkerRecord.VERSION,
                    written,
                    StoredWorkerRecord.digest(row.record().key(), written));
        }
        copy.copy(dataSource, ROW_COLUMNS);
    }

    @Override
    public void reject(SnapshotId id, List<Rejection> rejections) {
        CopyRows copy = new CopyRows();
        for (Rejection rejection : rejections) {
            copy.add(id.value(), rejection.line(), rejection.field(), rejection.reason());
        }
        copy.copy(dataSource, "worker_rejection (snapshot, line, field, reason)");
    }

    @Override
    public WorkerSnapshot.Counts settle(SnapshotId id) {
        // What was just copied is unknown to the planner.
        Sql.of("ANALYZE worker_row").update(dataSource);
        Sql.of(REJECT_REPEATED, LINES_NAMED, id.value(), id.value(), id.value()).update(dataSource);
        return counted(id);
    }

    @Override
    public void save(WorkerSnapshot snapshot) {
        UUID id = snapshot.receipt().id().value();
        int changed =
                switch (snapshot) {
                    case WorkerSnapshot.Arriving arriving -> 0;
                    case WorkerSnapshot.Received received -> end(received, received.counts(), null, null, "arriving");
                    case WorkerSnapshot.Applied applied ->
                        end(applied, applied.counts(), applied.appliedAt(), null, "received");
                    case WorkerSnapshot.Refused refused -> end(refused, null, null, refused.reason(), "arriving");
                };
        if (changed != 1) {
            throw new IllegalStateException(
                    "the snapshot is in the state " + snapshot.label() + " or in a later one already");
        }
        if (snapshot instanceof WorkerSnapshot.Applied || snapshot instanceof WorkerSnapshot.Refused) {
            Sql.of("DELETE FROM worker_row WHERE snapshot = ?", id).update(dataSource);
        }
    }

    private int end(
            WorkerSnapshot next,
            WorkerSnapshot.@Nullable Counts counts,
            @Nullable Instant appliedAt,
            @Nullable String reason,
            String from) {
        Sql update = Sql.of(
                "UPDATE worker_snapshot SET state = ?, applied_at = ?, reason = ?", next.label(), appliedAt, reason);
        if (counts != null) {
            update.then(
                    ", row_count = ?, good = ?, rejected = ?, changed = ?, absent = ?",
                    counts.rows(),
                    counts.good(),
                    counts.rejected(),
                    counts.changed(),
                    counts.absent());
        }
        return update.then(" WHERE id = ? AND state = ?", next.receipt().id().value(), from)
                .update(dataSource);
    }

    @Override
    public Optional<WorkerSnapshot.Received> nextToApply() {
        return Sql.of(NEXT_TO_APPLY).first(dataSource, row -> new WorkerSnapshot.Received(receipt(row), counts(row)));
    }

    @Override
    public List<StagedRow> changed(SnapshotId id, int limit) {
        return Sql.of(CHANGED, id.value(), id.value(), limit).list(dataSource, PostgresWorkerSnapshots::stagedRow);
    }

    @Override
    public void taken(SnapshotId id, StagedRow row) {
        if (Sql.of(TAKE, id.value(), row.line()).update(dataSource) != 1) {
            throw new IllegalStateException("line " + row.line() + ": is no good row of this snapshot");
        }
    }

    @Override
    public void forget(WorkerKey key) {
        // No record has this digest.
        Sql.of(
                        "UPDATE worker_record SET content_hash = ? WHERE feed = ? AND worker_id = ?",
                        new byte[32],
                        key.feed(),
                        key.workerId())
                .update(dataSource);
    }

    @Override
    public WorkerSnapshot.Counts count(SnapshotId id) {
        return find(id).flatMap(snapshot -> switch (snapshot) {
                    case WorkerSnapshot.Applied applied -> Optional.of(applied.counts());
                    case WorkerSnapshot.Arriving arriving -> Optional.empty();
                    case WorkerSnapshot.Received received -> Optional.empty();
                    case WorkerSnapshot.Refused refused -> Optional.empty();
                })
                .orElseGet(() -> counted(id));
    }

    @Override
    public Slice<Rejection> rejections(SnapshotId id, PageRequest page) {
        record Numbered(long number, Rejection rejection) {}
        Sql select = Sql.of("SELECT * FROM worker_rejection WHERE snapshot = ?", id.value());
        page.after()
                .map(after -> Keyset.read(after, 2))
                .ifPresent(last -> select.then(" AND (line, number) > (?, ?)", last.number(0), last.number(1)));
        select.then(" ORDER BY line, number LIMIT ?", page.limit() + 1);
        List<Numbered> found = select.list(
                dataSource,
                row -> new Numbered(
                        row.number("number"),
                        new Rejection(row.number("line"), row.optionalText("field"), row.text("reason"))));
        return Slice.ofOneMore(
                        found,
                        page.limit(),
                        numbered -> Keyset.of(numbered.rejection().line(), numbered.number()))
                .map(Numbered::rejection);
    }

    private WorkerSnapshot.Counts counted(SnapshotId id) {
        return Sql.of(COUNT, id.value(), id.value(), id.value()).only(dataSource, PostgresWorkerSnapshots::counts);
    }

    private static WorkerSnapshot snapshot(Columns row) throws SQLException {
        WorkerSnapshot.Receipt receipt = receipt(row);
        return switch (row.text("state")) {
            case "arriving" -> new WorkerSnapshot.Arriving(receipt);
            case "received" -> new WorkerSnapshot.Received(receipt, counts(row));
            case "applied" -> new WorkerSnapshot.Applied(receipt, counts(row), row.moment("applied_at"));
            case "refused" -> new WorkerSnapshot.Refused(receipt, row.text("reason"));
            default -> throw new IllegalStateException("state: holds what this version does not know");
        };
    }

    private static WorkerSnapshot.Receipt receipt(Columns row) throws SQLException {
        return new WorkerSnapshot.Receipt(
                new SnapshotId(row.id("id")), row.text("feed"), row.text("sent_by"), row.moment("received_at"));
    }

    private static WorkerSnapshot.Counts counts(Columns row) throws SQLException {
        return new WorkerSnapshot.Counts(
                row.number("row_count"),
                row.number("good"),
                row.number("rejected"),
                row.number("changed"),
                row.number("absent"));
    }

    private static StagedRow stagedRow(Columns row) throws SQLException {
        return new StagedRow(
                row.number("line"),
                StoredWorkerRecord.read(
                        new WorkerKey(row.text("feed"), row.text("worker_id")),
                        row.smallNumber("version"),
                        row.text("record")));
    }
}
