package dev.tenure.persistence.lifecycle;

import dev.tenure.application.lifecycle.SuspectedLeavers;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.lifecycle.SuspectedLeaver;
import dev.tenure.domain.lifecycle.SuspicionId;
import dev.tenure.persistence.paging.Keyset;
import dev.tenure.persistence.statement.Columns;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Suspected leavers as rows of {@code suspected_leaver}, found by comparing a staged file with {@code worker_record}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresSuspectedLeavers implements SuspectedLeavers {

    // A row that was rejected is in the file all the same: who has one is not missing.
    private static final String SETTLE = """
            UPDATE suspected_leaver l SET state = 'settled', ended_at = ?, version = l.version + 1
              FROM worker_snapshot s, identity i
             WHERE s.id = ? AND l.feed = s.feed AND l.state = 'open' AND i.id = l.identity
               AND (i.state IN ('garden-leave', 'ended', 'cancelled')
                    OR EXISTS (SELECT FROM worker_row r
                                WHERE r.snapshot = s.id AND r.worker_id = l.worker_id
                                  AND (r.kind <> 'gone' OR r.duplicate)))""";

    private static final String RAISE = """
            WITH raised AS (
                INSERT INTO suspected_leaver (id, feed, worker_id, identity, snapshot, since, deadline, state, version)
                SELECT next_id(), w.feed, w.worker_id, k.identity, s.id, s.received_at, ?, 'open', 1
                  FROM worker_snapshot s
                  JOIN worker_record w ON w.feed = s.feed
                  JOIN worker_key k ON k.feed = w.feed AND k.worker_id = w.worker_id
                  JOIN identity i ON i.id = k.identity
                 WHERE s.id = ?
                   AND i.state NOT IN ('garden-leave', 'ended', 'cancelled')
                   AND %s
                   AND NOT EXISTS (SELECT FROM suspected_leaver l
                                    WHERE l.feed = w.feed AND l.worker_id = w.worker_id AND l.state = 'stays'
                                      AND CAST(l.stays_until AS timestamp) AT TIME ZONE i.zone > ?)
                ON CONFLICT DO NOTHING
                RETURNING id)
            SELECT count(*) AS raised,
                   encode(sha256(coalesce(string_agg(uuid_send(id), ''::bytea ORDER BY id), ''::bytea)), 'hex') AS digest
              FROM raised""".formatted(PostgresWorkerSnapshots.ABSENT);

    private static final String NOTE = """
            UPDATE suspected_leaver SET overdue_noted = true
             WHERE id IN (SELECT id FROM suspected_leaver
                           WHERE state = 'open' AND NOT overdue_noted AND deadline < ?
                           ORDER BY deadline, id LIMIT ? FOR UPDATE SKIP LOCKED)
            RETURNING id""";

    private static final String END = """
            UPDATE suspected_leaver
               SET state = ?, last_working_day = ?, stays_until = ?, reason = ?, ended_by = ?, ended_at = ?,
                   version = version + 1
             WHERE id = ? AND version = ? AND state = 'open'""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresSuspectedLeavers(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Optional<SuspectedLeaver> find(SuspicionId id) {
        return Sql.of("SELECT * FROM suspected_leaver WHERE id = ? FOR UPDATE", id.value())
                .first(dataSource, PostgresSuspectedLeavers::suspected);
    }

    @Override
    public Raised compare(SnapshotId snapshot, Duration within, Instant now) {
        long settled = Sql.of(SETTLE, now, snapshot.value()).update(dataSource);
        return Sql.of(RAISE, now.plus(within), snapshot.value(), now)
                .only(dataSource, row -> new Raised(row.number("raised"), settled, row.text("digest")));
    }

    @Override
    public List<SuspicionId> noteOverdue(Instant now, int limit) {
        return Sql.of(NOTE, now, limit).list(dataSource, row -> new SuspicionId(row.id("id")));
    }

    @Override
    public void save(SuspectedLeaver decided) {
        int saved =
                switch (decided) {
                    case SuspectedLeaver.Open open -> 0;
                    case SuspectedLeaver.Left left ->
                        end(left, left.lastWorkingDay(), null, left.reason(), left.by(), left.at());
                    case SuspectedLeaver.Stays stays ->
                        end(stays, null, stays.until(), stays.reason(), stays.by(), stays.at());
                    case SuspectedLeaver.Settled settled -> end(settled, null, null, null, null, settled.at());
                };
        if (saved != 1) {
            throw new OptimisticLockException("another transaction decided first");
        }
    }

    private int end(
            SuspectedLeaver decided,
            @Nullable Object lastWorkingDay,
            @Nullable Object until,
            @Nullable String reason,
            @Nullable String by,
            Instant at) {
        return Sql.of(
                        END,
                        decided.label(),
                        lastWorkingDay,
                        until,
                        reason,
                        by,
                        at,
                        decided.suspicion().id().value(),
                        decided.version())
                .update(dataSource);
    }

    @Override
    public Slice<SuspectedLeaver> list(Optional<String> state, PageRequest page) {
        Sql select = Sql.of("SELECT * FROM suspected_leaver WHERE true");
        state.ifPresent(wanted -> select.then(" AND state = ?", wanted));
        page.after()
                .map(after -> Keyset.read(after, 2))
                .ifPresent(last -> select.then(" AND (since, id) < (?, ?)", last.moment(0), last.id(1)));
        select.then(" ORDER BY since DESC, id DESC LIMIT ?", page.limit() + 1);
        return Slice.ofOneMore(
                select.list(dataSource, PostgresSuspectedLeavers::suspected),
                page.limit(),
                found -> Keyset.of(
                        found.suspicion().since(), found.suspicion().id().value()));
    }

    private static SuspectedLeaver suspected(Columns row) throws SQLException {
        SuspectedLeaver.Suspicion suspicion = new SuspectedLeaver.Suspicion(
                new SuspicionId(row.id("id")),
                new WorkerKey(row.text("feed"), row.text("worker_id")),
                new IdentityId(row.id("identity")),
                new SnapshotId(row.id("snapshot")),
                row.moment("since"),
                row.moment("deadline"));
        long version = row.number("version");
        return switch (row.text("state")) {
            case "open" -> new SuspectedLeaver.Open(suspicion, version);
            case "left" ->
                new SuspectedLeaver.Left(
                        suspicion,
                        row.day("last_working_day"),
                        row.text("reason"),
                        row.text("ended_by"),
                        row.moment("ended_at"),
                        version);
            case "stays" ->
                new SuspectedLeaver.Stays(
                        suspicion,
                        row.day("stays_until"),
                        row.text("reason"),
                        row.text("ended_by"),
                        row.moment("ended_at"),
                        version);
            case "settled" -> new SuspectedLeaver.Settled(suspicion, row.moment("ended_at"), version);
            default -> throw new IllegalStateException("state: holds what this version does not know");
        };
    }
}
