package dev.tenure.persistence.lifecycle;

import dev.tenure.application.lifecycle.Suspensions;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.Suspension;
import dev.tenure.domain.lifecycle.SuspensionId;
import dev.tenure.persistence.paging.Keyset;
import dev.tenure.persistence.statement.Columns;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Suspensions as rows of {@code suspension}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresSuspensions implements Suspensions {

    private static final String ADD = """
            INSERT INTO suspension (id, identity, leaver_case, reason, called_by, called_at, decide_by, state, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT DO NOTHING""";

    private static final String DECIDE = """
            UPDATE suspension SET state = ?, decision = ?, decider = ?, decided_by = ?, decided_at = ?,
                                  version = version + 1
             WHERE id = ? AND version = ?""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresSuspensions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Optional<Suspension> find(SuspensionId id) {
        return Sql.of("SELECT * FROM suspension WHERE id = ? FOR UPDATE", id.value())
                .first(dataSource, PostgresSuspensions::suspension);
    }

    @Override
    public Optional<Suspension> standing(IdentityId identity) {
        return Sql.of("SELECT * FROM suspension WHERE identity = ? AND state <> 'lifted' FOR UPDATE", identity.value())
                .first(dataSource, PostgresSuspensions::suspension);
    }

    @Override
    public void save(Suspension suspension) {
        int saved =
                switch (suspension) {
                    case Suspension.Undecided undecided -> add(undecided);
                    case Suspension.Upheld upheld -> decide(upheld, upheld.decision());
                    case Suspension.Lifted lifted -> decide(lifted, lifted.decision());
                };
        if (saved != 1) {
            throw new OptimisticLockException("another transaction suspended the person, or decided, first");
        }
    }

    private int add(Suspension.Undecided undecided) {
        Suspension.Call call = undecided.call();
        return Sql.of(
                        ADD,
                        call.id().value(),
                        call.identity().value(),
                        call.leaverCase().value(),
                        call.reason(),
                        call.by(),
                        call.at(),
                        call.decideBy(),
                        undecided.label())
                .update(dataSource);
    }

    private int decide(Suspension decided, Suspension.Decision decision) {
        return Sql.of(
                        DECIDE,
                        decided.label(),
                        decision.reason(),
                        decider(decision.by()),
                        subject(decision.by()),
                        decision.at(),
                        decided.call().id().value(),
                        decided.version())
                .update(dataSource);
    }

    private static String decider(Suspension.Decider decider) {
        return switch (decider) {
            case Suspension.Decider.Person person -> "person";
            case Suspension.Decider.HrRecord record -> "hr-record";
        };
    }

    private static @Nullable String subject(Suspension.Decider decider) {
        return switch (decider) {
            case Suspension.Decider.Person person -> person.subject();
            case Suspension.Decider.HrRecord record -> null;
        };
    }

    @Override
    public List<Suspension.Undecided> overdue(Instant now, int limit) {
        return Sql.of(
                        "SELECT * FROM suspension WHERE state = 'undecided' AND decide_by < ? ORDER BY decide_by, id LIMIT ?",
                        now,
                        limit)
                .list(dataSource, row -> new Suspension.Undecided(call(row), row.number("version")));
    }

    @Override
    public Slice<Suspension> list(Optional<String> state, PageRequest page) {
        Sql select = Sql.of("SELECT * FROM suspension WHERE true");
        state.ifPresent(wanted -> select.then(" AND state = ?", wanted));
        page.after()
                .map(after -> Keyset.read(after, 2))
                .ifPresent(last -> select.then(" AND (called_at, id) < (?, ?)", last.moment(0), last.id(1)));
        select.then(" ORDER BY called_at DESC, id DESC LIMIT ?", page.limit() + 1);
        return Slice.ofOneMore(
                select.list(dataSource, PostgresSuspensions::suspension),
                page.limit(),
                suspension ->
                        Keyset.of(suspension.call().at(), suspension.call().id().value()));
    }

    private static Suspension suspension(Columns row) throws SQLException {
        long version = row.number("version");
        return switch (row.text("state")) {
            case "undecided" -> new Suspension.Undecided(call(row), version);
            case "upheld" -> new Suspension.Upheld(call(row), decision(row), version);
            case "lifted" -> new Suspension.Lifted(call(row), decision(row), version);
            default -> throw new IllegalStateException("state: holds what this version does not know");
        };
    }

    private static Suspension.Call call(Columns row) throws SQLException {
        return new Suspension.Call(
                new SuspensionId(row.id("id")),
                new IdentityId(row.id("identity")),
                new LeaverCaseId(row.id("leaver_case")),
                row.text("reason"),
                row.text("called_by"),
                row.moment("called_at"),
                row.moment("decide_by"));
    }

    private static Suspension.Decision decision(Columns row) throws SQLException {
        Suspension.Decider decider =
                switch (row.text("decider")) {
                    case "person" -> new Suspension.Decider.Person(row.text("decided_by"));
                    case "hr-record" -> new Suspension.Decider.HrRecord();
                    default -> throw new IllegalStateException("decider: holds what this version does not know");
                };
        return new Suspension.Decision(row.text("decision"), decider, row.moment("decided_at"));
    }
}
