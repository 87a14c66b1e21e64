package dev.tenure.persistence.provisioning;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.provisioning.Holds;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.Hold;
import dev.tenure.domain.provisioning.HoldId;
import dev.tenure.domain.provisioning.HoldRelease;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.persistence.paging.Keyset;
import dev.tenure.persistence.statement.Columns;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Holds as rows of {@code guard_hold}; what they hold are operations. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresHolds implements Holds {

    private static final String OPEN = """
            INSERT INTO guard_hold
                   (id, system, number, share_percent, window_ms, allowed, counted, cause_kind, cause_id, opened_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String SUMMARY = """
            SELECT h.*, t.name AS system_name, s.*, r.id AS release, r.whole, r.accounts AS release_accounts,
                   r.operations AS release_operations, r.reason, r.proposed_by, r.proposed_at
              FROM guard_hold h
              LEFT JOIN target_system t ON t.id = h.system
              LEFT JOIN hold_release r ON r.hold = h.id AND r.decided_at IS NULL
             CROSS JOIN LATERAL (
                   SELECT count(DISTINCT o.account) FILTER (WHERE o.state = 'held') AS held_accounts,
                          count(*) FILTER (WHERE o.state = 'held') AS held_operations,
                          count(DISTINCT (o.cause_kind, o.cause_id)) FILTER (WHERE o.state = 'held') AS held_causes,
                          count(*) FILTER (WHERE o.state <> 'held') AS let_go
                     FROM provisioning_operation o WHERE o.hold = h.id) s
             WHERE true""";

    private static final String ACCOUNTS = """
            WITH held AS (
                SELECT account, min(position) AS first, array_agg(work_type ORDER BY position) AS work,
                       min(deadline) AS deadline, min(held_since) AS since,
                       (array_agg(cause_kind ORDER BY position))[1] AS cause_kind,
                       (array_agg(cause_id ORDER BY position))[1] AS cause_id
                  FROM provisioning_operation WHERE hold = ? AND state = 'held'
                 GROUP BY account HAVING min(position) > ? ORDER BY first LIMIT ?)
            SELECT held.*, a.name, i.id AS person, i.worker_id, i.given_name || ' ' || i.family_name AS person_name
              FROM held
              LEFT JOIN account a ON a.id = held.account
              LEFT JOIN identity i ON i.id = a.identity
             ORDER BY held.first""";

    private static final String PROPOSE = """
            INSERT INTO hold_release (id, hold, whole, accounts, operations, reason, proposed_by, proposed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (hold) WHERE decided_at IS NULL DO NOTHING""";

    private static final String DECIDE = """
            UPDATE hold_release SET agreed = ?, decided_by = ?, decided_at = ?, released = ?
             WHERE id = ? AND decided_at IS NULL""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresHolds(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public void open(Hold.Open hold) {
        Hold.Opening opening = hold.opening();
        Sql.of(
                        OPEN,
                        opening.id().value(),
                        opening.system().value(),
                        opening.limit().number(),
                        opening.limit().sharePercent(),
                        opening.limit().window().toMillis(),
                        opening.allowed(),
                        opening.counted(),
                        opening.first().kind().name(),
                        opening.first().id(),
                        opening.openedAt())
                .update(dataSource);
    }

    @Override
    public List<Hold.Open> openOn(Collection<SystemId> systems) {
        UUID[] ids = systems.stream().map(SystemId::value).toArray(UUID[]::new);
        return Sql.of("SELECT * FROM guard_hold WHERE system = ANY (?) AND ended_at IS NULL", (Object) ids)
                .list(dataSource, row -> new Hold.Open(opening(row)));
    }

    @Override
    public Optional<Hold.Open> openOn(SystemId system) {
        return Sql.of("SELECT * FROM guard_hold WHERE system = ? AND ended_at IS NULL", system.value())
                .first(dataSource, row -> new Hold.Open(opening(row)));
    }

    @Override
    public void end(Hold.Ended hold) {
        int written = Sql.of(
                        "UPDATE guard_hold SET ended_at = ? WHERE id = ? AND ended_at IS NULL",
                        hold.endedAt(),
                        hold.opening().id().value())
                .update(dataSource);
        if (written == 0) {
            throw new IllegalStateException("the hold ended before, or never began");
        }
    }

    @Override
    public Optional<Summary> find(HoldId id) {
        return Sql.of(SUMMARY).then("AND h.id = ?", id.value()).first(dataSource, PostgresHolds::summary);
    }

    @Override
    public Slice<Summary> list(Filter filter, PageRequest page) {
        record Numbered(long position, Summary summary) {}
        Sql select = Sql.of(SUMMARY);
        filter.system().ifPresent(system -> select.then("AND h.system = ?", system.value()));
        if (filter.open()) {
            select.then("AND h.ended_at IS NULL");
        }
        page.after()
                .ifPresent(after ->
                        select.then("AND h.position < ?", Keyset.read(after, 1).number(0)));
        select.then("ORDER BY h.position DESC LIMIT ?", page.limit() + 1);
        List<Numbered> found = select.list(dataSource, row -> new Numbered(row.number("position"), summary(row)));
        return Slice.ofOneMore(found, page.limit(), numbered -> Keyset.of(numbered.position()))
                .map(Numbered::summary);
    }

    @Override
    public Slice<HeldAccount> accounts(HoldId id, PageRequest page) {
        record Numbered(long first, HeldAccount account) {}
        long after = page.after().map(key -> Keyset.read(key, 1).number(0)).orElse(0L);
        List<Numbered> found = Sql.of(ACCOUNTS, id.value(), after, page.limit() + 1)
                .list(dataSource, row -> new Numbered(row.number("first"), account(row)));
        return Slice.ofOneMore(found, page.limit(), numbered -> Keyset.of(numbered.first()))
                .map(Numbered::account);
    }

    @Override
    public void propose(HoldRelease.Proposed proposed) {
        HoldRelease.Proposal proposal = proposed.proposal();
        int written = Sql.of(
                        PROPOSE,
                        proposal.id(),
                        proposal.hold().value(),
                        proposal.whole(),
                        proposal.accounts(),
                        proposal.operations(),
                        proposal.reason(),
                        proposal.proposedBy(),
                        proposal.proposedAt())
                .update(dataSource);
        if (written == 0) {
            throw new IllegalStateException("a release of this hold waits already: confirm or decline that one");
        }
    }

    @Override
    public Optional<HoldRelease> findRelease(UUID id) {
        return Sql.of("SELECT * FROM hold_release WHERE id = ?", id).first(dataSource, PostgresHolds::release);
    }

    @Override
    public List<HoldRelease> releases(HoldId id) {
        return Sql.of("SELECT * FROM hold_release WHERE hold = ? ORDER BY position DESC", id.value())
                .list(dataSource, PostgresHolds::release);
    }

    @Override
    public void endRelease(HoldRelease ended) {
        int written =
                switch (ended) {
                    case HoldRelease.Proposed proposed -> 0;
                    case HoldRelease.Confirmed confirmed ->
                        Sql.of(
                                        DECIDE,
                                        true,
                                        confirmed.confirmedBy(),
                                        confirmed.confirmedAt(),
                                        confirmed.released(),
                                        confirmed.proposal().id())
                                .update(dataSource);
                    case HoldRelease.Declined declined ->
                        Sql.of(
                                        DECIDE,
                                        false,
                                        declined.declinedBy(),
                                        declined.declinedAt(),
                                        null,
                                        declined.proposal().id())
                                .update(dataSource);
                };
        if (written == 0) {
            throw new IllegalStateException("the release ended before, or was never proposed");
        }
    }

    private static Hold.Opening opening(Columns row) throws SQLException {
        return new Hold.Opening(
                new HoldId(row.id("id")),
                new SystemId(row.id("system")),
                StoredLimit.read(row, ""),
                row.number("allowed"),
                row.number("counted"),
                cause(row),
                row.moment("opened_at"));
    }

    private static Cause cause(Columns row) throws SQLException {
        return new Cause(Cause.Kind.valueOf(row.text("cause_kind")), row.id("cause_id"));
    }

    private static Summary summary(Columns row) throws SQLException {
        Hold.Opening opening = opening(row);
        Optional<Instant> endedAt = row.optionalMoment("ended_at");
        Optional<UUID> waiting = row.optionalId("release");
        return new Summary(
                endedAt.isPresent() ? new Hold.Ended(opening, endedAt.get()) : new Hold.Open(opening),
                row.optionalText("system_name").orElse(""),
                row.number("held_accounts"),
                row.number("held_operations"),
                row.number("held_causes"),
                row.number("let_go"),
                waiting.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new HoldRelease.Proposed(new HoldRelease.Proposal(
                                waiting.get(),
                                opening.id(),
                                row.flag("whole"),
                                row.smallNumber("release_accounts"),
                                row.smallNumber("release_operations"),
                                row.text("reason"),
                                row.text("proposed_by"),
                                row.moment("proposed_at")))));
    }

    private static HeldAccount account(Columns row) throws SQLException {
        Optional<UUID> person = row.optionalId("person");
        return new HeldAccount(
                new AccountId(row.id("account")),
                row.optionalText("name").orElse(""),
                person.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Person(
                                new IdentityId(person.get()),
                                row.text("worker_id"),
                                row.text("person_name").strip())),
                cause(row),
                row.texts("work"),
                row.moment("deadline"),
                row.moment("since"));
    }

    private static HoldRelease release(Columns row) throws SQLException {
        HoldRelease.Proposal proposal = new HoldRelease.Proposal(
                row.id("id"),
                new HoldId(row.id("hold")),
                row.flag("whole"),
                row.smallNumber("accounts"),
                row.smallNumber("operations"),
                row.text("reason"),
                row.text("proposed_by"),
                row.moment("proposed_at"));
        Optional<Instant> decidedAt = row.optionalMoment("decided_at");
        if (decidedAt.isEmpty()) {
            return new HoldRelease.Proposed(proposal);
        }
        return row.flag("agreed")
                ? new HoldRelease.Confirmed(
                        proposal, row.text("decided_by"), row.smallNumber("released"), decidedAt.get())
                : new HoldRelease.Declined(proposal, row.text("decided_by"), decidedAt.get());
    }
}
