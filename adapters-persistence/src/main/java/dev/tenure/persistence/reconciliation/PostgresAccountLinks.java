package dev.tenure.persistence.reconciliation;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.reconciliation.AccountLinks;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.Correlation;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.AccountLink;
import dev.tenure.domain.reconciliation.CorrelationPreview;
import dev.tenure.domain.reconciliation.CorrelationPreview.Effect;
import dev.tenure.domain.reconciliation.LinkDecision;
import dev.tenure.domain.reconciliation.LinkedAccount;
import dev.tenure.persistence.paging.Keyset;
import dev.tenure.persistence.statement.Columns;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** How accounts came to their identities: columns of {@code account}, and what people decided as rows of {@code link_decision}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresAccountLinks implements AccountLinks {

    private static final String SELECT = """
            SELECT a.*, greatest(a.last_seen_at, p.whole_at) AS seen_at, d.reason, d.decided_by, d.decided_at
              FROM account a
              LEFT JOIN system_picture p ON p.system = a.system
              LEFT JOIN LATERAL (SELECT reason, decided_by, decided_at FROM link_decision
                                  WHERE account = a.id ORDER BY decided_at DESC, id DESC LIMIT 1) d ON true
             WHERE a.vanished_at IS NULL""";

    /** The accounts of a system of which a read told something. */
    private static final String SEEN = """
            WITH seen AS (
                SELECT native_id, id AS account, identity_shown AS shown, told
                  FROM account WHERE system = ? AND vanished_at IS NULL AND told IS NOT NULL%s),
            asked AS (SELECT native_id, told FROM seen)""";

    private static final String ALL = SEEN.formatted("");

    private static final String OF_NOBODY = SEEN.formatted(" AND identity IS NULL");

    private static final String EFFECT = """
            CASE WHEN a.identity IS NULL AND d.identity IS NOT NULL THEN 'linked'
                 WHEN a.identity IS NOT NULL AND d.identity IS NULL THEN 'lost'
                 WHEN a.identity <> d.identity THEN 'moved'
                 WHEN d.link IN ('suggested', 'ambiguous') THEN d.link
                 ELSE 'unchanged' END""";

    /** Counts before it changes: each part of a statement sees what was there before the statement. */
    private static final String CORRELATE = """
            , counted_effects AS (
                SELECT %1$s AS effect
                  FROM decided d JOIN account a ON a.system = ? AND a.native_id = d.native_id),
            changed AS (
                UPDATE account a
                   SET identity = d.identity, link = d.link, link_rule = d.link_rule,
                       link_candidates = d.link_candidates, link_suggested = d.link_suggested, link_at = ?,
                       version = a.version + CASE WHEN a.identity IS DISTINCT FROM d.identity THEN 1 ELSE 0 END
                  FROM decided d
                 WHERE a.system = ? AND a.native_id = d.native_id
                   AND (a.identity, a.link, a.link_rule, a.link_candidates, a.link_suggested)
                       IS DISTINCT FROM (d.identity, d.link, d.link_rule, d.link_candidates, d.link_suggested))
            SELECT effect, count(*) AS number FROM counted_effects GROUP BY effect""".formatted(EFFECT);

    private static final String PREVIEW = """
            , effects AS MATERIALIZED (
                SELECT a.id, a.name, a.identity AS before, coalesce(d.identity, d.link_suggested) AS after,
                       d.deciding, d.candidates, %1$s AS effect
                  FROM decided d JOIN account a ON a.system = ? AND a.native_id = d.native_id),
            ranked AS (
                SELECT *, row_number() OVER (PARTITION BY effect ORDER BY lower(name), id) AS place,
                       count(*) OVER (PARTITION BY effect) AS number
                  FROM effects)
            SELECT * FROM ranked WHERE place <= greatest(1, ?) ORDER BY effect, place""".formatted(EFFECT);

    private static final String UNTOLD = """
            SELECT count(*) AS number FROM account WHERE system = ? AND vanished_at IS NULL AND told IS NULL""";

    private static final String SUPERSEDE = """
            UPDATE link_decision SET in_force = false
             WHERE account = ? AND in_force AND (verdict = 'linked' OR identity = ?)""";

    private static final String DECIDE = """
            INSERT INTO link_decision (id, account, system, identity, verdict, reason, decided_by, decided_at, in_force)
            SELECT ?, a.id, a.system, ?, ?, ?, ?, ?, true FROM account a WHERE a.id = ?""";

    private static final String MAKE_SO = """
            UPDATE account
               SET identity = CASE WHEN ? THEN CAST(? AS uuid) END, identity_shown = NULL,
                   link = CASE WHEN ? THEN 'person' END, link_rule = NULL, link_candidates = NULL,
                   link_suggested = NULL, link_at = ?, version = version + 1
             WHERE id = ?""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresAccountLinks(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Recorrelated correlate(TargetSystem system, Instant now) {
        return correlate(ALL, system, now);
    }

    @Override
    public Recorrelated correlateNobodys(TargetSystem system, Instant now) {
        return correlate(OF_NOBODY, system, now);
    }

    private Recorrelated correlate(String seen, TargetSystem system, Instant now) {
        UUID id = system.id().value();
        Map<String, Long> counts = new HashMap<>();
        WhoseAccounts.decide(Sql.of(seen, id), id, system.correlation())
                .then(CORRELATE, id, now, id)
                .list(dataSource, row -> counts.put(row.text("effect"), row.number("number")));
        return new Recorrelated(
                counts.getOrDefault("linked", 0L),
                counts.getOrDefault("moved", 0L),
                counts.getOrDefault("lost", 0L),
                counts.getOrDefault("suggested", 0L),
                counts.getOrDefault("ambiguous", 0L));
    }

    /** One line of what is counted. */
    private record Line(String effect, long number, long place, Optional<CorrelationPreview.Example> example) {}

    @Override
    public CorrelationPreview preview(SystemId system, Correlation rules, int examples) {
        UUID id = system.value();
        List<Line> lines = WhoseAccounts.decide(Sql.of(ALL, id), id, rules)
                .then(PREVIEW, id, examples)
                .list(dataSource, PostgresAccountLinks::line);
        Map<String, Long> counts = new HashMap<>();
        lines.forEach(line -> counts.put(line.effect(), line.number()));
        return new CorrelationPreview(
                counts.getOrDefault("linked", 0L),
                counts.getOrDefault("moved", 0L),
                counts.getOrDefault("lost", 0L),
                counts.getOrDefault("suggested", 0L),
                counts.getOrDefault("ambiguous", 0L),
                counts.getOrDefault("unchanged", 0L),
                Sql.of(UNTOLD, id).only(dataSource, row -> row.number("number")),
                lines.stream()
                        .filter(line -> line.place() <= examples)
                        .flatMap(line -> line.example().stream())
                        .sorted(Comparator.comparing(CorrelationPreview.Example::effect))
                        .toList());
    }

    private static Line line(Columns row) throws SQLException {
        String effect = row.text("effect");
        Optional<CorrelationPreview.Example> example = effect.equals("unchanged")
                ? Optional.empty()
                : Optional.of(new CorrelationPreview.Example(
                        Effect.valueOf(effect.toUpperCase(Locale.ROOT)),
                        new AccountId(row.id("id")),
                        row.text("name"),
                        row.optionalId("before").map(IdentityId::new),
                        row.optionalId("after").map(IdentityId::new),
                        Optional.of(row.smallNumber("deciding")).filter(rule -> rule > 0),
                        row.number("candidates")));
        return new Line(effect, row.number("number"), row.number("place"), example);
    }

    @Override
    public Optional<LinkedAccount> find(AccountId id) {
        return Sql.of(SELECT).then("AND a.id = ?", id.value()).first(dataSource, PostgresAccountLinks::linked);
    }

    @Override
    public Optional<LinkedAccount> lock(AccountId id) {
        return Sql.of(SELECT)
                .then("AND a.id = ? FOR UPDATE OF a", id.value())
                .first(dataSource, PostgresAccountLinks::linked);
    }

    @Override
    public Slice<LinkedAccount> list(Filter filter, PageRequest page) {
        Sql select = Sql.of(SELECT);
        filter.system().ifPresent(system -> select.then("AND a.system = ?", system.value()));
        filter.only().ifPresent(only -> select.then(condition(only)));
        page.after().map(after -> Keyset.read(after, 1).id(0)).ifPresent(last -> {
            String name = Sql.of("SELECT name FROM account WHERE id = ?", last)
                    .first(dataSource, row -> row.text("name"))
                    .orElseThrow(Keyset::unknown);
            select.then("AND (lower(a.name), a.id) > (lower(? COLLATE pg_c_utf8), ?)", name, last);
        });
        select.then("ORDER BY lower(a.name), a.id LIMIT ?", page.limit() + 1);
        return Slice.ofOneMore(
                select.list(dataSource, PostgresAccountLinks::linked),
                page.limit(),
                linked -> Keyset.of(linked.account().id().value()));
    }

    private static String condition(Only only) {
        return switch (only) {
            case SUGGESTED -> "AND a.link = 'suggested'";
            case AMBIGUOUS -> "AND a.link = 'ambiguous'";
            case NOBODYS -> "AND a.identity IS NULL";
            case BY_PERSON -> "AND a.link = 'person'";
        };
    }

    @Override
    public void decide(LinkDecision decision) {
        boolean links = decision.verdict() == LinkDecision.Verdict.LINKED;
        UUID account = decision.account().value();
        UUID identity = decision.identity().value();
        Sql.of(SUPERSEDE, account, identity).update(dataSource);
        Sql.of(
                        DECIDE,
                        decision.id(),
                        identity,
                        decision.verdict().name().toLowerCase(Locale.ROOT),
                        decision.reason(),
                        decision.by(),
                        decision.at(),
                        account)
                .update(dataSource);
        Sql.of(MAKE_SO, links, identity, links, decision.at(), account).update(dataSource);
    }

    @Override
    public List<LinkDecision> decisions(AccountId account) {
        return Sql.of(
                        "SELECT * FROM link_decision WHERE account = ? ORDER BY decided_at DESC, id DESC LIMIT 100",
                        account.value())
                .list(
                        dataSource,
                        row -> new LinkDecision(
                                row.id("id"),
                                new AccountId(row.id("account")),
                                new IdentityId(row.id("identity")),
                                LinkDecision.Verdict.valueOf(row.text("verdict").toUpperCase(Locale.ROOT)),
                                row.text("reason"),
                                row.text("decided_by"),
                                row.moment("decided_at")));
    }

    private static LinkedAccount linked(Columns row) throws SQLException {
        Account account = PostgresAccounts.account(row);
        return new LinkedAccount(account, link(account, row));
    }

    private static AccountLink link(Account account, Columns row) throws SQLException {
        Instant at = row.optionalMoment("link_at").orElse(account.firstSeenAt());
        // A copy of an older version writes no more than whose it is by its one rule.
        String label = row.optionalText("link").orElse(account.identity().isPresent() ? "rule" : "");
        return switch (label) {
            case "rule" -> new AccountLink.ByRule(Math.max(1, row.smallNumber("link_rule")), at);
            case "listing" -> new AccountLink.ByListing(at);
            case "person" ->
                new AccountLink.ByPerson(row.text("decided_by"), row.text("reason"), row.moment("decided_at"));
            case "suggested" ->
                new AccountLink.Suggested(row.smallNumber("link_rule"), new IdentityId(row.id("link_suggested")), at);
            case "ambiguous" ->
                new AccountLink.Ambiguous(row.smallNumber("link_rule"), row.number("link_candidates"), at);
            default ->
                row.optionalText("reason").isPresent()
                        ? new AccountLink.Unlinked(row.text("decided_by"), row.text("reason"), row.moment("decided_at"))
                        : new AccountLink.Unknown();
        };
    }
}
