package dev.tenure.persistence.provisioning;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.provisioning.Operations;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Attempt;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.HoldId;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.OperationId;
import dev.tenure.domain.provisioning.PreImage;
import dev.tenure.domain.provisioning.Priority;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.persistence.paging.Keyset;
import dev.tenure.persistence.statement.Columns;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Operations as rows of {@code provisioning_operation}. {@code due_at} is one column for both questions of a lane: a waiting
 * operation is due at its next attempt, a running one at the end of its lease.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresOperations implements Operations {

    private static final String PLAN = """
            INSERT INTO provisioning_operation
                   (id, cause_kind, cause_id, system, account, work_type, work_version, work, changes, privileged, step,
                    deadline, planned_at, state, attempts, epoch, due_at, hold, held_since)
            VALUES (?, ?, ?, ?, ?, ?, ?, CAST(? AS jsonb), ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, ?)""";

    private static final String CLAIMABLE = """
             AND (NOT ? OR NOT o.changes)
             AND NOT EXISTS (SELECT FROM account a WHERE a.id = o.account AND a.protected_since IS NOT NULL)""";

    private static final String DUE = """
            WITH due AS (
                SELECT o.id FROM provisioning_operation o
                 WHERE o.system = ? AND o.due_at <= ?""";

    private static final String CLAIM = """
                 ORDER BY o.rank, o.deadline, o.position LIMIT ? FOR UPDATE OF o SKIP LOCKED),
            claimed AS (
                UPDATE provisioning_operation o
                   SET state = 'running', attempts = o.attempts + 1, epoch = o.epoch + 1, running_since = ?, due_at = ?
                  FROM due WHERE o.id = due.id
                RETURNING o.*)
            SELECT * FROM claimed ORDER BY rank, deadline, position""";

    private static final String RECORD = """
            UPDATE provisioning_operation
               SET state = ?, due_at = ?, running_since = NULL, ended_at = ?,
                   outcome_type = ?, outcome_version = ?, outcome = CAST(? AS jsonb)
             WHERE id = ? AND epoch = ? AND state = 'running'""";

    private static final String ATTEMPT =
            "INSERT INTO operation_attempt (operation, attempt, epoch, outcome, reason, touched) VALUES (?, ?, ?, ?, ?, ?)";

    private static final String TOUCHED = """
            SELECT DISTINCT o.account FROM provisioning_operation o JOIN operation_attempt a ON a.operation = o.id
             WHERE o.cause_id = ? AND o.cause_kind = ? AND o.account IS NOT NULL AND a.touched""";

    private static final String KEEP = """
            INSERT INTO operation_pre_image (operation, sign_in, memberships, kept_at)
            SELECT id, ?, CAST(? AS jsonb), ? FROM provisioning_operation WHERE id = ? AND epoch = ? AND state = 'running'
                ON CONFLICT (operation) DO UPDATE SET memberships = excluded.memberships""";

    private static final String KEPT = """
            SELECT o.*, p.sign_in, p.memberships
              FROM provisioning_operation o JOIN operation_pre_image p ON p.operation = o.id
             WHERE o.cause_id = ? AND o.cause_kind = ?
               AND (o.state IN ('running', 'done')
                    OR EXISTS (SELECT FROM operation_attempt a WHERE a.operation = o.id AND a.touched))
             ORDER BY o.position""";

    private static final String GO_ON = """
            UPDATE provisioning_operation
               SET state = ?, due_at = ?, hold = coalesce(?, hold), held_since = coalesce(?, held_since)
             WHERE id = ? AND state IN ('withheld', 'held')""";

    private static final String MARK = """
            WITH marked AS (
                UPDATE provisioning_operation SET release = ? WHERE hold = ? AND state = 'held'""";

    private static final String RELEASE = """
            WITH released AS (
                UPDATE provisioning_operation SET state = 'waiting', due_at = ? WHERE release = ? AND state = 'held'
                RETURNING *)
            SELECT * FROM released ORDER BY position""";

    private static final String CANCEL = """
            WITH cancelled AS (
                UPDATE provisioning_operation SET state = 'cancelled', due_at = NULL, cancel_reason = ?, ended_at = ?
                 WHERE cause_id = ? AND cause_kind = ? AND state IN ('waiting', 'withheld', 'held')""";

    // Steps from one system to the next in the index, so that the number of operations does not matter.
    private static final String SYSTEMS_WITH_WORK = """
            WITH RECURSIVE lane AS (
                (SELECT system FROM provisioning_operation WHERE due_at IS NOT NULL ORDER BY system LIMIT 1)
                UNION ALL
                SELECT (SELECT o.system FROM provisioning_operation o
                         WHERE o.due_at IS NOT NULL AND o.system > lane.system ORDER BY o.system LIMIT 1)
                  FROM lane WHERE lane.system IS NOT NULL)
            SELECT system FROM lane WHERE system IS NOT NULL""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresOperations(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public void plan(List<? extends Operation> planned) {
        Sql.each(
                dataSource,
                PLAN,
                planned.stream().map(PostgresOperations::columns).toList());
    }

    private static @Nullable Object[] columns(Operation planned) {
        Operation.Plan plan = planned.plan();
        StoredWork work = StoredWork.of(plan.work());
        Optional<UUID> account = plan.work() instanceof Work.OnAccount onAccount
                ? Optional.of(onAccount.account().value())
                : Optional.empty();
        return new @Nullable Object[] {
            plan.id().value(),
            plan.cause().kind().name(),
            plan.cause().id(),
            plan.system().value(),
            account.orElse(null),
            work.type(),
            work.version(),
            work.json(),
            changesSomething(plan.work()),
            plan.priority().privileged(),
            plan.priority().step(),
            plan.deadline(),
            plan.plannedAt(),
            plannedState(planned),
            firstAttempt(planned),
            planned instanceof Operation.Held held ? held.hold().value() : null,
            planned instanceof Operation.Held held ? held.since() : null
        };
    }

    @Override
    public Optional<Operation> find(OperationId id) {
        return Sql.of("SELECT * FROM provisioning_operation WHERE id = ? FOR UPDATE", id.value())
                .first(dataSource, PostgresOperations::operation);
    }

    @Override
    public List<Operation> of(Cause cause) {
        return Sql.of(
                        "SELECT * FROM provisioning_operation WHERE cause_id = ? AND cause_kind = ? ORDER BY position",
                        cause.id(),
                        cause.kind().name())
                .list(dataSource, PostgresOperations::operation);
    }

    @Override
    public Slice<Operation> list(Filter filter, PageRequest page) {
        record Numbered(long position, Operation operation) {}
        Sql select = Sql.of("SELECT * FROM provisioning_operation WHERE true");
        filter.system().ifPresent(system -> select.then(" AND system = ?", system.value()));
        filter.cause()
                .ifPresent(cause -> select.then(
                        " AND cause_id = ? AND cause_kind = ?",
                        cause.id(),
                        cause.kind().name()));
        filter.state().ifPresent(state -> select.then(" AND state = ?", state));
        filter.hold().ifPresent(hold -> select.then(" AND hold = ?", hold.value()));
        page.after()
                .ifPresent(after ->
                        select.then(" AND position < ?", Keyset.read(after, 1).number(0)));
        select.then(" ORDER BY position DESC LIMIT ?", page.limit() + 1);
        List<Numbered> found = select.list(dataSource, row -> new Numbered(row.number("position"), operation(row)));
        return Slice.ofOneMore(found, page.limit(), numbered -> Keyset.of(numbered.position()))
                .map(Numbered::operation);
    }

    @Override
    public List<Operation.Running> claim(SystemId system, int limit, Duration lease, boolean readsOnly, Instant now) {
        return Sql.of(DUE, system.value(), now)
                .then(CLAIMABLE, readsOnly)
                .then(CLAIM, limit, now, now.plus(lease))
                .list(dataSource, PostgresOperations::running);
    }

    @Override
    public Optional<Instant> nextDue(SystemId system, boolean readsOnly) {
        return Sql.of(
                        "SELECT o.due_at FROM provisioning_operation o WHERE o.system = ? AND o.due_at IS NOT NULL",
                        system.value())
                .then(CLAIMABLE, readsOnly)
                .then(" ORDER BY o.due_at LIMIT 1")
                .first(dataSource, row -> row.moment("due_at"));
    }

    @Override
    public boolean record(Operation.Running claimed, Operation next, Attempt attempt) {
        StoredAttempt outcome = StoredAttempt.of(attempt);
        UUID id = claimed.plan().id().value();
        int written =
                switch (next) {
                    case Operation.Waiting waiting ->
                        record(claimed, "waiting", waiting.nextAttemptAt(), null, outcome);
                    case Operation.Done done -> record(claimed, "done", null, done.verifiedAt(), outcome);
                    case Operation.Running running -> throw notFromAnAttempt();
                    case Operation.Withheld withheld -> throw notFromAnAttempt();
                    case Operation.Held held -> throw notFromAnAttempt();
                    case Operation.Cancelled cancelled -> throw notFromAnAttempt();
                };
        if (written == 0) {
            return false;
        }
        Sql.of(
                        ATTEMPT,
                        id,
                        claimed.attempts(),
                        claimed.epoch(),
                        attempt.label(),
                        reason(attempt),
                        attempt.mayHaveChanged())
                .update(dataSource);
        return true;
    }

    private int record(
            Operation.Running claimed,
            String state,
            @Nullable Instant dueAt,
            @Nullable Instant endedAt,
            StoredAttempt outcome) {
        return Sql.of(
                        RECORD,
                        state,
                        dueAt,
                        endedAt,
                        outcome.type(),
                        outcome.version(),
                        outcome.json(),
                        claimed.plan().id().value(),
                        claimed.epoch())
                .update(dataSource);
    }

    @Override
    public boolean renew(Operation.Running claimed, Duration lease, Instant now) {
        return Sql.of(
                                "UPDATE provisioning_operation SET due_at = ?"
                                        + " WHERE id = ? AND epoch = ? AND state = 'running'",
                                now.plus(lease),
                                claimed.plan().id().value(),
                                claimed.epoch())
                        .update(dataSource)
                == 1;
    }

    @Override
    public Set<AccountId> touched(Cause cause) {
        return Set.copyOf(Sql.of(TOUCHED, cause.id(), cause.kind().name())
                .list(dataSource, row -> new AccountId(row.id("account"))));
    }

    @Override
    public boolean keep(Operation.Running claimed, PreImage before, Instant now) {
        UUID id = claimed.plan().id().value();
        PreImage all = Sql.of("SELECT sign_in, memberships FROM operation_pre_image WHERE operation = ?", id)
                .first(dataSource, PostgresOperations::preImage)
                .map(first -> first.and(before))
                .orElse(before);
        StoredPreImage stored = StoredPreImage.of(all);
        return Sql.of(KEEP, stored.signIn(), stored.memberships(), now, id, claimed.epoch())
                        .update(dataSource)
                == 1;
    }

    @Override
    public List<Kept> kept(Cause cause) {
        return Sql.of(KEPT, cause.id(), cause.kind().name())
                .list(dataSource, row -> new Kept(operation(row), preImage(row)));
    }

    private static PreImage preImage(Columns row) throws SQLException {
        return new StoredPreImage(row.text("sign_in"), row.text("memberships")).preImage();
    }

    @Override
    public void hasten(Cause cause, Instant now) {
        Sql.of(
                        "UPDATE provisioning_operation SET due_at = ? WHERE cause_id = ? AND cause_kind = ?"
                                + " AND state = 'waiting' AND due_at > ?",
                        now,
                        cause.id(),
                        cause.kind().name(),
                        now)
                .update(dataSource);
    }

    @Override
    public boolean hasten(OperationId id, Instant now) {
        return Sql.of(
                                "UPDATE provisioning_operation SET due_at = least(due_at, ?) WHERE id = ? AND state = 'waiting'",
                                now,
                                id.value())
                        .update(dataSource)
                == 1;
    }

    @Override
    public boolean goOn(Operation next) {
        int written =
                switch (next) {
                    case Operation.Waiting waiting -> goOn(waiting, "waiting", waiting.nextAttemptAt(), null, null);
                    case Operation.Held held ->
                        goOn(held, "held", null, held.hold().value(), held.since());
                    case Operation.Withheld withheld -> throw notGoingOn();
                    case Operation.Running running -> throw notGoingOn();
                    case Operation.Done done -> throw notGoingOn();
                    case Operation.Cancelled cancelled -> throw notGoingOn();
                };
        return written == 1;
    }

    private int goOn(
            Operation next, String state, @Nullable Instant dueAt, @Nullable UUID hold, @Nullable Instant heldSince) {
        return Sql.of(GO_ON, state, dueAt, hold, heldSince, next.plan().id().value())
                .update(dataSource);
    }

    private static IllegalArgumentException notGoingOn() {
        return new IllegalArgumentException("next: neither waits nor is held");
    }

    @Override
    public List<Operation> mark(HoldId hold, Optional<Set<AccountId>> accounts, UUID release) {
        Sql update = Sql.of(MARK, release, hold.value());
        accounts.ifPresent(some -> update.then(" AND account = ANY(?)", (Object)
                some.stream().map(AccountId::value).toArray(UUID[]::new)));
        return update.then(" RETURNING *) SELECT * FROM marked ORDER BY position")
                .list(dataSource, PostgresOperations::operation);
    }

    @Override
    public List<Operation.Waiting> release(UUID release, Instant now) {
        return Sql.of(RELEASE, now, release).list(dataSource, row -> plan(row).waiting(row.moment("due_at")));
    }

    @Override
    public boolean anyHeld(HoldId hold) {
        return Sql.of(
                        "SELECT EXISTS (SELECT FROM provisioning_operation WHERE hold = ? AND state = 'held') AS held",
                        hold.value())
                .only(dataSource, row -> row.flag("held"));
    }

    @Override
    public List<Operation> cancel(Cause cause, Optional<AccountId> account, String reason, Instant now) {
        Sql update = Sql.of(CANCEL, reason, now, cause.id(), cause.kind().name());
        account.ifPresent(only -> update.then(" AND account = ?", only.value()));
        return update.then(" RETURNING *) SELECT * FROM cancelled ORDER BY position")
                .list(dataSource, PostgresOperations::operation);
    }

    @Override
    public List<SystemId> systemsWithWork() {
        return Sql.of(SYSTEMS_WITH_WORK).list(dataSource, row -> new SystemId(row.id("system")));
    }

    private static boolean changesSomething(Work work) {
        return switch (work) {
            case Work.ListAccounts list -> false;
            case Work.ConfirmAccounts confirm -> false;
            case Work.ReadSignIns read -> false;
            case Work.OnAccount on -> true;
        };
    }

    private static @Nullable Instant firstAttempt(Operation planned) {
        return switch (planned) {
            case Operation.Waiting waiting -> waiting.nextAttemptAt();
            case Operation.Withheld withheld -> null;
            case Operation.Held held -> null;
            case Operation.Running running -> throw notPlanned();
            case Operation.Done done -> throw notPlanned();
            case Operation.Cancelled cancelled -> throw notPlanned();
        };
    }

    private static String plannedState(Operation planned) {
        return switch (planned) {
            case Operation.Waiting waiting -> "waiting";
            case Operation.Withheld withheld -> "withheld";
            case Operation.Held held -> "held";
            case Operation.Running running -> throw notPlanned();
            case Operation.Done done -> throw notPlanned();
            case Operation.Cancelled cancelled -> throw notPlanned();
        };
    }

    private static IllegalArgumentException notPlanned() {
        return new IllegalArgumentException("planned: neither waits, nor is withheld, nor held");
    }

    private static IllegalArgumentException notFromAnAttempt() {
        return new IllegalArgumentException("next: is no state that an attempt leads to");
    }

    private static @Nullable String reason(Attempt attempt) {
        return switch (attempt) {
            case Attempt.Applied applied -> null;
            case Attempt.Unchanged unchanged -> null;
            case Attempt.Listed listed -> null;
            case Attempt.SignInsRead read -> null;
            case Attempt.Refused refused -> refused.reason();
            case Attempt.Unreachable unreachable -> unreachable.reason();
            case Attempt.InDoubt doubt -> doubt.reason();
        };
    }

    private static Operation operation(Columns row) throws SQLException {
        Operation.Plan plan = plan(row);
        int attempts = row.smallNumber("attempts");
        return switch (row.text("state")) {
            case "waiting" ->
                new Operation.Waiting(plan, attempts, row.number("epoch"), row.moment("due_at"), outcome(row));
            case "running" -> running(row);
            case "done" -> new Operation.Done(plan, attempts, outcome(row).orElseThrow(), row.moment("ended_at"));
            case "withheld" -> new Operation.Withheld(plan);
            case "held" -> new Operation.Held(plan, new HoldId(row.id("hold")), row.moment("held_since"));
            case "cancelled" ->
                new Operation.Cancelled(plan, attempts, row.text("cancel_reason"), row.moment("ended_at"));
            default -> throw new IllegalStateException("state: holds what this version does not know");
        };
    }

    private static Operation.Running running(Columns row) throws SQLException {
        return new Operation.Running(
                plan(row),
                row.smallNumber("attempts"),
                row.number("epoch"),
                row.moment("running_since"),
                row.moment("due_at"));
    }

    private static Operation.Plan plan(Columns row) throws SQLException {
        return new Operation.Plan(
                new OperationId(row.id("id")),
                new Cause(Cause.Kind.valueOf(row.text("cause_kind")), row.id("cause_id")),
                new SystemId(row.id("system")),
                new StoredWork(row.text("work_type"), row.smallNumber("work_version"), row.text("work")).work(),
                new Priority(row.flag("privileged"), row.smallNumber("step")),
                row.moment("deadline"),
                row.moment("planned_at"));
    }

    private static Optional<Attempt> outcome(Columns row) throws SQLException {
        Optional<String> type = row.optionalText("outcome_type");
        return type.isEmpty()
                ? Optional.empty()
                : Optional.of(new StoredAttempt(type.get(), row.smallNumber("outcome_version"), row.text("outcome"))
                        .attempt());
    }
}
