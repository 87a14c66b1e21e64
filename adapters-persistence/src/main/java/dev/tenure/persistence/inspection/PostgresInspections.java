package dev.tenure.persistence.inspection;

import dev.tenure.application.inspection.HeldArtefact;
import dev.tenure.application.inspection.Inspections;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inspection.InspectedKind;
import dev.tenure.domain.inspection.Inspection;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Artefact;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.persistence.inventory.NonHumanNames;
import dev.tenure.persistence.paging.Keyset;
import dev.tenure.persistence.statement.Columns;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Inspections as rows of {@code account_inspection}, and what they showed as rows of {@code account_artefact}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresInspections implements Inspections {

    private static final String IS_NON_HUMAN = "(n.id IS NOT NULL OR lower(a.name) LIKE ANY (" + NonHumanNames.PATTERNS
            + ") OR " + NonHumanNames.told(NonHumanNames.OF_ATTRIBUTES) + ")";

    /** The accounts first: few of all that hold a credential are no person's. */
    private static final String OF_NON_HUMANS =
            """
            AND h.account IN (
                SELECT a.id FROM non_human n JOIN account a ON a.identity = n.identity
                UNION ALL
                SELECT a.id FROM target_system t CROSS JOIN LATERAL unnest(""" + NonHumanNames.PATTERNS + """
                ) AS named (pattern) JOIN account a ON a.system = t.id AND lower(a.name) LIKE named.pattern
                UNION ALL
                SELECT a.id FROM (SELECT t.id,""" + " " + NonHumanNames.OF_ATTRIBUTES + """
                 AS patterns FROM target_system t) t
                  JOIN account a ON a.system = t.id AND cardinality(t.patterns) > 0 AND""" + " "
                    + NonHumanNames.told("t.patterns") + ")";

    private static final String DUE_NOW = "(i.account IS NULL OR i.next_at <= ? OR i.tried_at < t.redirected_at)";

    private static final String DUE = "WITH t AS MATERIALIZED (SELECT t.id, t.redirected_at, " + NonHumanNames.PATTERNS
            + """
             AS non_human,""" + " " + NonHumanNames.OF_ATTRIBUTES + """
             AS non_human_told FROM target_system t WHERE t.id = ?)
            SELECT a.id, a.native_id
              FROM t
              JOIN account a ON a.system = t.id AND a.vanished_at IS NULL
              LEFT JOIN account_inspection i ON i.account = a.id
              LEFT JOIN non_human n ON n.identity = a.identity
             WHERE""" + " " + DUE_NOW + """
             ORDER BY a.privileged OR n.id IS NOT NULL OR lower(a.name) LIKE ANY (t.non_human) OR
            """
            + NonHumanNames.told("t.non_human_told") + """
             DESC,
                      i.tried_at NULLS FIRST, a.id LIMIT ?""";

    private static final String SAVE = """
            INSERT INTO account_inspection (account, tried_at, next_at, failures, error, credentials_at, mfa_methods_at,
                                            sign_ins_at, last_sign_in_at, last_sign_in_by)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (account) DO UPDATE
               SET tried_at = EXCLUDED.tried_at, next_at = EXCLUDED.next_at, failures = EXCLUDED.failures,
                   error = EXCLUDED.error, credentials_at = EXCLUDED.credentials_at,
                   mfa_methods_at = EXCLUDED.mfa_methods_at, sign_ins_at = EXCLUDED.sign_ins_at,
                   last_sign_in_at = EXCLUDED.last_sign_in_at, last_sign_in_by = EXCLUDED.last_sign_in_by""";

    private static final String GONE = """
            UPDATE account_artefact SET gone_at = ?
             WHERE account = ? AND kind = ? AND gone_at IS NULL AND native_id <> ALL (?)""";

    private static final String KEEP = """
            INSERT INTO account_artefact AS h
                   (id, account, system, kind, native_id, what, since, last_used_at, expires_at, first_seen_at)
            SELECT next_id(), id, system, ?, ?, ?, ?, ?, ?, ? FROM account WHERE id = ?
            ON CONFLICT (account, kind, native_id) DO UPDATE
               SET what = EXCLUDED.what, since = coalesce(EXCLUDED.since, h.since),
                   last_used_at = greatest(EXCLUDED.last_used_at, h.last_used_at), expires_at = EXCLUDED.expires_at,
                   gone_at = NULL""";

    private static final String IS_OVERDUE = """
            (h.kind = 'credential' AND h.gone_at IS NULL
             AND h.aged_from < CAST(? AS timestamptz) - t.key_max_age_days * interval '24 hours')""";

    /** Older than the least that any system lets a credential become: what is newer need not be looked at. */
    private static final String OLD_ENOUGH = """
            AND h.aged_from < CAST(? AS timestamptz) - (SELECT min(key_max_age_days) FROM target_system) * interval '24 hours'""";

    private static final String LIST =
            "SELECT h.*, a.name, a.identity, a.privileged, coalesce(t.name, '') AS system_name, " + IS_NON_HUMAN
                    + " AS non_human, coalesce(" + IS_OVERDUE + """
            , false) AS overdue
              FROM account_artefact h
              JOIN account a ON a.id = h.account AND a.vanished_at IS NULL
              LEFT JOIN target_system t ON t.id = h.system
              LEFT JOIN non_human n ON n.identity = a.identity
             WHERE true""";

    private static final String COVERAGE = """
            SELECT count(*) AS accounts, count(i.account) FILTER (WHERE i.error IS NULL) AS inspected,
                   count(i.error) AS failing, count(*) FILTER (WHERE""" + " " + DUE_NOW + """
            ) AS waiting,
                   min(i.tried_at) AS oldest_at
              FROM target_system t
              JOIN account a ON a.system = t.id AND a.vanished_at IS NULL
              LEFT JOIN account_inspection i ON i.account = a.id
             WHERE t.id = ?""";

    private static final String FAILURE = """
            SELECT i.tried_at, i.error
              FROM account a JOIN account_inspection i ON i.account = a.id
             WHERE a.system = ? AND a.vanished_at IS NULL AND i.error IS NOT NULL
             ORDER BY i.tried_at DESC, i.account DESC LIMIT 1""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresInspections(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public List<Due> due(SystemId system, Instant now, int limit) {
        return Sql.of(DUE, system.value(), now, limit)
                .list(dataSource, row -> new Due(new AccountId(row.id("id")), row.text("native_id")));
    }

    @Override
    public Optional<Inspection> find(AccountId account) {
        return Sql.of("SELECT * FROM account_inspection WHERE account = ?", account.value())
                .first(dataSource, PostgresInspections::inspection);
    }

    private static Inspection inspection(Columns row) throws SQLException {
        Map<InspectedKind, Instant> readAt = new EnumMap<>(InspectedKind.class);
        for (InspectedKind kind : InspectedKind.values()) {
            row.optionalMoment(column(kind)).ifPresent(at -> readAt.put(kind, at));
        }
        Optional<Instant> lastAt = row.optionalMoment("last_sign_in_at");
        return new Inspection(
                new AccountId(row.id("account")),
                row.moment("tried_at"),
                row.moment("next_at"),
                row.smallNumber("failures"),
                row.optionalText("error"),
                readAt,
                lastAt.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Inspection.LastSignIn(lastAt.get(), row.text("last_sign_in_by"))));
    }

    private static String column(InspectedKind kind) {
        return switch (kind) {
            case CREDENTIALS -> "credentials_at";
            case MFA_METHODS -> "mfa_methods_at";
            case SIGN_INS -> "sign_ins_at";
        };
    }

    @Override
    public void save(Inspection inspection) {
        Sql.of(
                        SAVE,
                        inspection.account().value(),
                        inspection.triedAt(),
                        inspection.nextAt(),
                        inspection.failures(),
                        inspection.error().orElse(null),
                        inspection.readAt().get(InspectedKind.CREDENTIALS),
                        inspection.readAt().get(InspectedKind.MFA_METHODS),
                        inspection.readAt().get(InspectedKind.SIGN_INS),
                        inspection.last().map(Inspection.LastSignIn::at).orElse(null),
                        inspection.last().map(Inspection.LastSignIn::by).orElse(null))
                .update(dataSource);
    }

    @Override
    public void keep(AccountId account, Artefact.Kind kind, List<Artefact> held, Instant now) {
        String[] ids = held.stream().map(Artefact::id).map(Sql::storable).toArray(String[]::new);
        Sql.of(GONE, now, account.value(), kind.label(), ids).update(dataSource);
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Artefact artefact : held) {
            rows.add(new @Nullable Object[] {
                kind.label(),
                artefact.id(),
                artefact.what(),
                artefact.since().orElse(null),
                artefact.lastUsedAt().orElse(null),
                artefact.expiresAt().orElse(null),
                now,
                account.value()
            });
        }
        Sql.each(dataSource, KEEP, rows);
    }

    @Override
    public Slice<HeldArtefact> list(Filter filter, Instant now, PageRequest page) {
        Sql select = Sql.of(LIST, now);
        if (!filter.gone()) {
            select.then("AND h.gone_at IS NULL");
        }
        filter.system().ifPresent(system -> select.then("AND h.system = ?", system.value()));
        filter.account().ifPresent(account -> select.then("AND h.account = ?", account.value()));
        filter.kind().ifPresent(kind -> select.then("AND h.kind = ?", kind.label()));
        filter.issuedBefore().ifPresent(before -> select.then("AND h.aged_from < ?", before));
        filter.idleSince().ifPresent(since -> select.then("AND coalesce(h.last_used_at, h.aged_from) <= ?", since));
        if (filter.overdue()) {
            select.then("AND " + IS_OVERDUE, now).then(OLD_ENOUGH, now);
        }
        if (filter.nonHuman()) {
            select.then(OF_NON_HUMANS);
        }
        filter.answeredBy().ifPresent(person -> select.then("AND n.state = 'active' AND n.owner = ?", person.value()));
        filter.text()
                .ifPresent(
                        text -> select.then("AND lower(a.name) LIKE lower(? COLLATE pg_c_utf8)", Sql.containing(text)));
        page.after()
                .map(after -> Keyset.read(after, 2))
                .ifPresent(last -> select.then("AND (h.aged_from, h.id) > (?, ?)", last.moment(0), last.id(1)));
        select.then("ORDER BY h.aged_from, h.id LIMIT ?", page.limit() + 1);
        return Slice.ofOneMore(
                select.list(dataSource, PostgresInspections::held),
                page.limit(),
                held -> Keyset.of(held.agedFrom(), held.id()));
    }

    private static HeldArtefact held(Columns row) throws SQLException {
        return new HeldArtefact(
                row.id("id"),
                new Artefact(
                        kind(row.text("kind")),
                        row.text("native_id"),
                        row.text("what"),
                        row.optionalMoment("since"),
                        row.optionalMoment("last_used_at"),
                        row.optionalMoment("expires_at")),
                row.moment("first_seen_at"),
                row.optionalMoment("gone_at"),
                new HeldArtefact.Holder(
                        new AccountId(row.id("account")),
                        row.text("name"),
                        new SystemId(row.id("system")),
                        row.text("system_name"),
                        row.optionalId("identity").map(IdentityId::new),
                        row.flag("privileged"),
                        row.flag("non_human")),
                row.flag("overdue"));
    }

    private static Artefact.Kind kind(String stored) {
        return Stream.of(Artefact.Kind.values())
                .filter(kind -> kind.label().equals(stored))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("kind: holds what this version does not know"));
    }

    @Override
    public Coverage coverage(SystemId system, Instant now) {
        Optional<Failure> failure = Sql.of(FAILURE, system.value())
                .first(dataSource, row -> new Failure(row.moment("tried_at"), row.text("error")));
        return Sql.of(COVERAGE, now, system.value())
                .only(
                        dataSource,
                        row -> new Coverage(
                                row.number("accounts"),
                                row.number("inspected"),
                                row.number("failing"),
                                row.number("waiting"),
                                row.optionalMoment("oldest_at"),
                                failure));
    }
}
