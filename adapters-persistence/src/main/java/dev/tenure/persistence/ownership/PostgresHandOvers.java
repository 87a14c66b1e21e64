package dev.tenure.persistence.ownership;

import dev.tenure.application.ownership.HandOvers;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.ownership.HandOver;
import dev.tenure.domain.ownership.HandOverId;
import dev.tenure.domain.ownership.OwnedKind;
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
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Hand-overs as rows of {@code hand_over}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresHandOvers implements HandOvers {

    // Few leave at a time: OFFSET keeps the planner from reading all that anybody owns to find what they do.
    /** What those in {@code leavers} own at a moment. Another kind of thing is another branch. */
    private static final String OWNED = """
            owned AS (
                SELECT i.id AS owner, 'system' AS kind, s.id AS thing, s.name
                  FROM leavers l JOIN identity i ON i.id = l.id
                  JOIN LATERAL (SELECT lower(i.worker_id) UNION SELECT lower(i.email)) AS known (as_name) ON true
                  JOIN target_system s ON lower(btrim(s.owner) COLLATE pg_c_utf8) = known.as_name
                UNION ALL
                SELECT e.sponsor, 'engagement', e.id, e.given_name || ' ' || e.family_name
                  FROM leavers l JOIN engagement e ON e.sponsor = l.id
                 WHERE e.state IN ('approved', 'extension-requested') AND e.ends_at > ?
                UNION ALL
                SELECT l.id, 'non-human', n.id, n.name
                  FROM leavers l
                 CROSS JOIN LATERAL (SELECT id, name FROM non_human
                                      WHERE owner = l.id AND state = 'active' OFFSET 0) n)
            """;

    private static final String FOLLOW = "WITH leavers AS (SELECT CAST(? AS uuid) AS id), " + OWNED + """
            , lapsed AS (
                UPDATE hand_over h
                   SET state = 'lapsed', why = 'not-theirs', ended_at = CAST(? AS timestamptz), version = h.version + 1
                 WHERE h.leaver_case = ? AND h.state = 'due'
                   AND NOT EXISTS (SELECT FROM owned o WHERE o.kind = h.kind AND o.thing = h.thing)
                RETURNING h.*),
            opened AS (
                INSERT INTO hand_over (id, leaver_case, leaver, kind, thing, name, opened_at, due_at, state, version)
                SELECT next_id(), CAST(? AS uuid), o.owner, o.kind, o.thing, o.name, CAST(? AS timestamptz),
                       CAST(? AS timestamptz), 'due', 1
                  FROM owned o
                ON CONFLICT (leaver_case, kind, thing) WHERE state = 'due' DO NOTHING
                RETURNING *)
            SELECT * FROM lapsed UNION ALL SELECT * FROM opened""";

    private static final String OUTDATED =
            "WITH leavers AS (SELECT DISTINCT leaver AS id FROM hand_over WHERE state = 'due'), " + OWNED + """
            SELECT DISTINCT h.leaver_case FROM hand_over h
             WHERE h.state = 'due'
               AND NOT EXISTS (SELECT FROM owned o WHERE o.owner = h.leaver AND o.kind = h.kind AND o.thing = h.thing)
             ORDER BY h.leaver_case LIMIT ?""";

    private static final String CHANGE = """
            UPDATE hand_over SET proposed = ?, state = ?, late_told = ?, successor = ?, decided_by = ?, reason = ?, why = ?,
                                 ended_at = ?, version = version + 1
             WHERE id = ? AND version = ?""";

    private static final String OF_KNOWN = """
             AND (SELECT i.worker_id = ANY (?) OR i.email = ANY (?)
                    FROM identity i WHERE i.id = hand_over.proposed)""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresHandOvers(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Optional<HandOver> find(HandOverId id) {
        return Sql.of("SELECT * FROM hand_over WHERE id = ?", id.value())
                .first(dataSource, PostgresHandOvers::handOver);
    }

    @Override
    public List<HandOver> of(LeaverCaseId leaverCase) {
        return Sql.of("SELECT * FROM hand_over WHERE leaver_case = ? ORDER BY name, id", leaverCase.value())
                .list(dataSource, PostgresHandOvers::handOver);
    }

    @Override
    public List<HandOver> follow(LeaverCaseId leaverCase, IdentityId leaver, Instant dueAt, Instant now) {
        return Sql.of(FOLLOW, leaver.value(), now, now, leaverCase.value(), leaverCase.value(), now, dueAt)
                .list(dataSource, PostgresHandOvers::handOver);
    }

    @Override
    public void save(HandOver handOver) {
        int saved =
                switch (handOver) {
                    case HandOver.Due due -> change(due, due.lateTold(), null, null, null, null, null);
                    case HandOver.HandedOver done ->
                        change(done, false, done.successor(), done.by(), done.reason(), null, done.at());
                    case HandOver.Lapsed lapsed -> change(lapsed, false, null, null, null, lapsed.why(), lapsed.at());
                };
        if (saved != 1) {
            throw new OptimisticLockException("another transaction changed the hand-over first");
        }
    }

    private int change(
            HandOver handOver,
            boolean lateTold,
            @Nullable IdentityId successor,
            @Nullable String by,
            @Nullable String reason,
            HandOver.@Nullable Why why,
            @Nullable Instant endedAt) {
        return Sql.of(
                        CHANGE,
                        handOver.facts().proposed().map(IdentityId::value).orElse(null),
                        handOver.label(),
                        lateTold,
                        successor == null ? null : successor.value(),
                        by,
                        reason,
                        why == null ? null : why.label(),
                        endedAt,
                        handOver.facts().id().value(),
                        handOver.version())
                .update(dataSource);
    }

    @Override
    public List<HandOver.Due> proposedTo(IdentityId identity) {
        return due(Sql.of("SELECT * FROM hand_over WHERE proposed = ? AND state = 'due'", identity.value()));
    }

    @Override
    public List<LeaverCaseId> outdated(Instant now, int limit) {
        return Sql.of(OUTDATED, now, limit).list(dataSource, row -> new LeaverCaseId(row.id("leaver_case")));
    }

    @Override
    public List<HandOver.Due> overdue(Instant now, int limit) {
        return due(Sql.of("""
                SELECT * FROM hand_over WHERE state = 'due' AND NOT late_told AND due_at < ?
                 ORDER BY due_at, id LIMIT ?""", now, limit));
    }

    private List<HandOver.Due> due(Sql select) {
        return select.list(dataSource, PostgresHandOvers::handOver).stream()
                .map(HandOver.Due.class::cast)
                .toList();
    }

    @Override
    public Slice<HandOver> list(Filter filter, Instant now, PageRequest page) {
        Sql select = Sql.of("SELECT * FROM hand_over WHERE true");
        filter.state().ifPresent(state -> select.then("AND state = ?", state));
        filter.kind().ifPresent(kind -> select.then("AND kind = ?", kind.label()));
        if (filter.late()) {
            select.then("AND state = 'due' AND due_at < ?", now);
        }
        filter.leaver().ifPresent(leaver -> select.then("AND leaver = ?", leaver.value()));
        filter.proposed().ifPresent(proposed -> select.then("AND proposed = ?", proposed.value()));
        known(select, filter.proposedKnownAs());
        page.after()
                .map(after -> Keyset.read(after, 2))
                .ifPresent(last -> select.then("AND (due_at, id) > (?, ?)", last.moment(0), last.id(1)));
        select.then("ORDER BY due_at, id LIMIT ?", page.limit() + 1);
        return Slice.ofOneMore(
                select.list(dataSource, PostgresHandOvers::handOver),
                page.limit(),
                handOver -> Keyset.of(
                        handOver.facts().dueAt(), handOver.facts().id().value()));
    }

    private static void known(Sql select, Set<String> names) {
        if (!names.isEmpty()) {
            String[] all = names.toArray(String[]::new);
            select.then(OF_KNOWN, all, all);
        }
    }

    @Override
    public Totals totals(Set<String> proposedKnownAs, Instant now) {
        Sql select = Sql.of(
                "SELECT count(*) AS due, count(*) FILTER (WHERE due_at < ?) AS late FROM hand_over WHERE state = 'due'",
                now);
        known(select, proposedKnownAs);
        return select.only(dataSource, row -> new Totals(row.number("due"), row.number("late")));
    }

    private static HandOver handOver(Columns row) throws SQLException {
        HandOver.Facts facts = new HandOver.Facts(
                new HandOverId(row.id("id")),
                new LeaverCaseId(row.id("leaver_case")),
                new IdentityId(row.id("leaver")),
                new HandOver.Thing(kind(row.text("kind")), row.id("thing"), row.text("name")),
                row.optionalId("proposed").map(IdentityId::new),
                row.moment("opened_at"),
                row.moment("due_at"));
        long version = row.number("version");
        return switch (row.text("state")) {
            case "due" -> new HandOver.Due(facts, row.flag("late_told"), version);
            case "handed-over" ->
                new HandOver.HandedOver(
                        facts,
                        new IdentityId(row.id("successor")),
                        row.text("decided_by"),
                        row.text("reason"),
                        row.moment("ended_at"),
                        version);
            case "lapsed" -> new HandOver.Lapsed(facts, why(row.text("why")), row.moment("ended_at"), version);
            default -> throw new IllegalStateException("state: holds what this version does not know");
        };
    }

    private static OwnedKind kind(String stored) {
        return Stream.of(OwnedKind.values())
                .filter(kind -> kind.label().equals(stored))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("kind: holds what this version does not know"));
    }

    private static HandOver.Why why(String stored) {
        return Stream.of(HandOver.Why.values())
                .filter(why -> why.label().equals(stored))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("why: holds what this version does not know"));
    }
}
