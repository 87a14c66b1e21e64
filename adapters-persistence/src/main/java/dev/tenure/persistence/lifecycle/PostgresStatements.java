package dev.tenure.persistence.lifecycle;

import dev.tenure.application.lifecycle.Statements;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.Statement;
import dev.tenure.domain.lifecycle.StatementId;
import dev.tenure.domain.reconciliation.AccountId;
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
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What people state as rows of {@code statement}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresStatements implements Statements {

    private static final String ADD = """
            INSERT INTO statement (id, leaver_case, identity, system, account, account_name, step, done_at, evidence, ticket,
                                   reason, stated_by, stated_at, state, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'stated', 1) ON CONFLICT DO NOTHING""";

    private static final String CHANGE = """
            UPDATE statement SET state = ?, decided_by = ?, decided_at = ?, ended_at = ?, version = version + 1
             WHERE id = ? AND version = ?""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresStatements(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Optional<Statement> find(StatementId id) {
        return Sql.of("SELECT * FROM statement WHERE id = ?", id.value())
                .first(dataSource, PostgresStatements::statement);
    }

    @Override
    public List<Statement> of(LeaverCaseId leaverCase) {
        return Sql.of(
                        "SELECT * FROM statement WHERE leaver_case = ? ORDER BY stated_at DESC, id DESC",
                        leaverCase.value())
                .list(dataSource, PostgresStatements::statement);
    }

    @Override
    public Slice<Statement> list(Optional<String> state, PageRequest page) {
        Sql select = Sql.of("SELECT * FROM statement WHERE true");
        state.ifPresent(wanted -> select.then(" AND state = ?", wanted));
        page.after()
                .map(after -> Keyset.read(after, 2))
                .ifPresent(last -> select.then(" AND (stated_at, id) < (?, ?)", last.moment(0), last.id(1)));
        select.then(" ORDER BY stated_at DESC, id DESC LIMIT ?", page.limit() + 1);
        return Slice.ofOneMore(
                select.list(dataSource, PostgresStatements::statement),
                page.limit(),
                one -> Keyset.of(one.claim().statedAt(), one.claim().id().value()));
    }

    @Override
    public void save(Statement statement) {
        int saved =
                switch (statement) {
                    case Statement.Waiting waiting -> add(waiting.claim());
                    case Statement.Confirmed confirmed -> change(confirmed, confirmed.confirmation(), null);
                    case Statement.Declined declined ->
                        change(
                                declined,
                                new Statement.Confirmation(declined.declinedBy(), declined.declinedAt()),
                                null);
                    case Statement.Slipped slipped -> change(slipped, slipped.confirmation(), slipped.slippedAt());
                    case Statement.Shown shown ->
                        change(shown, shown.confirmation().orElse(null), shown.shownAt());
                    case Statement.Lapsed lapsed -> change(lapsed, null, lapsed.lapsedAt());
                };
        if (saved != 1) {
            throw new OptimisticLockException("another transaction decided first");
        }
    }

    private int add(Statement.Claim claim) {
        Optional<Statement.About.TakenStep> taken =
                switch (claim.about()) {
                    case Statement.About.TakenStep step -> Optional.of(step);
                    case Statement.About.Listing listing -> Optional.empty();
                };
        return Sql.of(
                        ADD,
                        claim.id().value(),
                        claim.leaverCase().value(),
                        claim.identity().value(),
                        claim.system().value(),
                        taken.map(step -> step.account().value()).orElse(null),
                        taken.map(Statement.About.TakenStep::name)
                                .map(Sql::storable)
                                .orElse(null),
                        taken.map(step -> step.step().label()).orElse(null),
                        claim.doneAt(),
                        claim.evidence().orElse(null),
                        claim.ticket().orElse(null),
                        claim.reason(),
                        claim.statedBy(),
                        claim.statedAt())
                .update(dataSource);
    }

    private int change(Statement statement, Statement.@Nullable Confirmation decision, @Nullable Instant endedAt) {
        return Sql.of(
                        CHANGE,
                        statement.label(),
                        decision == null ? null : decision.by(),
                        decision == null ? null : decision.at(),
                        endedAt,
                        statement.claim().id().value(),
                        statement.version())
                .update(dataSource);
    }

    private static Statement statement(Columns row) throws SQLException {
        Statement.Claim claim = claim(row);
        long version = row.number("version");
        return switch (row.text("state")) {
            case "stated" -> new Statement.Waiting(claim, version);
            case "confirmed" -> new Statement.Confirmed(claim, decision(row), version);
            case "declined" -> new Statement.Declined(claim, row.text("decided_by"), row.moment("decided_at"), version);
            case "slipped" -> new Statement.Slipped(claim, decision(row), row.moment("ended_at"), version);
            case "shown" ->
                new Statement.Shown(
                        claim,
                        row.optionalText("decided_by").isPresent() ? Optional.of(decision(row)) : Optional.empty(),
                        row.moment("ended_at"),
                        version);
            case "lapsed" -> new Statement.Lapsed(claim, row.moment("ended_at"), version);
            default -> throw new IllegalStateException("state: holds what this version does not know");
        };
    }

    private static Statement.Confirmation decision(Columns row) throws SQLException {
        return new Statement.Confirmation(row.text("decided_by"), row.moment("decided_at"));
    }

    private static Statement.Claim claim(Columns row) throws SQLException {
        Optional<UUID> account = row.optionalId("account");
        return new Statement.Claim(
                new StatementId(row.id("id")),
                new LeaverCaseId(row.id("leaver_case")),
                new IdentityId(row.id("identity")),
                new SystemId(row.id("system")),
                account.isEmpty()
                        ? new Statement.About.Listing()
                        : new Statement.About.TakenStep(
                                new AccountId(account.get()),
                                row.text("account_name"),
                                StoredSteps.step(row.text("step"))),
                row.moment("done_at"),
                row.optionalText("evidence"),
                row.optionalText("ticket"),
                row.text("reason"),
                row.text("stated_by"),
                row.moment("stated_at"));
    }
}
