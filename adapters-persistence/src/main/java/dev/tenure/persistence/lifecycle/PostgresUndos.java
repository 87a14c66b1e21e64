package dev.tenure.persistence.lifecycle;

import dev.tenure.application.lifecycle.Undos;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.Undo;
import dev.tenure.domain.lifecycle.UndoId;
import dev.tenure.domain.reconciliation.AccountId;
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

/** What people undo as rows of {@code undo}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresUndos implements Undos {

    private static final String ADD = """
            INSERT INTO undo (id, leaver_case, identity, gifts, losses, reason, proposed_by, proposed_at, state, version)
            VALUES (?, ?, ?, CAST(? AS jsonb), CAST(? AS jsonb), ?, ?, ?, 'proposed', 1) ON CONFLICT DO NOTHING""";

    private static final String CHANGE = """
            UPDATE undo SET state = ?, decided_by = ?, decided_at = ?, parts = CAST(? AS jsonb), completed_at = ?,
                            version = version + 1
             WHERE id = ? AND version = ?""";

    private static final String UNDER_WAY = """
            SELECT * FROM undo
             WHERE state = 'confirmed'
               AND EXISTS (SELECT FROM jsonb_array_elements(parts) part WHERE part ->> ? = ?)
             ORDER BY proposed_at, id FOR UPDATE""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresUndos(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Optional<Undo> find(UndoId id) {
        return Sql.of("SELECT * FROM undo WHERE id = ? FOR UPDATE", id.value()).first(dataSource, PostgresUndos::undo);
    }

    @Override
    public List<Undo> of(LeaverCaseId leaverCase) {
        return Sql.of("SELECT * FROM undo WHERE leaver_case = ? ORDER BY proposed_at DESC, id DESC", leaverCase.value())
                .list(dataSource, PostgresUndos::undo);
    }

    @Override
    public List<Undo.Confirmed> underWayOn(SystemId system) {
        return underWay("system", system.value());
    }

    @Override
    public List<Undo.Confirmed> underWayWith(AccountId account) {
        return underWay("account", account.value());
    }

    private List<Undo.Confirmed> underWay(String field, UUID id) {
        return Sql.of(UNDER_WAY, field, id.toString()).list(dataSource, PostgresUndos::confirmed);
    }

    @Override
    public void save(Undo undo) {
        int saved =
                switch (undo) {
                    case Undo.Proposed proposed -> add(proposed.proposal());
                    case Undo.Declined declined ->
                        change(declined, declined.declinedBy(), declined.declinedAt(), null, null);
                    case Undo.Confirmed confirmed ->
                        change(
                                confirmed,
                                confirmed.confirmedBy(),
                                confirmed.confirmedAt(),
                                StoredUndo.parts(confirmed.parts()),
                                null);
                    case Undo.Completed completed ->
                        change(
                                completed,
                                completed.confirmedBy(),
                                completed.confirmedAt(),
                                StoredUndo.parts(completed.parts()),
                                completed.completedAt());
                };
        if (saved != 1) {
            throw new OptimisticLockException("another transaction decided, or went on, first");
        }
    }

    private int add(Undo.Proposal proposal) {
        return Sql.of(
                        ADD,
                        proposal.id().value(),
                        proposal.leaverCase().value(),
                        proposal.identity().value(),
                        StoredUndo.gifts(proposal.gifts()),
                        StoredUndo.losses(proposal.losses()),
                        proposal.reason(),
                        proposal.proposedBy(),
                        proposal.proposedAt())
                .update(dataSource);
    }

    private int change(
            Undo undo, String decidedBy, Instant decidedAt, @Nullable String parts, @Nullable Instant completedAt) {
        return Sql.of(
                        CHANGE,
                        undo.label(),
                        decidedBy,
                        decidedAt,
                        parts,
                        completedAt,
                        undo.proposal().id().value(),
                        undo.version())
                .update(dataSource);
    }

    private static Undo undo(Columns row) throws SQLException {
        long version = row.number("version");
        return switch (row.text("state")) {
            case "proposed" -> new Undo.Proposed(proposal(row), version);
            case "declined" ->
                new Undo.Declined(proposal(row), row.text("decided_by"), row.moment("decided_at"), version);
            case "confirmed" -> confirmed(row);
            case "completed" ->
                new Undo.Completed(
                        proposal(row),
                        row.text("decided_by"),
                        row.moment("decided_at"),
                        StoredUndo.parts(row.text("parts")),
                        row.moment("completed_at"),
                        version);
            default -> throw new IllegalStateException("state: holds what this version does not know");
        };
    }

    private static Undo.Confirmed confirmed(Columns row) throws SQLException {
        return new Undo.Confirmed(
                proposal(row),
                row.text("decided_by"),
                row.moment("decided_at"),
                StoredUndo.parts(row.text("parts")),
                row.number("version"));
    }

    private static Undo.Proposal proposal(Columns row) throws SQLException {
        return new Undo.Proposal(
                new UndoId(row.id("id")),
                new LeaverCaseId(row.id("leaver_case")),
                new IdentityId(row.id("identity")),
                StoredUndo.gifts(row.text("gifts")),
                StoredUndo.losses(row.text("losses")),
                row.text("reason"),
                row.text("proposed_by"),
                row.moment("proposed_at"));
    }
}
