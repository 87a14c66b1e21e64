package dev.tenure.persistence.lifecycle;

import dev.tenure.application.lifecycle.WorkerSnapshots;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.WorkerFeed;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Snapshots as rows of {@code worker_snapshot}. Their good rows are staged in {@code worker_row} until the snapshot ends; what
 * each feed said last of each worker stays in {@code worker_record} as a digest.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresWorkerSnapshots implements WorkerSnapshots {

    /** How many lines a rejection names. A broken file may repeat one worker on every line. */
    private static final int LINES_NAMED = 10;

    private static final String ROW_COLUMNS =
            "worker_row (snapshot, line, worker_id, kind, version, record, content_hash)";

    /** Of a snapshot {@code s} and what its feed said last of a worker, {@code w}. */
    static final String ABSENT = """
            CASE s.content
                 WHEN 'DELTA' THEN EXISTS (SELECT FROM worker_row r
                                            WHERE r.snapshot = s.id AND r.worker_id = w.worker_id
                                              AND r.kind = 'gone' AND NOT r.duplicate)
                 ELSE NOT EXISTS (SELECT FROM worker_row r
                                   WHERE r.snapshot = s.id AND r.worker_id = w.worker_id
                                     AND (r.kind <> 'gone' OR r.duplicate)) END""";

    private static final String REJECT_REPEATED = """
            WITH repeated AS (
                SELECT worker_id,
                       (array_agg(line ORDER BY line))[1:?] AS named,
                       count(*) AS lines
                  FROM worker_row
                 WHERE snapshot = ? AND NOT duplicate AND kind <> 'rejected'
                 GROUP BY worker_id HAVING count(*) > 1),
            marked AS (
                UPDATE worker_row r SET duplicate = true
                  FROM repeated
                 WHERE r.snapshot = ? AND r.worker_id = repeated.worker_id AND r.kind <> 'rejected'
                RETURNING r.line, repeated.named, repeated.lines)
            INSERT INTO worker_rejection (snapshot, line, field, reason)
            SELECT ?, line, 'worker_id',
                   'stands on ' || lines || ' lines (' || array_to_string(named, ', ')
                   || CASE WHEN lines > cardinality(named) THEN ', ...' ELSE '' END
                   || '): keep the right one'
              FROM marked ORDER BY line""";

    private static final String COUNT = """
            SELECT good + bad AS row_count, good, bad AS rejected, changed, absent
              FROM (SELECT count(*) FILTER (WHERE NOT duplicate AND NOT aside AND kind <> 'rejected') AS good,
                           count(*) FILTER (WHERE taken) AS changed
                      FROM worker_row WHERE snapshot = ?) rows,
                   (SELECT count(DISTINCT line) AS bad FROM worker_rejection WHERE snapshot = ?) rejections,
                   (SELECT count(*) AS absent
                      FROM worker_snapshot s JOIN worker_record w ON w.feed = s.feed
                     WHERE s.id = ? AND %s) workers""".formatted(ABSENT);

    // Only the oldest of a feed is looked at, locked or not: facts of one feed never overtake each other.
    private static final String NEXT_TO_APPLY = """
            SELECT * FROM worker_snapshot s
             WHERE state = 'received'
               AND NOT EXISTS (SELECT FROM worker_snapshot earlier
                                WHERE earlier.state = 'received' AND earlier.feed = s.feed
                                  AND (earlier.received_at, earlier.id) < (s.received_at, s.id))
             ORDER BY received_at, id LIMIT 1 FOR UPDATE OF s SKIP LOCKED""";

    // A subquery for each row, in the order of lines: it ends with the limit. As a join the whole file would be
    // compared again for every share that is taken.
    private static final String CHANGED = """
            WITH file AS MATERIALIZED (SELECT feed FROM worker_snapshot WHERE id = ?)
            SELECT (SELECT feed FROM file) AS feed, r.*
              FROM worker_row r
             WHERE r.snapshot = ? AND r.kind = 'record' AND NOT r.taken AND NOT r.duplicate AND NOT r.aside
               AND r.line > ?
               AND (SELECT w.content_hash FROM worker_record w
                     WHERE w.feed = (SELECT feed FROM file) AND w.worker_id = r.worker_id)
                   IS DISTINCT FROM r.content_hash
             ORDER BY r.line LIMIT ?""";

    private static final String LAST_DONE =
            "SELECT coalesce(max(line), 0) AS line FROM worker_row WHERE snapshot = ? AND (taken OR aside)";

    private static final String TAKE = """
            WITH row AS (
                UPDATE worker_row SET taken = true
                 WHERE snapshot = ? AND line = ? AND kind = 'record' AND NOT duplicate
                RETURNING snapshot, worker_id, content_hash)
            INSERT INTO worker_record (feed, worker_id, content_hash, snapshot)
            SELECT s.feed, row.worker_id, row.content_hash, s.id FROM row JOIN worker_snapshot s ON s.id = row.snapshot
            ON CONFLICT (feed, worker_id)
            DO UPDATE SET content_hash = EXCLUDED.content_hash, snapshot = EXCLUDED.snapshot""";

    private static final String IN_FORCE = """
            SELECT s.id FROM worker_snapshot s
             WHERE s.feed = ? AND s.state = 'applied' AND s.digest = ? AND s.feed_version = ?
               AND NOT EXISTS (SELECT FROM worker_snapshot later
                                WHERE later.feed = s.feed AND later.state IN ('received', 'applied')
                                  AND (later.received_at, later.id) > (s.received_at, s.id))
               AND NOT EXISTS (SELECT FROM worker_row_aside a WHERE a.feed = s.feed)""";

    // What a later file says, or in a full one does not say, is what the source means now.
    private static final String FORGET_ASIDE = """
            DELETE FROM worker_row_aside a
             USING worker_snapshot s
             WHERE s.id = ? AND a.feed = s.feed AND a.snapshot <> s.id
               AND (s.content <> 'DELTA'
                    OR EXISTS (SELECT FROM worker_row r
                                WHERE r.snapshot = s.id AND r.worker_id = a.worker_id
                                  AND r.kind <> 'rejected' AND NOT r.duplicate))""";

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
    public Slice<WorkerSnapshot> list(Optional<String> feed, PageRequest page) {
        Sql select = Sql.of("SELECT * FROM worker_snapshot WHERE true");
        feed.ifPresent(name -> select.then(" AND feed = ?", name));
        page.after()
                .map(after -> Keyset.read(after, 2))
                .ifPresent(last -> select.then(" AND (received_at, id) < (?, ?)", last.moment(0), last.id(1)));
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
                    "record",
                    StoredWorkerRecord.VERSION,
                    written,
                    StoredWorkerRecord.digest(row.record().key(), written));
        }
        copy.copy(dataSource, ROW_COLUMNS);
    }

    @Override
    public void mention(SnapshotId id, List<Mention> mentions) {
        CopyRows copy = new CopyRows();
        for (Mention mention : mentions) {
            copy.add(id.value(), mention.line(), mention.key().workerId(), mention.gone() ? "gone" : "rejected");
        }
        copy.copy(dataSource, "worker_row (snapshot, line, worker_id, kind)");
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
    public void describe(SnapshotId id, Description description) {
        Sql.of(
                        "UPDATE worker_snapshot SET digest = ?, feed_version = ?, content = ?, remarks = ? WHERE id = ?",
                        description.digest(),
                        description.feedVersion(),
                        description.content().name(),
                        description.remarks().toArray(String[]::new),
                        id.value())
                .update(dataSource);
    }

    @Override
    public Optional<Description> description(SnapshotId id) {
        return Sql.of("SELECT * FROM worker_snapshot WHERE id = ? AND digest IS NOT NULL", id.value())
                .first(
                        dataSource,
                        row -> new Description(
                                row.text("digest"),
                                row.number("feed_version"),
                                WorkerFeed.Content.valueOf(row.text("content")),
                                row.texts("remarks")));
    }

    @Override
    public Optional<SnapshotId> inForce(String feed, String digest, long feedVersion) {
        return Sql.of(IN_FORCE, feed, digest, feedVersion).first(dataSource, row -> new SnapshotId(row.id("id")));
    }

    @Override
    public void save(WorkerSnapshot snapshot) {
        UUID id = snapshot.receipt().id().value();
        Sql update = Sql.of("UPDATE worker_snapshot SET state = ?", snapshot.label());
        String from =
                switch (snapshot) {
                    case WorkerSnapshot.Arriving arriving -> "nothing";
                    case WorkerSnapshot.Previewing previewing -> {
                        set(update, previewing.counts());
                        yield "arriving,previewed";
                    }
                    case WorkerSnapshot.Previewed previewed -> {
                        WorkerSnapshot.Foreseen foreseen = previewed.foreseen();
                        update.then(
                                ", previewed_at = ?, would_be_new = ?, would_leave = ?, would_return = ?,"
                                        + " would_change = ?, would_leave_later = ?, would_stay = ?",
                                previewed.previewedAt(),
                                foreseen.fresh(),
                                foreseen.leaving(),
                                foreseen.returning(),
                                foreseen.changed(),
                                foreseen.leavingLater(),
                                foreseen.unchanged());
                        yield "previewing";
                    }
                    case WorkerSnapshot.Received received -> {
                        set(update, received.counts());
                        received.committed().ifPresent(decision -> set(update, decision));
                        yield received.committed().isPresent() ? "previewed" : "arriving";
                    }
                    case WorkerSnapshot.Applied applied -> {
                        set(update, applied.counts());
                        update.then(", applied_at = ?", applied.appliedAt());
                        yield "received";
                    }
                    case WorkerSnapshot.Refused refused -> {
                        update.then(", reason = ?", refused.reason());
                        yield "arriving";
                    }
                    case WorkerSnapshot.Repeated repeated -> {
                        update.then(", first = ?", repeated.first().value());
                        yield "arriving";
                    }
                    case WorkerSnapshot.Discarded discarded -> {
                        set(update, discarded.decision());
                        yield "previewing,previewed";
                    }
                };
        int changed = update.then(" WHERE id = ? AND state = ANY (string_to_array(?, ','))", id, from)
                .update(dataSource);
        if (changed != 1) {
            throw new IllegalStateException(
                    "the snapshot is in the state " + snapshot.label() + " or in a later one already");
        }
        if (snapshot instanceof WorkerSnapshot.Applied) {
            Sql.of(FORGET_ASIDE, id).update(dataSource);
        }
        if (isEnd(snapshot)) {
            Sql.of("DELETE FROM worker_row WHERE snapshot = ?", id).update(dataSource);
        }
    }

    private static boolean isEnd(WorkerSnapshot snapshot) {
        return switch (snapshot) {
            case WorkerSnapshot.Applied applied -> true;
            case WorkerSnapshot.Refused refused -> true;
            case WorkerSnapshot.Repeated repeated -> true;
            case WorkerSnapshot.Discarded discarded -> true;
            case WorkerSnapshot.Arriving arriving -> false;
            case WorkerSnapshot.Previewing previewing -> false;
            case WorkerSnapshot.Previewed previewed -> false;
            case WorkerSnapshot.Received received -> false;
        };
    }

    private static void set(Sql update, WorkerSnapshot.Counts counts) {
        update.then(
                ", row_count = ?, good = ?, rejected = ?, changed = ?, absent = ?",
                counts.rows(),
                counts.good(),
                counts.rejected(),
                counts.changed(),
                counts.absent());
    }

    private static void set(Sql update, WorkerSnapshot.Decision decision) {
        update.then(", decided_by = ?, decided_at = ?", decision.by(), decision.at());
    }

    @Override
    public Optional<WorkerSnapshot.Received> nextToApply() {
        return Sql.of(NEXT_TO_APPLY)
                .first(dataSource, row -> new WorkerSnapshot.Received(receipt(row), counts(row), decision(row)));
    }

    @Override
    public List<StagedRow> changed(SnapshotId id, int limit) {
        // Shares go from top to bottom. What says nothing new would otherwise be compared again for each of them.
        long done = Sql.of(LAST_DONE, id.value()).only(dataSource, row -> row.number("line"));
        List<StagedRow> behind = changed(id, done, limit);
        // A row above may say something new only since: a row that was set aside has been taken, or a record forgotten.
        return done == 0 || behind.size() == limit ? behind : changed(id, 0, limit);
    }

    private List<StagedRow> changed(SnapshotId id, long above, int limit) {
        return Sql.of(CHANGED, id.value(), id.value(), above, limit)
                .list(dataSource, PostgresWorkerSnapshots::stagedRow);
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
        return find(id).filter(WorkerSnapshot.Applied.class::isInstance)
                .map(snapshot -> ((WorkerSnapshot.Applied) snapshot).counts())
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
            case "previewing" -> new WorkerSnapshot.Previewing(receipt, counts(row));
            case "previewed" ->
                new WorkerSnapshot.Previewed(
                        receipt,
                        counts(row),
                        new WorkerSnapshot.Foreseen(
                                row.number("would_be_new"),
                                row.number("would_leave"),
                                row.number("would_return"),
                                row.number("would_change"),
                                row.number("would_leave_later"),
                                row.number("would_stay")),
                        row.moment("previewed_at"));
            case "received" -> new WorkerSnapshot.Received(receipt, counts(row), decision(row));
            case "applied" -> new WorkerSnapshot.Applied(receipt, counts(row), row.moment("applied_at"), decision(row));
            case "refused" -> new WorkerSnapshot.Refused(receipt, row.text("reason"));
            case "repeated" -> new WorkerSnapshot.Repeated(receipt, new SnapshotId(row.id("first")));
            case "discarded" ->
                new WorkerSnapshot.Discarded(receipt, counts(row), decision(row).orElseThrow());
            default -> throw new IllegalStateException("state: holds what this version does not know");
        };
    }

    private static Optional<WorkerSnapshot.Decision> decision(Columns row) throws SQLException {
        Optional<String> by = row.optionalText("decided_by");
        return by.isEmpty()
                ? Optional.empty()
                : Optional.of(new WorkerSnapshot.Decision(by.get(), row.moment("decided_at")));
    }

    static WorkerSnapshot.Receipt receipt(Columns row) throws SQLException {
        return new WorkerSnapshot.Receipt(
                new SnapshotId(row.id("id")), row.text("feed"), row.text("sent_by"), row.moment("received_at"));
    }

    static WorkerSnapshot.Counts counts(Columns row) throws SQLException {
        return new WorkerSnapshot.Counts(
                row.number("row_count"),
                row.number("good"),
                row.number("rejected"),
                row.number("changed"),
                row.number("absent"));
    }

    static StagedRow stagedRow(Columns row) throws SQLException {
        return new StagedRow(
                row.number("line"),
                StoredWorkerRecord.read(
                        new WorkerKey(row.text("feed"), row.text("worker_id")),
                        row.smallNumber("version"),
                        row.text("record")));
    }
}
