package dev.tenure.persistence.lifecycle;

import dev.tenure.application.lifecycle.LeaverCases;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.CaseAccount;
import dev.tenure.domain.lifecycle.CaseSystem;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.persistence.paging.Keyset;
import dev.tenure.persistence.paging.Matches;
import dev.tenure.persistence.statement.Columns;
import dev.tenure.persistence.statement.Sql;
import dev.tenure.persistence.statement.VersionedRows;
import dev.tenure.persistence.transaction.UnitOfWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;

/**
 * Cases as rows of {@code leaver_case}, their systems and accounts as rows of their own. Systems and accounts only ever join a
 * case, in the order of their ordinal. A case that a transaction has locked is read once in it.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresLeaverCases implements LeaverCases {

    private static final String MISSING = """
            SELECT a.id
              FROM leaver_case l
              JOIN leaver_case_system s ON s.leaver_case = l.id
              JOIN account a ON a.identity = l.identity AND a.system = s.system AND a.vanished_at IS NULL
             WHERE l.state = 'open'
               AND NOT EXISTS (SELECT FROM leaver_case_account c WHERE c.leaver_case = l.id AND c.account = a.id)
             ORDER BY a.id LIMIT ?""";

    private static final String OPEN_OF =
            "SELECT * FROM leaver_case WHERE identity = :key AND state = 'open' FOR UPDATE";

    private static final String OPEN_ON = """
            SELECT c.* FROM leaver_case c JOIN leaver_case_system s ON s.leaver_case = c.id
             WHERE s.system = :key AND c.state = 'open'
             ORDER BY c.opened_at, c.id FOR UPDATE OF c""";

    private static final String OPEN_WITH = """
            SELECT c.* FROM leaver_case c JOIN leaver_case_account a ON a.leaver_case = c.id
             WHERE a.account = :key AND c.state = 'open'
             ORDER BY c.opened_at, c.id FOR UPDATE OF c""";

    // Late cases alone are looked at, by their index; what each still owes is looked up case by case.
    private static final String OVERDUE = """
            SELECT c.id
              FROM leaver_case c
             CROSS JOIN LATERAL (
                   SELECT min(deadline) AS deadline
                     FROM (SELECT s.shut_out_by AS deadline
                             FROM leaver_case_system s
                            WHERE s.leaver_case = c.id AND s.listed_at IS NULL AND s.stated IS NULL
                              AND NOT EXISTS (SELECT FROM leaver_exception x
                                               WHERE x.leaver_case = c.id AND x.kind = 'BREACH' AND x.system = s.system
                                                 AND x.account IS NULL AND x.milestone IS NULL
                                                 AND x.state <> 'resolved')
                           UNION ALL
                           SELECT m.deadline
                             FROM leaver_case_account a
                            CROSS JOIN LATERAL (VALUES ('BLOCKED', a.blocked_state, a.blocked_deadline),
                                                       ('CONTAINED', a.contained_state, a.contained_deadline),
                                                       ('CLEAN', a.clean_state, a.clean_deadline))
                                    m (name, state, deadline)
                            WHERE a.leaver_case = c.id AND m.state NOT IN ('stated', 'verified')
                              AND NOT EXISTS (SELECT FROM leaver_exception x
                                               WHERE x.leaver_case = c.id AND x.kind = 'BREACH' AND x.system = a.system
                                                 AND x.account = a.account AND x.milestone = m.name
                                                 AND x.state <> 'resolved')) unflagged) owed
             WHERE c.state = 'open' AND c.next_deadline < ? AND owed.deadline < ?
             ORDER BY owed.deadline, c.id LIMIT ?""";

    /** The cases of one page, in between; what is counted is counted for those alone. */
    private static final String LISTED = """
            SELECT c.*, n.*, x.exceptions
              FROM (SELECT c.*, i.given_name, i.family_name, i.worker_id FROM leaver_case c""";

    private static final String WITH_PERSON = "LEFT JOIN identity i ON i.id = c.identity WHERE true";

    /** Case by case: where many people match, most of them are no leavers. */
    private static final String PERSON_BY_CASE = """
            CROSS JOIN LATERAL (SELECT given_name, family_name, worker_id, searched
                                  FROM identity WHERE id = c.identity OFFSET 0) i WHERE true""";

    private static final String MATCHING = "identity WHERE searched LIKE lower(? COLLATE pg_c_utf8)";

    private static final String COUNTED = """
                   ) c
              LEFT JOIN (SELECT CAST(? AS timestamptz) AS now) open ON c.state = 'open'
              CROSS JOIN LATERAL (
                   SELECT count(*) AS accounts,
                          count(*) FILTER (WHERE blocked_state = 'verified') AS blocked,
                          count(*) FILTER (WHERE contained_state = 'verified') AS contained,
                          count(*) FILTER (WHERE clean_state = 'verified') AS clean,
                          count(*) FILTER (WHERE blocked_state NOT IN ('stated', 'verified') AND blocked_deadline < open.now)
                          + count(*) FILTER (WHERE contained_state NOT IN ('stated', 'verified') AND contained_deadline < open.now)
                          + count(*) FILTER (WHERE clean_state NOT IN ('stated', 'verified') AND clean_deadline < open.now)
                          + (SELECT count(*) FROM leaver_case_system s
                              WHERE s.leaver_case = c.id AND s.listed_at IS NULL AND s.stated IS NULL
                                AND s.shut_out_by < open.now) AS overdue
                     FROM leaver_case_account a WHERE a.leaver_case = c.id) n
              CROSS JOIN LATERAL (
                   SELECT count(*) AS exceptions FROM leaver_exception x
                    WHERE x.leaver_case = c.id AND x.state <> 'resolved') x""";

    private static final String IN_ORDER = "ORDER BY c.list_rank, c.list_order, c.id";

    // The first condition is the one with an index; the other two leave out a match in the e-mail address.
    private static final String WITH_TEXT = """
             AND i.searched LIKE lower(? COLLATE pg_c_utf8)
             AND (lower(i.given_name || ' ' || i.family_name) LIKE lower(? COLLATE pg_c_utf8)
                  OR lower(i.worker_id) LIKE lower(? COLLATE pg_c_utf8))""";

    private static final String TOTALS = """
            SELECT (SELECT count(*) FROM leaver_case WHERE state = 'open') AS open,
                   (SELECT count(*) FROM leaver_case WHERE state = 'open' AND next_deadline < ?) AS late,
                   (SELECT count(*) FROM leaver_case WHERE state = 'closed'
                       AND ended_at > CAST(? AS timestamptz) - interval '30 days') AS closed_lately,
                   (SELECT count(*) FROM leaver_exception WHERE state <> 'resolved') AS exceptions""";

    private static final String SYSTEMS =
            "SELECT * FROM leaver_case_system WHERE leaver_case = ANY (?) ORDER BY leaver_case, ordinal";

    private static final String ACCOUNTS =
            "SELECT * FROM leaver_case_account WHERE leaver_case = ANY (?) ORDER BY leaver_case, ordinal";

    private final StatelessSession session;
    private final DataSource dataSource;
    private final TransactionSynchronizationRegistry registry;

    /**
     * @param session the session of the caller's transaction
     * @param dataSource the application role's; takes part in JTA
     * @param registry of JTA's transactions
     */
    public PostgresLeaverCases(
            StatelessSession session, DataSource dataSource, TransactionSynchronizationRegistry registry) {
        this.session = session;
        this.dataSource = dataSource;
        this.registry = registry;
    }

    /** The cases that the present transaction has locked, as they are stored. */
    private static final class Locked {
        private final Map<UUID, LeaverCase> cases = new HashMap<>();
    }

    private Map<UUID, LeaverCase> locked() {
        return UnitOfWork.present(registry).kept(Locked.class, Locked::new).cases;
    }

    @Override
    public Optional<LeaverCase> find(LeaverCaseId id) {
        return Optional.ofNullable(session.get(LeaverCaseRow.class, id.value())).map(this::whole);
    }

    @Override
    public Optional<LeaverCase> lock(LeaverCaseId id) {
        LeaverCase known = locked().get(id.value());
        if (known != null) {
            return Optional.of(known);
        }
        Optional<LeaverCase> found = Optional.ofNullable(
                        session.get(LeaverCaseRow.class, id.value(), LockMode.PESSIMISTIC_WRITE))
                .map(this::whole);
        found.ifPresent(one -> locked().put(id.value(), one));
        return found;
    }

    @Override
    public Optional<LeaverCase.Open> openOf(IdentityId identity) {
        return open(OPEN_OF, identity.value()).stream().findFirst();
    }

    @Override
    public List<LeaverCase.Open> openOn(SystemId system) {
        return open(OPEN_ON, system.value());
    }

    @Override
    public List<LeaverCase.Open> openWith(AccountId account) {
        return open(OPEN_WITH, account.value());
    }

    @Override
    public List<AccountId> missing(int limit) {
        return Sql.of(MISSING, limit).list(dataSource, row -> new AccountId(row.id("id")));
    }

    @Override
    public void save(LeaverCase leaverCase) {
        LeaverCaseRow row = LeaverCaseRow.of(leaverCase);
        boolean isNew = leaverCase.version() == 0;
        if (isNew) {
            VersionedRows.insert(session, row);
        } else {
            VersionedRows.update(session, row);
        }
        // The row's lock is held now, so nobody else adds to the case or changes what is in it.
        Optional<LeaverCase> known = Optional.ofNullable(locked().get(row.id));
        Parts stored = known.map(one -> new Parts(one.systems(), one.accounts()))
                .orElseGet(() -> isNew ? Parts.NONE : parts(List.of(row)).getOrDefault(row.id, Parts.NONE));
        write(
                stored.systems(),
                leaverCase.systems(),
                (ordinal, system) -> LeaverCaseSystemRow.of(leaverCase.opening().id(), ordinal, system));
        write(
                stored.accounts(),
                leaverCase.accounts(),
                (ordinal, account) ->
                        LeaverCaseAccountRow.of(leaverCase.opening().id(), ordinal, account));
        locked().put(row.id, row.leaverCase(leaverCase.systems(), leaverCase.accounts()));
    }

    /** Adds what is new and changes what differs. */
    private <T> void write(List<T> stored, List<T> wanted, RowMaker<T> maker) {
        List<Object> added = new ArrayList<>();
        List<Object> changed = new ArrayList<>();
        for (int ordinal = 0; ordinal < wanted.size(); ordinal++) {
            T part = wanted.get(ordinal);
            if (ordinal >= stored.size()) {
                added.add(maker.make(ordinal, part));
            } else if (!stored.get(ordinal).equals(part)) {
                changed.add(maker.make(ordinal, part));
            }
        }
        session.updateMultiple(changed);
        session.insertMultiple(added);
    }

    /** Makes the row of a part of a case. */
    private interface RowMaker<T> {
        Object make(int ordinal, T part);
    }

    @Override
    public List<LeaverCaseId> overdue(Instant now, int limit) {
        return Sql.of(OVERDUE, now, now, limit).list(dataSource, row -> new LeaverCaseId(row.id("id")));
    }

    @Override
    public Slice<LeaverSummary> list(Filter filter, Instant now, PageRequest page) {
        record Ordered(long rank, long order, LeaverSummary summary) {}
        boolean many = filter.text()
                .filter(text -> !Matches.areFew(dataSource, MATCHING, Sql.containing(text)))
                .isPresent();
        Sql select = Sql.of(LISTED).then(many ? PERSON_BY_CASE : WITH_PERSON);
        filter.state().ifPresent(state -> select.then(" AND c.state = ?", state));
        if (filter.late()) {
            select.then(" AND c.state = 'open' AND c.next_deadline < ?", now);
        }
        filter.text().map(Sql::containing).ifPresent(text -> select.forItsValues()
                .then(WITH_TEXT, text, text, text));
        page.after()
                .map(after -> Keyset.read(after, 3))
                .ifPresent(last -> select.then(
                        " AND (c.list_rank, c.list_order, c.id) > (?, ?, ?)",
                        last.number(0),
                        last.number(1),
                        last.id(2)));
        select.then(IN_ORDER + " LIMIT ?", page.limit() + 1).then(COUNTED, now).then(IN_ORDER);
        List<Ordered> found = select.list(
                dataSource, row -> new Ordered(row.number("list_rank"), row.number("list_order"), summary(row)));
        return Slice.ofOneMore(
                        found,
                        page.limit(),
                        ordered -> Keyset.of(
                                ordered.rank(),
                                ordered.order(),
                                ordered.summary().id().value()))
                .map(Ordered::summary);
    }

    @Override
    public Totals totals(Instant now) {
        return Sql.of(TOTALS, now, now)
                .only(
                        dataSource,
                        row -> new Totals(
                                row.number("open"),
                                row.number("late"),
                                row.number("closed_lately"),
                                row.number("exceptions")));
    }

    /** Locks open cases. */
    private List<LeaverCase.Open> open(String select, UUID key) {
        List<LeaverCaseRow> rows = session.createNativeQuery(select, LeaverCaseRow.class)
                .setParameter("key", key)
                .getResultList();
        List<LeaverCaseRow> unread =
                rows.stream().filter(row -> !locked().containsKey(row.id)).toList();
        Map<UUID, Parts> parts = parts(unread);
        for (LeaverCaseRow row : unread) {
            locked().put(row.id, whole(row, parts));
        }
        return rows.stream().map(row -> (LeaverCase.Open) locked().get(row.id)).toList();
    }

    private LeaverCase whole(LeaverCaseRow row) {
        return whole(row, parts(List.of(row)));
    }

    private static LeaverCase whole(LeaverCaseRow row, Map<UUID, Parts> parts) {
        Parts own = parts.getOrDefault(row.id, Parts.NONE);
        return row.leaverCase(own.systems(), own.accounts());
    }

    /** Read after the rows were locked, so that they are what the rows' versions count. */
    private Map<UUID, Parts> parts(List<LeaverCaseRow> rows) {
        Map<UUID, Parts> parts = new HashMap<>();
        if (rows.isEmpty()) {
            return parts;
        }
        Object ids = rows.stream().map(row -> row.id).toArray(UUID[]::new);
        Sql.of(SYSTEMS, ids).list(dataSource, row -> of(parts, row).systems().add(LeaverCaseSystemRow.read(row)));
        Sql.of(ACCOUNTS, ids).list(dataSource, row -> of(parts, row).accounts().add(LeaverCaseAccountRow.read(row)));
        return parts;
    }

    private static Parts of(Map<UUID, Parts> parts, Columns row) throws SQLException {
        return parts.computeIfAbsent(row.id("leaver_case"), id -> new Parts(new ArrayList<>(), new ArrayList<>()));
    }

    private static LeaverSummary summary(Columns row) throws SQLException {
        String person = row.optionalText("given_name").orElse("")
                + " "
                + row.optionalText("family_name").orElse("");
        return new LeaverSummary(
                new LeaverCaseId(row.id("id")),
                new IdentityId(row.id("identity")),
                person.strip(),
                row.optionalText("worker_id").orElse(""),
                row.text("state"),
                row.flag("privileged"),
                row.moment("clock_start"),
                row.moment("received_at"),
                row.moment("opened_at"),
                row.optionalMoment("ended_at"),
                row.optionalMoment("next_deadline"),
                row.number("accounts"),
                row.number("blocked"),
                row.number("contained"),
                row.number("clean"),
                row.number("overdue"),
                row.number("exceptions"));
    }

    /** What belongs to a case. */
    private record Parts(List<CaseSystem> systems, List<CaseAccount> accounts) {
        private static final Parts NONE = new Parts(List.of(), List.of());
    }
}
