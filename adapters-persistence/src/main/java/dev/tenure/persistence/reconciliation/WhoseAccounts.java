package dev.tenure.persistence.reconciliation;

import dev.tenure.domain.inventory.Correlation;
import dev.tenure.domain.inventory.Correlation.IdentityAttribute;
import dev.tenure.persistence.statement.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Works out over whole sets whose accounts are. It stands behind {@code WITH seen (native_id, account, shown, told)} and gives
 * {@code decided (native_id, identity, link, link_rule, link_candidates, link_suggested)}, one row for each that was seen.
 */
final class WhoseAccounts {

    /** One rule. A pair against which a person decided is no pair. */
    private static final String FOUND = """
            SELECT seen.native_id, CAST(%1$d AS smallint) AS rule, i.id AS identity
              FROM seen JOIN identity i ON %2$s
             WHERE NOT EXISTS (SELECT FROM said
                                WHERE said.account = seen.account AND said.identity = i.id
                                  AND said.verdict = 'unlinked')""";

    // The first rule that finds anybody decides. Where two identities fit, neither is taken: a guess would give one
    // person's
    // access to another.
    private static final String DECIDED = """
            , counted AS (
                SELECT native_id, rule, count(*) AS candidates, (array_agg(identity))[1] AS identity
                  FROM found GROUP BY native_id, rule),
            first_found AS (
                SELECT DISTINCT ON (native_id) *, candidates = 1 AS is_one, rule IN (%1$s) AS is_certain
                  FROM counted ORDER BY native_id, rule),
            judged AS (
                SELECT seen.native_id, seen.shown, given.identity AS given, f.rule, f.candidates, f.identity,
                       CASE WHEN given.identity IS NOT NULL THEN 'person'
                            WHEN f.is_one AND f.is_certain THEN 'rule'
                            WHEN NOT f.is_one THEN 'ambiguous'
                            WHEN seen.shown IS NOT NULL THEN 'listing'
                            WHEN f.is_one THEN 'suggested' END AS link
                  FROM seen
                  LEFT JOIN first_found f ON f.native_id = seen.native_id
                  LEFT JOIN said given ON given.account = seen.account AND given.verdict = 'linked'),
            decided AS (
                SELECT native_id, link,
                       CASE link WHEN 'person' THEN given WHEN 'rule' THEN identity WHEN 'listing' THEN shown END
                           AS identity,
                       CASE WHEN link IN ('rule', 'ambiguous', 'suggested') THEN rule END AS link_rule,
                       CASE WHEN link = 'ambiguous' THEN candidates END AS link_candidates,
                       CASE WHEN link = 'suggested' THEN identity END AS link_suggested,
                       rule AS deciding, coalesce(candidates, 0) AS candidates
                  FROM judged)
            """;

    private WhoseAccounts() {}

    /** Goes on in a statement that has {@code seen}. */
    static Sql decide(Sql seen, UUID system, Correlation rules) {
        List<Object> values = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (Correlation.Rule rule : rules.rules()) {
            found.add(FOUND.formatted(found.size() + 1, condition(rule.identityAttribute())));
            values.add(rule.key());
        }
        String certain = IntStream.range(0, rules.rules().size())
                .filter(i -> rules.rules().get(i).isCertain())
                .mapToObj(i -> Integer.toString(i + 1))
                .collect(Collectors.joining(", "));
        return seen.then(
                        ", said AS (SELECT account, identity, verdict FROM link_decision WHERE system = ? AND in_force)",
                        system)
                .then(", found AS (" + String.join(" UNION ALL ", found) + ")", values.toArray())
                .then(DECIDED.formatted(certain));
    }

    private static String condition(IdentityAttribute attribute) {
        return switch (attribute) {
            case WORKER_ID -> "i.worker_id = seen.told ->> ?";
            case EMAIL -> "lower(i.email) = lower((seen.told ->> ?) COLLATE pg_c_utf8) AND i.email IS NOT NULL";
            case EMAIL_NAME ->
                "lower(split_part(i.email, '@', 1)) = lower((seen.told ->> ?) COLLATE pg_c_utf8) AND i.email IS NOT NULL";
            case FULL_NAME ->
                "lower(i.given_name || ' ' || i.family_name) = lower((seen.told ->> ?) COLLATE pg_c_utf8)";
        };
    }
}
