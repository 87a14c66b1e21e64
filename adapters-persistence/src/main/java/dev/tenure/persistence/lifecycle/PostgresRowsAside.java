package dev.tenure.persistence.lifecycle;

import dev.tenure.application.lifecycle.RowsAside;
import dev.tenure.application.lifecycle.WorkerSnapshots.StagedRow;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.persistence.paging.Keyset;
import dev.tenure.persistence.statement.Columns;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** Rows that the service could not take, as rows of {@code worker_row_aside}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresRowsAside implements RowsAside {

    private static final String SET_ASIDE = """
            WITH row AS (
                UPDATE worker_row SET aside = true
                 WHERE snapshot = ? AND line = ? AND kind = 'record' AND NOT duplicate
                RETURNING *),
            rejection AS (
                INSERT INTO worker_rejection (snapshot, line, field, reason)
                SELECT snapshot, line, NULL, ? FROM row)
            INSERT INTO worker_row_aside (feed, worker_id, snapshot, received_at, line, version, record, content_hash,
                                          category, correlation, attempts, since, last_tried)
            SELECT s.feed, row.worker_id, s.id, s.received_at, row.line, row.version, row.record, row.content_hash,
                   ?, ?, 1, ?, ?
              FROM row JOIN worker_snapshot s ON s.id = row.snapshot
            ON CONFLICT (feed, worker_id) DO UPDATE
               SET snapshot = EXCLUDED.snapshot, received_at = EXCLUDED.received_at, line = EXCLUDED.line,
                   version = EXCLUDED.version, record = EXCLUDED.record, content_hash = EXCLUDED.content_hash,
                   category = EXCLUDED.category, correlation = EXCLUDED.correlation,
                   attempts = worker_row_aside.attempts + 1, last_tried = EXCLUDED.last_tried""";

    private static final String TAKEN = """
            WITH row AS (
                DELETE FROM worker_row_aside WHERE feed = ? AND worker_id = ? AND snapshot = ? RETURNING *)
            INSERT INTO worker_record (feed, worker_id, content_hash, snapshot)
            SELECT feed, worker_id, content_hash, snapshot FROM row
            ON CONFLICT (feed, worker_id)
            DO UPDATE SET content_hash = EXCLUDED.content_hash, snapshot = EXCLUDED.snapshot""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresRowsAside(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public void setAside(SnapshotId id, StagedRow row, Failure failure, Instant now) {
        int changed = Sql.of(
                        SET_ASIDE,
                        id.value(),
                        row.line(),
                        reason(failure),
                        failure.category(),
                        failure.correlation(),
                        now,
                        now)
                .update(dataSource);
        if (changed != 1) {
            throw new IllegalStateException("line " + row.line() + ": is no good row of this snapshot");
        }
    }

    @Override
    public List<Aside> waiting(String feed, Instant before, int limit) {
        return Sql.of(
                        "SELECT * FROM worker_row_aside a WHERE feed = ? AND last_tried < ?"
                                + " AND NOT EXISTS (SELECT FROM worker_snapshot s WHERE s.feed = a.feed AND s.state = 'received')"
                                + " ORDER BY last_tried, worker_id LIMIT ?",
                        feed,
                        before,
                        limit)
                .list(dataSource, PostgresRowsAside::aside);
    }

    @Override
    public void taken(Aside row) {
        int changed = Sql.of(
                        TAKEN,
                        row.row().record().key().feed(),
                        row.row().record().key().workerId(),
                        row.snapshot().value())
                .update(dataSource);
        if (changed != 1) {
            throw new IllegalStateException("line " + row.row().line() + ": is not aside any more");
        }
    }

    @Override
    public void failed(Aside row, Failure failure, Instant now) {
        Sql.of(
                        "UPDATE worker_row_aside SET category = ?, correlation = ?, attempts = attempts + 1, last_tried = ?"
                                + " WHERE feed = ? AND worker_id = ? AND snapshot = ?",
                        failure.category(),
                        failure.correlation(),
                        now,
                        row.row().record().key().feed(),
                        row.row().record().key().workerId(),
                        row.snapshot().value())
                .update(dataSource);
    }

    @Override
    public Slice<Aside> list(String feed, PageRequest page) {
        Sql select = Sql.of("SELECT * FROM worker_row_aside WHERE feed = ?", feed);
        page.after()
                .map(after -> Keyset.read(after, 1))
                .ifPresent(last -> select.then(" AND worker_id > ?", last.text(0)));
        select.then(" ORDER BY worker_id LIMIT ?", page.limit() + 1);
        return Slice.ofOneMore(
                select.list(dataSource, PostgresRowsAside::aside),
                page.limit(),
                one -> Keyset.of(one.row().record().key().workerId()));
    }

    @Override
    public long count() {
        return Sql.of("SELECT count(*) AS rows FROM worker_row_aside").only(dataSource, row -> row.number("rows"));
    }

    private static String reason(Failure failure) {
        return "could not be taken by the product itself (" + failure.category() + ", named in its log under "
                + failure.correlation()
                + "): nothing is wrong with the row; it is kept and tried again with the next file or on request";
    }

    private static Aside aside(Columns row) throws SQLException {
        return new Aside(
                new SnapshotId(row.id("snapshot")),
                row.moment("received_at"),
                PostgresWorkerSnapshots.stagedRow(row),
                new Failure(row.text("category"), row.text("correlation")),
                row.smallNumber("attempts"),
                row.moment("since"),
                row.moment("last_tried"));
    }
}
