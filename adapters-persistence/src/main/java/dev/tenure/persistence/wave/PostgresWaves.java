package dev.tenure.persistence.wave;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.wave.Waves;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.finding.FindingId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.OperationId;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.wave.Wave;
import dev.tenure.domain.wave.WaveAction;
import dev.tenure.domain.wave.WaveId;
import dev.tenure.domain.wave.WaveItem;
import dev.tenure.domain.wave.WaveScope;
import dev.tenure.domain.wave.WaveSkip;
import dev.tenure.persistence.finding.PostgresFindings;
import dev.tenure.persistence.paging.Keyset;
import dev.tenure.persistence.statement.Columns;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Waves as rows of {@code wave}, and what is in them as rows of {@code wave_item}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresWaves implements Waves {

    private static final String ADD = """
            INSERT INTO wave (id, name, system, kind, severity, owner, late, text, action, assign_to, accept_until, reason, days,
                              findings, prepared_by, prepared_at, state, gives_back, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'prepared', false, 1) ON CONFLICT DO NOTHING""";

    private static final String CHANGE = """
            UPDATE wave SET state = ?, started_by = ?, started_as = ?, started_at = ?, waits_until = ?, ended_at = ?,
                            stopped_by = ?, stop_reason = ?, stopped_at = ?, gives_back = ?, version = version + 1
             WHERE id = ? AND version = ?""";

    private static final String FREEZE = """
            INSERT INTO wave_item (wave, finding, system, account, name, kind, severity, owner, state)
            SELECT ?, id, system, account, name, kind, severity, owner, 'pending' FROM""";

    private static final String KINDS = "('orphan', 'unowned', 'duplicate', 'dormant')";

    /** Why nothing is done with a finding; the first that holds. */
    private static final String NOT_OPEN_OR_ELSEWHERE = """
                   CASE WHEN f.state <> 'open' THEN 'not-open'
                        WHEN EXISTS (
                            SELECT FROM wave_item x JOIN wave l ON l.id = x.wave
                             WHERE x.finding = w.finding AND x.wave <> w.wave AND x.state IN ('pending', 'planned', 'held')
                               AND l.state = 'under-way'
                               AND (l.started_at, l.id) < (coalesce(me.started_at, 'infinity'), me.id)) THEN 'elsewhere'""";

    private static final String ASSIGNING = """
                        WHEN f.owner = ? THEN 'theirs-already'""";

    private static final String ACCEPTING = """
                        WHEN f.owner = ? THEN 'accepter-is-owner'
                        WHEN f.assigned_by = ? THEN 'accepter-assigned'
                        WHEN lower(btrim(a.native_id)) = ANY (?) OR lower(btrim(a.name)) = ANY (?)
                             OR EXISTS (SELECT FROM identity i
                                         WHERE i.id IN (f.identity, a.identity)
                                           AND (lower(btrim(i.worker_id)) = ANY (?) OR lower(btrim(i.email)) = ANY (?)))
                             THEN 'own-account'""";

    private static final String DISABLING = "WHEN w.kind NOT IN " + KINDS + " THEN 'other-kind'" + """

                        WHEN a.id IS NULL OR a.vanished_at IS NOT NULL THEN 'not-there'
                        WHEN a.protected_since IS NOT NULL THEN 'protected'
                        WHEN w.kind IN ('orphan', 'unowned') AND p.kind <> 'NON_HUMAN'
                             AND p.state NOT IN ('garden-leave', 'ended', 'cancelled') THEN 'somebodys'
                        WHEN NOT a.enabled THEN 'disabled-already'
                        WHEN w.kind = 'duplicate' AND a.identity IS NOT NULL
                             AND NOT EXISTS (SELECT FROM account b
                                              WHERE b.identity = a.identity AND b.system = a.system AND b.enabled
                                                AND b.vanished_at IS NULL
                                                AND NOT EXISTS (SELECT FROM wave_item y
                                                                 WHERE y.wave = w.wave AND y.account = b.id))
                             THEN 'all-of-somebody'
                        WHEN t.mode IS DISTINCT FROM 'act' THEN 'not-in-act'""";

    private static final String TRIED = """
                    END AS verdict
              FROM w JOIN wave me ON me.id = w.wave
              JOIN finding f ON f.id = w.finding
              LEFT JOIN target_system t ON t.id = w.system
              LEFT JOIN account a ON a.id = w.account
              LEFT JOIN identity p ON p.id = a.identity""";

    private static final String LET_GO = """
            UPDATE wave_item w SET state = 'planned'
              FROM provisioning_operation o
             WHERE w.wave = ? AND w.system = ? AND w.state = 'held' AND o.id = w.operation AND o.state <> 'held'""";

    private static final String SETTLE = """
            UPDATE wave_item SET state = ?, skip = ?, failure = ?, operation = ?, until = ?
             WHERE wave = ? AND finding = ANY (?)""";

    private static final String LIVE = """
            SELECT id FROM wave
             WHERE state IN ('under-way', 'waiting', 'withdrawing') AND (waits_until IS NULL OR waits_until <= ?)
             ORDER BY started_at, id""";

    private static final String FIGURES = """
            SELECT system, kind, severity, state, skip, count(*) AS findings FROM wave_item WHERE wave = ?
             GROUP BY system, kind, severity, state, skip ORDER BY system, kind, severity DESC, state, skip""";

    private static final String SHARES = """
            SELECT f.owner, count(*) AS findings FROM wave_item w JOIN finding f ON f.id = w.finding
             WHERE w.wave = ? AND f.state = 'open' GROUP BY f.owner ORDER BY findings DESC, f.owner LIMIT ?""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresWaves(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Optional<Wave> find(WaveId id) {
        return Sql.of("SELECT * FROM wave WHERE id = ?", id.value()).first(dataSource, PostgresWaves::wave);
    }

    @Override
    public Optional<Wave> lock(WaveId id) {
        return Sql.of("SELECT * FROM wave WHERE id = ? FOR UPDATE", id.value()).first(dataSource, PostgresWaves::wave);
    }

    @Override
    public void save(Wave wave) {
        int saved = wave.version() == 0
                ? add(wave.plan())
                : switch (wave) {
                    case Wave.Prepared prepared -> change(prepared, null, null, null, false);
                    case Wave.UnderWay underWay -> change(underWay, null, null, null, false);
                    case Wave.Waiting waiting -> change(waiting, waiting.until(), null, null, false);
                    case Wave.Withdrawing withdrawing ->
                        change(withdrawing, null, null, withdrawing.stop(), withdrawing.givesBack());
                    case Wave.Done done -> change(done, null, done.at(), null, false);
                    case Wave.Withdrawn withdrawn -> change(withdrawn, null, null, withdrawn.stop(), false);
                };
        if (saved != 1) {
            throw new OptimisticLockException("another transaction changed the wave first");
        }
    }

    private int add(Wave.Plan plan) {
        WaveScope scope = plan.scope();
        return Sql.of(
                        ADD,
                        plan.id().value(),
                        plan.name(),
                        scope.system().map(SystemId::value).orElse(null),
                        scope.kind().map(PostgresFindings::stored).orElse(null),
                        scope.severity().map(PostgresFindings::stored).orElse(null),
                        scope.owner().orElse(null),
                        scope.late(),
                        scope.text().orElse(null),
                        plan.action().label(),
                        plan.action() instanceof WaveAction.Assign assign ? assign.owner() : null,
                        plan.action() instanceof WaveAction.Accept accept ? accept.until() : null,
                        plan.action() instanceof WaveAction.Accept accept ? accept.reason() : null,
                        plan.action() instanceof WaveAction.Disable disable ? disable.days() : null,
                        plan.findings(),
                        plan.by(),
                        plan.at())
                .update(dataSource);
    }

    private int change(
            Wave wave,
            @Nullable Instant waitsUntil,
            @Nullable Instant endedAt,
            Wave.@Nullable Stop stop,
            boolean givesBack) {
        Optional<Wave.Start> start = wave.started();
        return Sql.of(
                        CHANGE,
                        wave.label(),
                        start.map(Wave.Start::by).orElse(null),
                        start.map(Wave.Start::shownAs).orElse(null),
                        start.map(Wave.Start::at).orElse(null),
                        waitsUntil,
                        endedAt,
                        stop == null ? null : stop.by(),
                        stop == null ? null : stop.reason(),
                        stop == null ? null : stop.at(),
                        givesBack,
                        wave.plan().id().value(),
                        wave.version())
                .update(dataSource);
    }

    @Override
    public Slice<Wave> list(Optional<String> state, PageRequest page) {
        Sql select = Sql.of("SELECT * FROM wave WHERE true");
        state.ifPresent(wanted -> select.then("AND state = ?", wanted));
        page.after()
                .map(after -> Keyset.read(after, 2))
                .ifPresent(last -> select.then("AND (prepared_at, id) < (?, ?)", last.moment(0), last.id(1)));
        select.then("ORDER BY prepared_at DESC, id DESC LIMIT ?", page.limit() + 1);
        return Slice.ofOneMore(
                select.list(dataSource, PostgresWaves::wave),
                page.limit(),
                wave -> Keyset.of(wave.plan().at(), wave.plan().id().value()));
    }

    @Override
    public long fitting(WaveScope scope, Instant now, long enough) {
        return fitting(Sql.of("SELECT count(*) AS findings FROM (SELECT id FROM finding f"), scope, now)
                .then("LIMIT ?) AS fitting", enough)
                .only(dataSource, row -> row.number("findings"));
    }

    private static Sql fitting(Sql select, WaveScope scope, Instant now) {
        select.then("WHERE f.state = 'open'");
        scope.system().ifPresent(system -> select.then("AND f.system = ?", system.value()));
        scope.kind().ifPresent(kind -> select.then("AND f.kind = ?", PostgresFindings.stored(kind)));
        scope.severity().ifPresent(severity -> select.then("AND f.severity = ?", PostgresFindings.stored(severity)));
        scope.owner().ifPresent(owner -> select.then("AND f.owner = ?", owner));
        if (scope.late()) {
            select.then("AND f.due_at < ?", now);
        }
        scope.text()
                .ifPresent(
                        text -> select.then("AND lower(f.name) LIKE lower(? COLLATE pg_c_utf8)", Sql.containing(text)));
        return select;
    }

    @Override
    public long freeze(WaveId id, WaveScope scope, boolean oncePerAccount, Instant now) {
        Sql insert = Sql.of(FREEZE, id.value());
        insert.then(
                oncePerAccount ? "(SELECT DISTINCT ON (f.account) f.* FROM finding f" : "(SELECT f.* FROM finding f");
        fitting(insert, scope, now);
        if (oncePerAccount) {
            insert.then("ORDER BY f.account, (f.kind IN " + KINDS + ") DESC, f.severity DESC, f.id");
        }
        return insert.then(") AS fitting").update(dataSource);
    }

    @Override
    public List<Judged> judge(Wave.Plan plan, Caller by, int limit) {
        Sql select = Sql.of(
                        "WITH w AS (SELECT * FROM wave_item WHERE wave = ? AND state = 'pending' ORDER BY finding LIMIT ?)",
                        plan.id().value(),
                        limit)
                .then("SELECT w.*, a.native_id, coalesce(a.privileged, false) AS privileged,");
        return verdict(select, plan, by)
                .then("ORDER BY w.finding")
                .list(
                        dataSource,
                        row -> new Judged(
                                item(row),
                                row.optionalText("verdict").map(WaveSkip::of),
                                row.optionalText("native_id"),
                                row.flag("privileged")));
    }

    @Override
    public List<Foreseen> foresee(Wave.Plan plan, Caller by) {
        Sql select = Sql.of(
                "WITH w AS (SELECT * FROM wave_item WHERE wave = ? AND state = 'pending') SELECT system, verdict,"
                        + " count(*) AS findings FROM (SELECT w.system,",
                plan.id().value());
        return verdict(select, plan, by)
                .then(") AS judged GROUP BY system, verdict ORDER BY system, verdict NULLS FIRST")
                .list(
                        dataSource,
                        row -> new Foreseen(
                                new SystemId(row.id("system")),
                                row.optionalText("verdict").map(WaveSkip::of),
                                row.number("findings")));
    }

    private static Sql verdict(Sql select, Wave.Plan plan, Caller by) {
        select.then(NOT_OPEN_OR_ELSEWHERE);
        switch (plan.action()) {
            case WaveAction.Assign assign -> select.then(ASSIGNING, assign.owner());
            case WaveAction.Accept accept -> {
                String[] names = Stream.of(by.subject(), by.name())
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .toArray(String[]::new);
                select.then(ACCEPTING, by.subject(), by.subject(), names, names, names, names);
            }
            case WaveAction.Disable disable -> select.then(DISABLING);
        }
        return select.then(TRIED);
    }

    @Override
    public Optional<WaveItem> item(WaveId id, FindingId finding) {
        return Sql.of("SELECT * FROM wave_item WHERE wave = ? AND finding = ? FOR UPDATE", id.value(), finding.value())
                .first(dataSource, PostgresWaves::item);
    }

    @Override
    public Optional<WaveItem> about(WaveId id, AccountId account) {
        return Sql.of(
                        "SELECT * FROM wave_item WHERE wave = ? AND account = ? ORDER BY finding LIMIT 1 FOR UPDATE",
                        id.value(),
                        account.value())
                .first(dataSource, PostgresWaves::item);
    }

    @Override
    public List<WaveItem> some(WaveId id, Set<String> states, int limit) {
        return Sql.of(
                        "SELECT * FROM wave_item WHERE wave = ? AND state = ANY (?) ORDER BY finding LIMIT ?",
                        id.value(),
                        states.toArray(String[]::new),
                        limit)
                .list(dataSource, PostgresWaves::item);
    }

    @Override
    public List<WaveItem> guarded(WaveId id, Set<String> states, int limit) {
        return Sql.of("""
                        SELECT w.* FROM wave_item w JOIN account a ON a.id = w.account
                         WHERE w.wave = ? AND w.state = ANY (?) AND a.protected_since IS NOT NULL ORDER BY w.finding LIMIT ?""", id.value(), states.toArray(String[]::new), limit).list(dataSource, PostgresWaves::item);
    }

    @Override
    public void settle(WaveId id, Collection<FindingId> findings, WaveItem.State state) {
        UUID[] ids = findings.stream().map(FindingId::value).toArray(UUID[]::new);
        switch (state) {
            case WaveItem.State.Pending pending -> settle(id, ids, pending, null, null, null, null);
            case WaveItem.State.Planned planned -> settle(id, ids, planned, null, null, planned.operation(), null);
            case WaveItem.State.Held held -> settle(id, ids, held, null, null, held.operation(), null);
            case WaveItem.State.Done done -> settle(id, ids, done, null, null, null, null);
            case WaveItem.State.Disabled disabled -> settle(id, ids, disabled, null, null, null, disabled.until());
            case WaveItem.State.Skipped skipped -> settle(id, ids, skipped, skipped.why(), null, null, null);
            case WaveItem.State.Failed failed -> settle(id, ids, failed, null, failed.reason(), null, null);
            case WaveItem.State.GivingBack giving -> settle(id, ids, giving, null, null, giving.operation(), null);
            case WaveItem.State.GivenBack given -> settle(id, ids, given, null, null, null, null);
        }
    }

    private void settle(
            WaveId id,
            UUID[] findings,
            WaveItem.State state,
            @Nullable WaveSkip skip,
            @Nullable String failure,
            @Nullable OperationId operation,
            @Nullable Instant until) {
        Sql.of(
                        SETTLE,
                        state.label(),
                        skip == null ? null : skip.label(),
                        failure,
                        operation == null ? null : operation.value(),
                        until,
                        id.value(),
                        findings)
                .update(dataSource);
    }

    @Override
    public void letGo(WaveId id, SystemId system) {
        Sql.of(LET_GO, id.value(), system.value()).update(dataSource);
    }

    @Override
    public Optional<Instant> lastWait(WaveId id) {
        return Sql.of("SELECT max(until) AS until FROM wave_item WHERE wave = ? AND state = 'disabled'", id.value())
                .only(dataSource, row -> row.optionalMoment("until"));
    }

    @Override
    public List<WaveId> live(Instant now) {
        return Sql.of(LIVE, now).list(dataSource, row -> new WaveId(row.id("id")));
    }

    @Override
    public List<Figure> figures(WaveId id) {
        return Sql.of(FIGURES, id.value())
                .list(
                        dataSource,
                        row -> new Figure(
                                new SystemId(row.id("system")),
                                PostgresFindings.kind(row.text("kind")),
                                PostgresFindings.severity(row.smallNumber("severity")),
                                row.text("state"),
                                row.optionalText("skip").map(WaveSkip::of),
                                row.number("findings")));
    }

    @Override
    public List<Share> shares(WaveId id, int limit) {
        return Sql.of(SHARES, id.value(), limit)
                .list(dataSource, row -> new Share(row.text("owner"), row.number("findings")));
    }

    @Override
    public Slice<WaveItem> items(WaveId id, Filter filter, PageRequest page) {
        Sql select = Sql.of("SELECT * FROM wave_item WHERE wave = ?", id.value());
        filter.state().ifPresent(state -> select.then("AND state = ?", state));
        filter.text()
                .ifPresent(
                        text -> select.then("AND lower(name) LIKE lower(? COLLATE pg_c_utf8)", Sql.containing(text)));
        page.after().map(after -> Keyset.read(after, 1)).ifPresent(last -> select.then("""
                        AND (lower(name), finding) >
                            (SELECT lower(l.name), l.finding FROM wave_item l WHERE l.wave = ? AND l.finding = ?)""", id.value(), last.id(0)));
        select.then("ORDER BY lower(name), finding LIMIT ?", page.limit() + 1);
        return Slice.ofOneMore(
                select.list(dataSource, PostgresWaves::item),
                page.limit(),
                item -> Keyset.of(item.finding().value()));
    }

    private static WaveItem item(Columns row) throws SQLException {
        return new WaveItem(
                new FindingId(row.id("finding")),
                new SystemId(row.id("system")),
                new AccountId(row.id("account")),
                row.text("name"),
                PostgresFindings.kind(row.text("kind")),
                PostgresFindings.severity(row.smallNumber("severity")),
                row.text("owner"),
                itemState(row));
    }

    private static WaveItem.State itemState(Columns row) throws SQLException {
        return switch (row.text("state")) {
            case "pending" -> new WaveItem.State.Pending();
            case "planned" -> new WaveItem.State.Planned(new OperationId(row.id("operation")));
            case "held" -> new WaveItem.State.Held(new OperationId(row.id("operation")));
            case "done" -> new WaveItem.State.Done();
            case "disabled" -> new WaveItem.State.Disabled(row.moment("until"));
            case "skipped" -> new WaveItem.State.Skipped(WaveSkip.of(row.text("skip")));
            case "failed" -> new WaveItem.State.Failed(row.text("failure"));
            case "giving-back" -> new WaveItem.State.GivingBack(new OperationId(row.id("operation")));
            case "given-back" -> new WaveItem.State.GivenBack();
            default -> throw new IllegalStateException("state: holds what this version does not know");
        };
    }

    private static Wave wave(Columns row) throws SQLException {
        Wave.Plan plan = new Wave.Plan(
                new WaveId(row.id("id")),
                row.text("name"),
                scope(row),
                action(row),
                row.number("findings"),
                row.text("prepared_by"),
                row.moment("prepared_at"));
        long version = row.number("version");
        return switch (row.text("state")) {
            case "prepared" -> new Wave.Prepared(plan, version);
            case "under-way" -> new Wave.UnderWay(plan, start(row), version);
            case "waiting" -> new Wave.Waiting(plan, start(row), row.moment("waits_until"), version);
            case "withdrawing" -> new Wave.Withdrawing(plan, start(row), stop(row), row.flag("gives_back"), version);
            case "done" -> new Wave.Done(plan, start(row), row.moment("ended_at"), version);
            case "withdrawn" ->
                new Wave.Withdrawn(
                        plan,
                        row.optionalMoment("started_at").isPresent() ? Optional.of(start(row)) : Optional.empty(),
                        stop(row),
                        version);
            default -> throw new IllegalStateException("state: holds what this version does not know");
        };
    }

    private static WaveScope scope(Columns row) throws SQLException {
        int severity = row.smallNumber("severity");
        return new WaveScope(
                row.optionalId("system").map(SystemId::new),
                row.optionalText("kind").map(PostgresFindings::kind),
                // Null is read as 0.
                severity == 0 ? Optional.empty() : Optional.of(PostgresFindings.severity(severity)),
                row.optionalText("owner"),
                row.flag("late"),
                row.optionalText("text"));
    }

    private static WaveAction action(Columns row) throws SQLException {
        return switch (row.text("action")) {
            case "assign" -> new WaveAction.Assign(row.text("assign_to"));
            case "accept" -> new WaveAction.Accept(row.moment("accept_until"), row.text("reason"));
            case "disable" -> new WaveAction.Disable(row.smallNumber("days"));
            default -> throw new IllegalStateException("action: holds what this version does not know");
        };
    }

    private static Wave.Start start(Columns row) throws SQLException {
        return new Wave.Start(row.text("started_by"), row.text("started_as"), row.moment("started_at"));
    }

    private static Wave.Stop stop(Columns row) throws SQLException {
        return new Wave.Stop(row.text("stopped_by"), row.text("stop_reason"), row.moment("stopped_at"));
    }
}
