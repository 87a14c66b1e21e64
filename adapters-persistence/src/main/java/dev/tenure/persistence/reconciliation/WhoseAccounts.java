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
 * Works out over whole sets whose accounts are. It stands behind {@code WITH seen (native_id, account, shown), asked (native_id,
 * told)}: the first may have other columns too, the second is what the rules look at, and may be more than was seen. It gives
 * {@code decided}: each that was seen as it is, with {@code identity, link, link_rule, link_candidates, link_suggested}.
 */
final class WhoseAccounts {

    private static final String SAID = """
            , said AS (
                SELECT d.account, a.native_id, d.identity, d.verdict
                  FROM link_decision d JOIN account a ON a.id = d.account
                 WHERE d.system = ? AND d.in_force),
            """;

    /**
     * One rule, about those of whom none before it found anybody: the first that does decides. A pair against which a person
     * decided is no pair.
     */
    private static final String FOUND = """
            found_%1$d AS (
                SELECT asked.native_id, CAST(%1$d AS smallint) AS rule, i.id AS identity
                  FROM asked JOIN identity i ON %2$s
                 WHERE NOT EXISTS (SELECT FROM said
                                    WHERE said.native_id = asked.native_id AND said.identity = i.id
                                      AND said.verdict = 'unlinked')%3$s)""";

    private static final String NOT_FOUND_BY = """

                   AND NOT EXISTS (SELECT FROM found_%1$d f WHERE f.native_id = asked.native_id)""";

    // Where two identities fit, neither is taken: a guess would give one person's access to another.
    // What is judged is fenced off, else each use of a verdict would work it out anew.
    private static final String DECIDED = """
            , first_found AS (
                SELECT native_id, rule, count(*) AS candidates, any_value(identity) AS identity,
                       count(*) = 1 AS is_one, rule IN (%1$s) AS is_certain
                  FROM (%2$s) found GROUP BY native_id, rule),
            judged AS (
                SELECT seen.*, given.identity AS given, f.rule, coalesce(f.candidates, 0) AS candidates,
                       f.identity AS found,
                       CASE WHEN given.identity IS NOT NULL THEN 'person'
                            WHEN f.is_one AND f.is_certain THEN 'rule'
                            WHEN NOT f.is_one THEN 'ambiguous'
                            WHEN seen.shown IS NOT NULL THEN 'listing'
                            WHEN f.is_one THEN 'suggested' END AS link
                  FROM seen
                  LEFT JOIN first_found f ON f.native_id = seen.native_id
                  LEFT JOIN said given ON given.account = seen.account AND given.verdict = 'linked'
                OFFSET 0),
            decided AS (
                SELECT judged.*,
                       CASE link WHEN 'person' THEN given WHEN 'rule' THEN found WHEN 'listing' THEN shown END AS identity,
                       CASE WHEN link IN ('rule', 'ambiguous', 'suggested') THEN rule END AS link_rule,
                       CASE WHEN link = 'ambiguous' THEN candidates END AS link_candidates,
                       CASE WHEN link = 'suggested' THEN found END AS link_suggested,
                       rule AS deciding
                  FROM judged)
            """;

    private WhoseAccounts() {}

    /** Goes on in a statement that has {@code seen} and {@code asked}. */
    static Sql decide(Sql seen, UUID system, Correlation rules) {
        List<Object> values = new ArrayList<>();
        List<String> found = new ArrayList<>();
        StringBuilder before = new StringBuilder();
        for (Correlation.Rule rule : rules.rules()) {
            int number = found.size() + 1;
            found.add(FOUND.formatted(number, condition(rule.identityAttribute()), before));
            before.append(NOT_FOUND_BY.formatted(number));
            values.add(rule.key());
        }
        String certain = IntStream.range(0, rules.rules().size())
                .filter(i -> rules.rules().get(i).isCertain())
                .mapToObj(i -> Integer.toString(i + 1))
                .collect(Collectors.joining(", "));
        String all = IntStream.rangeClosed(1, found.size())
                .mapToObj("SELECT * FROM found_%d"::formatted)
                .collect(Collectors.joining(" UNION ALL "));
        return seen.then(SAID, system)
                .then(String.join(",\n", found), values.toArray())
                .then(DECIDED.formatted(certain, all));
    }

    /**
     * What decides beside accounts and identities: the rules, and what a rule means to this version. The same text, the same
     * decisions about the same of both.
     */
    static String meaning(Correlation rules) {
        TextDigest digest =
                new TextDigest().text(SAID).text(FOUND).text(NOT_FOUND_BY).text(DECIDED);
        for (Correlation.Rule rule : rules.rules()) {
            digest.letter(rule.isCertain() ? 'c' : 's')
                    .text(condition(rule.identityAttribute()))
                    .text(rule.key());
        }
        return digest.hex();
    }

    private static String condition(IdentityAttribute attribute) {
        return switch (attribute) {
            case WORKER_ID -> "i.worker_id = asked.told ->> ?";
            case EMAIL -> "lower(i.email) = lower((asked.told ->> ?) COLLATE pg_c_utf8) AND i.email IS NOT NULL";
            case EMAIL_NAME ->
                "lower(split_part(i.email, '@', 1)) = lower((asked.told ->> ?) COLLATE pg_c_utf8) AND i.email IS NOT NULL";
            case FULL_NAME ->
                "lower(i.given_name || ' ' || i.family_name) = lower((asked.told ->> ?) COLLATE pg_c_utf8)";
        };
    }
}
