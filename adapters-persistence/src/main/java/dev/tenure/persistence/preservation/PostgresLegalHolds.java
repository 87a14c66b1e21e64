package dev.tenure.persistence.preservation;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.preservation.LegalHolds;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.preservation.LegalHold;
import dev.tenure.domain.preservation.LegalHoldId;
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

/** Legal holds as rows of {@code legal_hold}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresLegalHolds implements LegalHolds {

    private static final String ADD = """
            INSERT INTO legal_hold (id, identity, reason, placed_by, placed_at, state, version)
            VALUES (?, ?, ?, ?, ?, 'in-force', 1) ON CONFLICT DO NOTHING""";

    private static final String CHANGE = """
            UPDATE legal_hold SET state = ?, lift_reason = ?, lift_by = ?, lift_at = ?, confirmed_by = ?, confirmed_at = ?,
                                  version = version + 1
             WHERE id = ? AND version = ?""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresLegalHolds(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Optional<LegalHold> find(LegalHoldId id) {
        return Sql.of("SELECT * FROM legal_hold WHERE id = ? FOR UPDATE", id.value())
                .first(dataSource, PostgresLegalHolds::hold);
    }

    @Override
    public List<LegalHold> standing(IdentityId identity) {
        return Sql.of(
                        "SELECT * FROM legal_hold WHERE identity = ? AND state <> 'lifted' ORDER BY placed_at, id",
                        identity.value())
                .list(dataSource, PostgresLegalHolds::hold);
    }

    @Override
    public void save(LegalHold hold) {
        int saved =
                switch (hold) {
                    case LegalHold.InForce inForce ->
                        inForce.version() == 0 ? add(inForce.order()) : change(inForce, null, null, null);
                    case LegalHold.Lifting lifting -> change(lifting, lifting.proposal(), null, null);
                    case LegalHold.Lifted lifted ->
                        change(lifted, lifted.proposal(), lifted.confirmedBy(), lifted.confirmedAt());
                };
        if (saved != 1) {
            throw new OptimisticLockException("another transaction changed the legal hold first");
        }
    }

    private int add(LegalHold.Order order) {
        return Sql.of(ADD, order.id().value(), order.identity().value(), order.reason(), order.by(), order.at())
                .update(dataSource);
    }

    private int change(
            LegalHold hold,
            LegalHold.@Nullable Proposal proposal,
            @Nullable String confirmedBy,
            @Nullable Instant confirmedAt) {
        return Sql.of(
                        CHANGE,
                        hold.label(),
                        proposal == null ? null : proposal.reason(),
                        proposal == null ? null : proposal.by(),
                        proposal == null ? null : proposal.at(),
                        confirmedBy,
                        confirmedAt,
                        hold.order().id().value(),
                        hold.version())
                .update(dataSource);
    }

    @Override
    public Slice<LegalHold> list(Optional<String> state, PageRequest page) {
        Sql select = Sql.of("SELECT * FROM legal_hold WHERE true");
        state.ifPresent(wanted -> select.then(" AND state = ?", wanted));
        page.after()
                .map(after -> Keyset.read(after, 2))
                .ifPresent(last -> select.then(" AND (placed_at, id) < (?, ?)", last.moment(0), last.id(1)));
        select.then(" ORDER BY placed_at DESC, id DESC LIMIT ?", page.limit() + 1);
        return Slice.ofOneMore(
                select.list(dataSource, PostgresLegalHolds::hold),
                page.limit(),
                hold -> Keyset.of(hold.order().at(), hold.order().id().value()));
    }

    private static LegalHold hold(Columns row) throws SQLException {
        LegalHold.Order order = new LegalHold.Order(
                new LegalHoldId(row.id("id")),
                new IdentityId(row.id("identity")),
                row.text("reason"),
                row.text("placed_by"),
                row.moment("placed_at"));
        long version = row.number("version");
        return switch (row.text("state")) {
            case "in-force" -> new LegalHold.InForce(order, version);
            case "lifting" -> new LegalHold.Lifting(order, proposal(row), version);
            case "lifted" ->
                new LegalHold.Lifted(
                        order, proposal(row), row.text("confirmed_by"), row.moment("confirmed_at"), version);
            default -> throw new IllegalStateException("state: holds what this version does not know");
        };
    }

    private static LegalHold.Proposal proposal(Columns row) throws SQLException {
        return new LegalHold.Proposal(row.text("lift_reason"), row.text("lift_by"), row.moment("lift_at"));
    }
}
