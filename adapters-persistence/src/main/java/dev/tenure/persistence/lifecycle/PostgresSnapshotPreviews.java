package dev.tenure.persistence.lifecycle;

import dev.tenure.application.lifecycle.SnapshotPreviews;
import dev.tenure.application.lifecycle.WorkerSnapshots.StagedRow;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerSnapshot;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.persistence.paging.Keyset;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Previews as effects on rows of {@code worker_row}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresSnapshotPreviews implements SnapshotPreviews {

    // A file that came before is taken first: what this one would change depends on it.
    private static final String NEXT = """
            SELECT * FROM worker_snapshot s
             WHERE state = 'previewing'
               AND NOT EXISTS (SELECT FROM worker_snapshot earlier
                                WHERE earlier.state = 'received' AND earlier.feed = s.feed
                                  AND (earlier.received_at, earlier.id) < (s.received_at, s.id))
             ORDER BY received_at, id LIMIT 1 FOR UPDATE OF s SKIP LOCKED""";

    private static final String SAME = """
            UPDATE worker_row r SET effect = 'UNCHANGED'
              FROM worker_snapshot s JOIN worker_record w ON w.feed = s.feed
             WHERE s.id = ? AND r.snapshot = s.id AND r.kind = 'record' AND NOT r.duplicate AND r.effect IS NULL
               AND w.worker_id = r.worker_id AND w.content_hash = r.content_hash""";

    private static final String NEW = """
            UPDATE worker_row r SET effect = 'FRESH'
              FROM worker_snapshot s
             WHERE s.id = ? AND r.snapshot = s.id AND r.kind = 'record' AND NOT r.duplicate AND r.effect IS NULL
               AND NOT EXISTS (SELECT FROM worker_key k WHERE k.feed = s.feed AND k.worker_id = r.worker_id)""";

    private static final String ROWS = """
            SELECT (SELECT feed FROM worker_snapshot WHERE id = ?) AS feed, r.* FROM worker_row r WHERE r.snapshot = ?""";

    private static final String COUNT = """
            SELECT count(*) FILTER (WHERE effect = 'FRESH') AS fresh,
                   count(*) FILTER (WHERE effect = 'LEAVING') AS leaving,
                   count(*) FILTER (WHERE effect = 'RETURNING') AS returning,
                   count(*) FILTER (WHERE effect = 'CHANGED') AS changed,
                   count(*) FILTER (WHERE effect = 'LEAVING_LATER') AS later,
                   count(*) FILTER (WHERE effect = 'UNCHANGED') AS unchanged
              FROM worker_row WHERE snapshot = ?""";

    private static final String AT_STAKE = """
            SELECT a.system, a.id, a.enabled, min(r.line) AS line
              FROM worker_row r
              JOIN worker_snapshot s ON s.id = r.snapshot
              JOIN worker_key k ON k.feed = s.feed AND k.worker_id = r.worker_id
              JOIN account a ON a.identity = k.identity
             WHERE r.snapshot = ? AND r.effect = 'LEAVING'
               AND a.vanished_at IS NULL AND a.protected_since IS NULL
             GROUP BY a.id ORDER BY a.system, line, lower(a.name), a.id""";

    private static final String STANDING = """
            SELECT bool_or((o.received_at, o.id) > (s.received_at, s.id)) AS later,
                   bool_or((o.received_at, o.id) < (s.received_at, s.id)
                           AND (o.state = 'received' OR o.applied_at >= s.previewed_at)) AS earlier
              FROM worker_snapshot s
              JOIN worker_snapshot o ON o.feed = s.feed AND o.id <> s.id AND o.state IN ('received', 'applied')
             WHERE s.id = ?
            HAVING count(*) > 0""";

    private record LeaverAccount(SystemId system, AccountId id, boolean enabled) {}

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresSnapshotPreviews(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Optional<WorkerSnapshot.Previewing> next() {
        return Sql.of(NEXT)
                .first(
                        dataSource,
                        row -> new WorkerSnapshot.Previewing(
                                PostgresWorkerSnapshots.receipt(row), PostgresWorkerSnapshots.counts(row)));
    }

    @Override
    public void compare(SnapshotId id, boolean newWorkersAreFresh) {
        boolean isDone = Sql.of(
                        "SELECT 1 FROM worker_row WHERE snapshot = ? AND effect IS NOT NULL LIMIT 1", id.value())
                .first(dataSource, row -> true)
                .isPresent();
        if (isDone) {
            return;
        }
        Sql.of(SAME, id.value()).update(dataSource);
        if (newWorkersAreFresh) {
            Sql.of(NEW, id.value()).update(dataSource);
        }
    }

    @Override
    public List<StagedRow> open(SnapshotId id, int limit) {
        return Sql.of(ROWS, id.value(), id.value())
                .then(
                        " AND r.kind = 'record' AND NOT r.taken AND NOT r.duplicate AND NOT r.aside AND r.effect IS NULL"
                                + " ORDER BY r.line LIMIT ?",
                        limit)
                .list(dataSource, PostgresWorkerSnapshots::stagedRow);
    }

    @Override
    public void foresee(SnapshotId id, Map<Long, WorkerSnapshot.Effect> effects) {
        Map<WorkerSnapshot.Effect, List<String>> lines = effects.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue,
                        Collectors.mapping(one -> one.getKey().toString(), Collectors.toList())));
        lines.forEach((effect, ofIt) -> Sql.of(
                        "UPDATE worker_row SET effect = ? WHERE snapshot = ? AND line = ANY (CAST(? AS bigint[]))",
                        effect.name(),
                        id.value(),
                        "{" + String.join(",", ofIt) + "}")
                .update(dataSource));
    }

    @Override
    public WorkerSnapshot.Foreseen foreseen(SnapshotId id) {
        return Sql.of(COUNT, id.value())
                .only(
                        dataSource,
                        row -> new WorkerSnapshot.Foreseen(
                                row.number("fresh"),
                                row.number("leaving"),
                                row.number("returning"),
                                row.number("changed"),
                                row.number("later"),
                                row.number("unchanged")));
    }

    @Override
    public void forget(SnapshotId id) {
        Sql.of("UPDATE worker_row SET effect = NULL WHERE snapshot = ? AND effect IS NOT NULL", id.value())
                .update(dataSource);
    }

    @Override
    public Slice<StagedRow> rows(SnapshotId id, WorkerSnapshot.Effect effect, PageRequest page) {
        // The effect stands in the text, so that the index over the interesting ones can be used.
        Sql select = Sql.of(ROWS, id.value(), id.value()).then(" AND r.effect = '" + effect.name() + "'");
        page.after()
                .map(after -> Keyset.read(after, 1))
                .ifPresent(last -> select.then(" AND r.line > ?", last.number(0)));
        select.then(" ORDER BY r.line LIMIT ?", page.limit() + 1);
        return Slice.ofOneMore(
                select.list(dataSource, PostgresWorkerSnapshots::stagedRow),
                page.limit(),
                row -> Keyset.of(row.line()));
    }

    @Override
    public Slice<WorkerKey> absent(SnapshotId id, PageRequest page) {
        UUID snapshot = id.value();
        Sql select = Sql.of(
                "SELECT w.feed, w.worker_id FROM worker_snapshot s JOIN worker_record w ON w.feed = s.feed WHERE s.id = ? AND "
                        + PostgresWorkerSnapshots.ABSENT,
                snapshot);
        page.after()
                .map(after -> Keyset.read(after, 1))
                .ifPresent(last -> select.then(" AND w.worker_id > ?", last.text(0)));
        select.then(" ORDER BY w.worker_id LIMIT ?", page.limit() + 1);
        return Slice.ofOneMore(
                select.list(dataSource, row -> new WorkerKey(row.text("feed"), row.text("worker_id"))),
                page.limit(),
                key -> Keyset.of(key.workerId()));
    }

    @Override
    public List<AtStake> atStake(SnapshotId id) {
        List<LeaverAccount> accounts = Sql.of(AT_STAKE, id.value())
                .list(
                        dataSource,
                        row -> new LeaverAccount(
                                new SystemId(row.id("system")), new AccountId(row.id("id")), row.flag("enabled")));
        return accounts.stream()
                .collect(Collectors.groupingBy(LeaverAccount::system, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(on -> new AtStake(
                        on.getKey(),
                        on.getValue().stream().map(LeaverAccount::id).toList(),
                        on.getValue().stream().filter(LeaverAccount::enabled).count()))
                .toList();
    }

    @Override
    public Standing standing(WorkerSnapshot.Previewed snapshot) {
        return Sql.of(STANDING, snapshot.receipt().id().value())
                .first(
                        dataSource,
                        row -> row.flag("later")
                                ? Standing.SUPERSEDED
                                : row.flag("earlier") ? Standing.OUT_OF_DATE : Standing.CURRENT)
                .orElse(Standing.CURRENT);
    }
}
