package dev.tenure.persistence.finding;

import dev.tenure.application.finding.Findings;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.finding.Finding;
import dev.tenure.domain.finding.FindingId;
import dev.tenure.domain.finding.FindingKind;
import dev.tenure.domain.finding.Severity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.ReadId;
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
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Findings as rows of {@code finding}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresFindings implements Findings {

    private static final String CHANGE = """
            UPDATE finding SET state = ?, owner = ?, due_at = ?, assigned_by = ?, accepted_until = ?, accepted_reason = ?, accepted_by = ?,
                               accepted_at = ?, gone_read = ?, gone_at = ?, version = version + 1
             WHERE id = ? AND version = ?""";

    /** Each number is that of the entries of an index: no finding is read for it. The severity stands in the index. */
    private static final String TOTALS = """
            SELECT (SELECT count(*) FROM finding WHERE state = 'open'%1$s) AS open,
                   (SELECT count(*) FROM finding WHERE state = 'open' AND due_at < ?%1$s) AS late,
                   (SELECT count(*) FROM finding WHERE state = 'open' AND severity = 4%1$s) AS critical,
                   (SELECT count(*) FROM finding WHERE state = 'accepted'%1$s) AS accepted""";

    private static final String TOTALS_OF_ALL = TOTALS.formatted("");
    private static final String TOTALS_OF_AN_OWNER = TOTALS.formatted(" AND owner = ?");

    private static final String OWNED = """
            SELECT * FROM finding
             WHERE system = ? AND state = 'open' AND lower(owner COLLATE pg_c_utf8) = ANY (?)
             ORDER BY id LIMIT ? FOR UPDATE""";

    /** What of kind out-of-band-grant no operation takes back; wants the system, and the states of operations that count as none. */
    private static final String NOT_TAKEN_BACK = """
              FROM finding f JOIN account a ON a.id = f.account
             WHERE f.system = ? AND f.kind = 'out-of-band-grant' AND f.state = 'open'
               AND a.protected_since IS NULL AND a.vanished_at IS NULL
               AND NOT EXISTS (SELECT FROM provisioning_operation o
                                WHERE o.cause_id = f.id AND o.cause_kind = 'OUT_OF_BAND_GRANT' AND o.state <> ALL (?)
                                  AND (o.state <> 'done'
                                       OR o.ended_at >= (SELECT max(r.requested_at) FROM system_read r
                                                          WHERE r.system = f.system AND r.state = 'complete')))""";

    // In one order, so that two that change many at once never wait for each other in a circle.
    private static final String STILL_OPEN =
            "SELECT * FROM finding WHERE id = ANY (?) AND state = 'open' ORDER BY id FOR UPDATE";

    private static final String ACCEPT = """
            UPDATE finding SET state = 'accepted', accepted_until = ?, accepted_reason = ?, accepted_by = ?, accepted_at = ?,
                               version = version + 1
             WHERE id = ANY (?) AND state = 'open'
            RETURNING *""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresFindings(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Optional<Finding> find(FindingId id) {
        return Sql.of("SELECT * FROM finding WHERE id = ? FOR UPDATE", id.value())
                .first(dataSource, PostgresFindings::finding);
    }

    @Override
    public void save(Finding finding) {
        int saved =
                switch (finding) {
                    case Finding.Open open -> change(open, null, null);
                    case Finding.Accepted accepted -> change(accepted, accepted.acceptance(), null);
                    case Finding.Closed closed -> change(closed, null, closed.gone());
                };
        if (saved != 1) {
            throw new OptimisticLockException("another transaction changed the finding first");
        }
    }

    private int change(Finding finding, Finding.@Nullable Acceptance acceptance, Finding.@Nullable Gone gone) {
        return Sql.of(
                        CHANGE,
                        finding.label(),
                        finding.duty().owner(),
                        finding.duty().dueAt(),
                        finding.duty().assignedBy().orElse(null),
                        acceptance == null ? null : acceptance.until(),
                        acceptance == null ? null : acceptance.reason(),
                        acceptance == null ? null : acceptance.by(),
                        acceptance == null ? null : acceptance.at(),
                        gone == null ? null : gone.read().value(),
                        gone == null ? null : gone.at(),
                        finding.facts().id().value(),
                        finding.version())
                .update(dataSource);
    }

    @Override
    public Slice<Finding> list(Filter filter, Instant now, PageRequest page) {
        Sql select = Sql.of("SELECT * FROM finding WHERE true");
        filter.system().ifPresent(system -> select.then("AND system = ?", system.value()));
        filter.kind().ifPresent(kind -> select.then("AND kind = ?", stored(kind)));
        filter.severity().ifPresent(severity -> select.then("AND severity = ?", stored(severity)));
        filter.state().ifPresent(state -> select.then("AND state = ?", state));
        filter.owner().ifPresent(owner -> select.then("AND owner = ?", owner));
        if (filter.late()) {
            select.then("AND state = 'open' AND due_at < ?", now);
        }
        filter.text().ifPresent(text -> select.forItsValues()
                .then("AND lower(name) LIKE lower(? COLLATE pg_c_utf8)", Sql.containing(text)));
        page.after()
                .map(after -> Keyset.read(after, 2))
                .ifPresent(last -> select.then("AND (due_at, id) > (?, ?)", last.moment(0), last.id(1)));
        select.then("ORDER BY due_at, id LIMIT ?", page.limit() + 1);
        return Slice.ofOneMore(
                select.list(dataSource, PostgresFindings::finding),
                page.limit(),
                finding ->
                        Keyset.of(finding.duty().dueAt(), finding.facts().id().value()));
    }

    @Override
    public List<Finding.Open> pass(SystemId system, List<String> from, String owner, String by, int limit) {
        String[] names =
                from.stream().map(name -> name.toLowerCase(Locale.ROOT)).toArray(String[]::new);
        List<Finding.Open> before =
                Sql.of(OWNED, system.value(), names, limit).list(dataSource, PostgresFindings::finding).stream()
                        .map(Finding.Open.class::cast)
                        .toList();
        UUID[] ids = before.stream().map(f -> f.facts().id().value()).toArray(UUID[]::new);
        hand(ids, owner, by);
        return before;
    }

    private void hand(UUID[] ids, String owner, String by) {
        Sql.of(
                        "UPDATE finding SET owner = ?, assigned_by = ?, version = version + 1 WHERE id = ANY (?)",
                        owner,
                        by,
                        ids)
                .update(dataSource);
    }

    @Override
    public List<Finding.Open> assign(Collection<FindingId> ids, String owner, String by) {
        List<Finding.Open> before =
                Sql.of(STILL_OPEN, (Object) values(ids)).list(dataSource, PostgresFindings::finding).stream()
                        .map(Finding.Open.class::cast)
                        .toList();
        hand(before.stream().map(open -> open.facts().id().value()).toArray(UUID[]::new), owner, by);
        return before;
    }

    @Override
    public List<Finding.Accepted> accept(Collection<FindingId> ids, Finding.Acceptance acceptance) {
        return Sql.of(ACCEPT, acceptance.until(), acceptance.reason(), acceptance.by(), acceptance.at(), (Object)
                        values(ids))
                .list(dataSource, PostgresFindings::finding)
                .stream()
                .map(Finding.Accepted.class::cast)
                .toList();
    }

    private static UUID[] values(Collection<FindingId> ids) {
        return ids.stream().map(FindingId::value).toArray(UUID[]::new);
    }

    @Override
    public List<Finding.Open> notTakenBack(SystemId system, boolean withheld, int limit) {
        return Sql.of("SELECT f.*" + NOT_TAKEN_BACK, system.value(), countAsNone(withheld))
                .then("ORDER BY f.due_at, f.id LIMIT ?", limit)
                .list(dataSource, row -> (Finding.Open) finding(row));
    }

    @Override
    public long countNotTakenBack(SystemId system) {
        return Sql.of("SELECT count(*) AS number" + NOT_TAKEN_BACK, system.value(), countAsNone(true))
                .only(dataSource, row -> row.number("number"));
    }

    private static String[] countAsNone(boolean withheld) {
        return withheld ? new String[] {"cancelled", "withheld"} : new String[] {"cancelled"};
    }

    @Override
    public Totals totals(Optional<String> owner, Instant now) {
        Sql select = owner.map(one -> Sql.of(TOTALS_OF_AN_OWNER, one, now, one, one, one))
                .orElseGet(() -> Sql.of(TOTALS_OF_ALL, now));
        return select.only(
                dataSource,
                row -> new Totals(
                        row.number("open"), row.number("late"), row.number("critical"), row.number("accepted")));
    }

    /** How a kind is stored. */
    public static String stored(FindingKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind that is stored so. */
    public static FindingKind kind(String stored) {
        return FindingKind.valueOf(stored.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** How a severity is stored. */
    public static int stored(Severity severity) {
        return switch (severity) {
            case LOW -> 1;
            case MEDIUM -> 2;
            case HIGH -> 3;
            case CRITICAL -> 4;
        };
    }

    static Finding finding(Columns row) throws SQLException {
        Finding.Facts facts = new Finding.Facts(
                new FindingId(row.id("id")),
                kind(row.text("kind")),
                severity(row.smallNumber("severity")),
                new SystemId(row.id("system")),
                new AccountId(row.id("account")),
                row.text("name"),
                row.optionalId("identity").map(IdentityId::new),
                grant(row),
                inspected(row),
                row.optionalMoment("password_set_at"),
                unreviewed(row),
                new ReadId(row.id("read")),
                row.moment("opened_at"));
        Finding.Duty duty = new Finding.Duty(row.text("owner"), row.moment("due_at"), row.optionalText("assigned_by"));
        long version = row.number("version");
        return switch (row.text("state")) {
            case "open" -> new Finding.Open(facts, duty, version);
            case "accepted" ->
                new Finding.Accepted(
                        facts,
                        duty,
                        new Finding.Acceptance(
                                row.moment("accepted_until"),
                                row.text("accepted_reason"),
                                row.text("accepted_by"),
                                row.moment("accepted_at")),
                        version);
            case "closed" ->
                new Finding.Closed(
                        facts, duty, new Finding.Gone(new ReadId(row.id("gone_read")), row.moment("gone_at")), version);
            default -> throw new IllegalStateException("state: holds what this version does not know");
        };
    }

    private static Optional<Finding.Grant> grant(Columns row) throws SQLException {
        Optional<String> entitlement = row.optionalText("entitlement_id");
        return entitlement.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Finding.Grant(entitlement.get(), row.text("entitlement_name"), row.moment("held_since")));
    }

    private static Optional<Finding.Unreviewed> unreviewed(Columns row) throws SQLException {
        Optional<Instant> since = row.optionalMoment("privileged_since");
        return since.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding.Unreviewed(since.get(), row.optionalMoment("last_reviewed_at")));
    }

    private static Optional<Finding.Inspected> inspected(Columns row) throws SQLException {
        Optional<Instant> at = row.optionalMoment("inspected_at");
        Optional<String> key = row.optionalText("artefact_id");
        return at.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding.Inspected(
                        at.get(),
                        key.isEmpty()
                                ? Optional.empty()
                                : Optional.of(new Finding.Key(
                                        key.get(),
                                        row.text("artefact_what"),
                                        row.moment("artefact_since"),
                                        row.flag("artefact_issued")))));
    }

    /** The severity that is stored so. */
    public static Severity severity(int stored) {
        return switch (stored) {
            case 1 -> Severity.LOW;
            case 2 -> Severity.MEDIUM;
            case 3 -> Severity.HIGH;
            case 4 -> Severity.CRITICAL;
            default -> throw new IllegalStateException("severity: holds what this version does not know");
        };
    }
}
