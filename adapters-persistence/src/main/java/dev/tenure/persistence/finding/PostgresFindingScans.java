package dev.tenure.persistence.finding;

import dev.tenure.application.finding.FindingScans;
import dev.tenure.domain.finding.FindingId;
import dev.tenure.domain.finding.FindingRules;
import dev.tenure.domain.finding.ScanId;
import dev.tenure.domain.finding.Severity;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.persistence.inventory.NonHumanNames;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

/** Looks through accounts in one statement over the set; no row of it passes through this process but what it changed. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresFindingScans implements FindingScans {

    private static final String DUE = """
            SELECT p.system
              FROM system_picture p
              JOIN target_system t ON t.id = p.system
              LEFT JOIN finding_scan s ON s.system = p.system
             WHERE s.scanned_at IS NULL OR s.scanned_at <= ? OR s.requested_at <> p.last_requested_at
                OR s.asked_at > s.scanned_at
             ORDER BY s.scanned_at NULLS FIRST, p.system LIMIT 1""";

    private static final String KEEP = """
            INSERT INTO finding_scan (system, requested_at, scanned_at)
            SELECT system, last_requested_at, ? FROM system_picture WHERE system = ?
            ON CONFLICT (system) DO UPDATE
               SET requested_at = EXCLUDED.requested_at, scanned_at = EXCLUDED.scanned_at""";

    private static final String ASK = "UPDATE finding_scan SET asked_at = ? WHERE system = ?";

    /**
     * What is wrong now: each thing once for an account, or for one of its memberships or credentials. A membership is of our giving where one of
     * our operations may have given it between the read before and the one that showed it first. One that was found stands until it is
     * gone, though the system has another baseline by then.
     */
    private static final String SHOWN = """
            WITH r AS MATERIALIZED (
                SELECT t.id AS system, t.owner, t.baseline_at AS baseline, n.now, CAST(? AS timestamptz) AS dormant_before,
                       CAST(? AS uuid) AS scan, CAST(? AS timestamptz[]) AS due,
                       t.second_factor_required, n.now - t.key_max_age_days * interval '24 hours' AS keys_before,
                       n.now - t.password_max_age_days * interval '24 hours' AS passwords_before,
                       n.now - coalesce(t.machine_password_max_age_days, t.password_max_age_days) * interval '24 hours'
                           AS machine_passwords_before,
                       n.now - t.privileged_review_days * interval '24 hours' AS unreviewed_from,
                       ARRAY(SELECT lower(kind COLLATE pg_c_utf8) FROM unnest(t.weak_factors) AS kind) AS weak_factors,
                       CASE WHEN t.through_provider IS NOT NULL
                            THEN ARRAY(SELECT lower(way COLLATE pg_c_utf8) FROM unnest(t.through_provider) AS way)
                       END AS through_provider,
            """ + NonHumanNames.PATTERNS + " AS non_human, " + NonHumanNames.OF_ATTRIBUTES
            + """
             AS non_human_told,
                       (SELECT id FROM system_read WHERE system = t.id AND state = 'complete'
                         ORDER BY requested_at DESC LIMIT 1) AS read
                  FROM target_system t CROSS JOIN (SELECT CAST(? AS timestamptz) AS now) n WHERE t.id = ?),
            there AS MATERIALIZED (
                SELECT a.id, a.name, a.identity, a.enabled, a.privileged, a.protected_since IS NOT NULL AS protected,
                       n.id IS NOT NULL AS non_human,
                       n.id IS NOT NULL OR lower(a.name) LIKE ANY (r.non_human) OR
            """ + NonHumanNames.told("r.non_human_told") + """
                           AS machine,
                       s.credentials_at, s.mfa_methods_at, s.sign_ins_at, s.last_sign_in_by,
                       CASE WHEN a.identity IS NULL THEN lower(a.name) LIKE ANY (r.non_human) OR
            """ + NonHumanNames.told("r.non_human_told") + """
                            ELSE coalesce(n.state = 'active'
                                          AND (o.id IS NULL OR o.meanwhile = 'expected'
                                               OR o.state IN ('garden-leave', 'ended', 'cancelled', 'expected')), false)
                       END AS unowned
                  FROM account a JOIN r ON a.system = r.system
                  LEFT JOIN non_human n ON n.identity = a.identity
                  LEFT JOIN identity o ON o.id = n.owner
                  LEFT JOIN account_inspection s ON s.account = a.id
                 WHERE a.vanished_at IS NULL),
            out AS (
                SELECT a.id, a.name, a.identity,
                       EXISTS (SELECT FROM leaver_case_account c JOIN leaver_case l ON l.id = c.leaver_case
                                WHERE c.account = a.id AND l.identity = a.identity AND l.state = 'open') AS seen_to,
                       EXISTS (SELECT FROM leaver_case_account c JOIN leaver_case l ON l.id = c.leaver_case
                                WHERE c.account = a.id AND l.identity = a.identity AND l.state = 'closed'
                                  AND c.blocked_state = 'verified') AS was_shut
                  FROM there a JOIN identity i ON i.id = a.identity CROSS JOIN r
                 WHERE a.enabled AND i.state IN ('ended', 'garden-leave', 'cancelled') AND i.out_at <= r.now),
            past AS (
                SELECT a.id, a.name, a.identity, a.enabled, e.id AS entitlement, e.native_id AS entitlement_id,
                       e.name AS entitlement_name, m.first_seen_at AS held_since
                  FROM r
                  JOIN entitlement e ON e.system = r.system AND e.class IS NOT NULL AND e.vanished_at IS NULL
                  JOIN membership m ON m.entitlement = e.id
                  JOIN there a ON a.id = m.account
                  LEFT JOIN finding f ON f.account = m.account AND f.kind = 'out-of-band-grant' AND f.about = e.id
                                     AND f.state <> 'closed'
                 WHERE f.id IS NOT NULL
                    OR m.first_seen_at > r.baseline
                       AND NOT EXISTS (
                           SELECT FROM provisioning_operation o
                            WHERE o.account = m.account AND o.work_type = 'grant-entitlement'
                              AND o.work ->> 'entitlement' = e.native_id
                              AND o.attempts > 0 AND o.planned_at <= m.first_seen_at
                              AND coalesce(o.ended_at, 'infinity') >=
                                  coalesce((SELECT max(s.requested_at) FROM system_read s
                                             WHERE s.system = r.system AND s.state = 'complete'
                                               AND s.ended_at < m.first_seen_at), '-infinity'))),
            keys AS (
                SELECT a.id, a.name, a.identity, CASE WHEN a.privileged OR a.machine THEN 3 ELSE 2 END AS severity,
                       h.id AS artefact, h.native_id AS artefact_id, h.what, h.aged_from, h.since IS NOT NULL AS issued,
                       a.credentials_at
                  FROM r
                  JOIN account_artefact h ON h.system = r.system AND h.kind = 'credential' AND h.gone_at IS NULL
                                         AND h.aged_from < r.keys_before
                  JOIN there a ON a.id = h.account
                 WHERE a.credentials_at IS NOT NULL AND NOT a.protected),
            passwords AS (
                SELECT a.id, a.name, a.identity, CASE WHEN a.privileged OR a.machine THEN 3 ELSE 2 END AS severity,
                       s.password_set_at
                  FROM there a JOIN account_sign_in s ON s.account = a.id CROSS JOIN r
                 WHERE a.enabled AND NOT a.protected
                   AND s.password_set_at < CASE WHEN a.machine THEN r.machine_passwords_before ELSE r.passwords_before END),
            unreviewed AS (
                SELECT a.id, a.name, a.identity, p.since, v.reviewed_at
                  FROM r
                  JOIN account_privilege p ON p.system = r.system AND p.since <= r.unreviewed_from
                                          AND coalesce(p.until, 'infinity') > r.unreviewed_from
                  JOIN there a ON a.id = p.account
                  LEFT JOIN LATERAL (SELECT reviewed_at FROM privilege_review w
                                      WHERE w.account = p.account
                                      ORDER BY w.reviewed_at DESC, w.id DESC LIMIT 1) v ON true
                 WHERE a.privileged AND a.enabled AND NOT a.protected
                   AND (v.reviewed_at IS NULL OR v.reviewed_at < r.unreviewed_from)),
            factors AS (
                SELECT h.account, bool_and(lower(h.what) = ANY (r.weak_factors)) AS weak
                  FROM r JOIN account_artefact h ON h.system = r.system AND h.kind = 'mfa-method' AND h.gone_at IS NULL
                 GROUP BY h.account),
            inspected AS (
                SELECT CASE WHEN f.account IS NULL THEN 'missing-second-factor' ELSE 'weak-second-factor' END AS kind,
                       a.id, a.name, a.identity, a.privileged, a.mfa_methods_at AS at
                  FROM there a LEFT JOIN factors f ON f.account = a.id CROSS JOIN r
                 WHERE a.identity IS NOT NULL AND NOT a.machine AND a.enabled AND NOT a.protected
                   AND a.mfa_methods_at IS NOT NULL
                   AND CASE WHEN f.account IS NULL THEN r.second_factor_required ELSE f.weak END
                UNION ALL
                SELECT 'direct-sign-in', a.id, a.name, a.identity, a.privileged, a.sign_ins_at
                  FROM there a CROSS JOIN r
                 WHERE NOT a.machine AND a.enabled AND NOT a.protected AND a.sign_ins_at IS NOT NULL
                   AND lower(a.last_sign_in_by) <> ALL (r.through_provider)),
            shown_account AS (
                SELECT CASE WHEN unowned THEN 'unowned' ELSE 'orphan' END AS kind, id AS account, name, identity,
                       CASE WHEN NOT enabled THEN 1 WHEN privileged THEN 4 ELSE 3 END AS severity
                  FROM there WHERE (identity IS NULL OR unowned) AND NOT protected
                UNION ALL
                SELECT 'duplicate', id, name, identity, 2
                  FROM (SELECT *, count(*) OVER (PARTITION BY identity) AS of_person
                          FROM there
                         WHERE identity IS NOT NULL AND enabled AND NOT protected AND NOT non_human) a
                 WHERE of_person > 1
                UNION ALL
                SELECT 'dormant', a.id, a.name, a.identity, CASE WHEN a.privileged THEN 3 ELSE 2 END
                  FROM there a JOIN account_sign_in s ON s.account = a.id CROSS JOIN r
                 WHERE a.enabled AND NOT a.protected AND s.last_at < r.dormant_before
                UNION ALL
                SELECT CASE WHEN was_shut THEN 'leaver-reenabled' ELSE 'leaver-live' END, id, name, identity, 4
                  FROM out WHERE NOT seen_to
                UNION ALL
                SELECT 'standing-privilege', id, name, identity, 2
                  FROM there WHERE identity IS NOT NULL AND enabled AND privileged AND NOT protected),
            shown AS MATERIALIZED (
                SELECT kind, account, name, identity, severity, account AS about, CAST(NULL AS uuid) AS entitlement,
                       CAST(NULL AS text) AS entitlement_id, CAST(NULL AS text) AS entitlement_name,
                       CAST(NULL AS timestamptz) AS held_since, CAST(NULL AS uuid) AS artefact,
                       CAST(NULL AS text) AS artefact_id, CAST(NULL AS text) AS artefact_what,
                       CAST(NULL AS timestamptz) AS artefact_since, CAST(NULL AS boolean) AS artefact_issued,
                       CAST(NULL AS timestamptz) AS inspected_at, CAST(NULL AS timestamptz) AS password_set_at,
                       CAST(NULL AS timestamptz) AS privileged_since, CAST(NULL AS timestamptz) AS last_reviewed_at
                  FROM shown_account
                UNION ALL
                SELECT 'out-of-band-grant', id, name, identity, CASE WHEN enabled THEN 3 ELSE 2 END, entitlement, entitlement,
                       entitlement_id, entitlement_name, held_since, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
                  FROM past
                UNION ALL
                SELECT kind, id, name, identity, CASE WHEN privileged THEN 3 ELSE 2 END, id, NULL, NULL, NULL, NULL,
                       NULL, NULL, NULL, NULL, NULL, at, NULL, NULL, NULL
                  FROM inspected
                UNION ALL
                SELECT 'overdue-key', id, name, identity, severity, artefact, NULL, NULL, NULL, NULL,
                       artefact, artefact_id, what, aged_from, issued, credentials_at, NULL, NULL, NULL
                  FROM keys
                UNION ALL
                SELECT 'overdue-password', id, name, identity, severity, id, NULL, NULL, NULL, NULL,
                       NULL, NULL, NULL, NULL, NULL, NULL, password_set_at, NULL, NULL
                  FROM passwords
                UNION ALL
                SELECT 'unreviewed-privilege', id, name, identity, 3, id, NULL, NULL, NULL, NULL,
                       NULL, NULL, NULL, NULL, NULL, NULL, NULL, since, reviewed_at
                  FROM unreviewed),
            """;

    private static final String SCAN = SHOWN + """
            closed AS (
                UPDATE finding f
                   SET state = 'closed', gone_read = r.read, gone_at = r.now, accepted_until = NULL,
                       accepted_reason = NULL, accepted_by = NULL, accepted_at = NULL,
                       scan = r.scan, what = 'closed', version = f.version + 1
                  FROM r
                 WHERE f.system = r.system AND f.state <> 'closed'
                   AND NOT EXISTS (SELECT FROM shown s
                                    WHERE s.account = f.account AND s.kind = f.kind AND s.about = f.about)),
            lapsed AS (
                UPDATE finding f
                   SET state = 'open', accepted_until = NULL, accepted_reason = NULL, accepted_by = NULL,
                       accepted_at = NULL, severity = greatest(f.severity, s.severity),
                       due_at = r.due[greatest(f.severity, s.severity)],
                       scan = r.scan, what = 'lapsed', version = f.version + 1
                  FROM shown s CROSS JOIN r
                 WHERE f.account = s.account AND f.kind = s.kind AND f.about = s.about
                   AND f.state = 'accepted'
                   AND (f.accepted_until <= r.now OR s.severity > f.severity)),
            raised AS (
                UPDATE finding f
                   SET severity = s.severity, due_at = least(f.due_at, r.due[s.severity]),
                       scan = r.scan, what = 'raised', version = f.version + 1
                  FROM shown s CROSS JOIN r
                 WHERE f.account = s.account AND f.kind = s.kind AND f.about = s.about
                   AND f.state = 'open' AND s.severity > f.severity)
            INSERT INTO finding (id, kind, severity, system, account, name, identity, read, opened_at, owner, due_at, state,
                                 scan, what, version, entitlement, entitlement_id, entitlement_name, held_since,
                                 artefact, artefact_id, artefact_what, artefact_since, artefact_issued, inspected_at,
                                 password_set_at, privileged_since, last_reviewed_at)
            SELECT next_id(), s.kind, s.severity, r.system, s.account, s.name, s.identity, r.read, r.now, r.owner,
                   r.due[s.severity], 'open', r.scan, 'opened', 1, s.entitlement, s.entitlement_id, s.entitlement_name,
                   s.held_since, s.artefact, s.artefact_id, s.artefact_what, s.artefact_since, s.artefact_issued,
                   s.inspected_at, s.password_set_at, s.privileged_since, s.last_reviewed_at
              FROM shown s CROSS JOIN r
            ON CONFLICT (account, kind, about) WHERE state <> 'closed' DO NOTHING""";

    private static final String CHANGES = "SELECT * FROM finding WHERE scan = ?";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresFindingScans(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Optional<SystemId> due(Instant before) {
        return Sql.of(DUE, before).first(dataSource, row -> new SystemId(row.id("system")));
    }

    @Override
    public void ask(SystemId system, Instant now) {
        Sql.of(ASK, now, system.value()).update(dataSource);
    }

    @Override
    public void scan(SystemId system, FindingRules rules, ScanId id, Instant now) {
        Instant[] due = Arrays.stream(Severity.values())
                .map(severity -> rules.dueAt(severity, now))
                .toArray(Instant[]::new);
        Sql.of(SCAN, now.minus(rules.dormantAfter()), id.value(), due, now, system.value())
                .update(dataSource);
        Sql.of(KEEP, now, system.value()).update(dataSource);
    }

    @Override
    public List<Change> changes(ScanId id, Optional<FindingId> after, int limit) {
        Sql select = Sql.of(CHANGES, id.value());
        after.ifPresent(last -> select.then("AND id > ?", last.value()));
        return select.then("ORDER BY id LIMIT ?", limit)
                .list(
                        dataSource,
                        row -> new Change(
                                PostgresFindings.finding(row),
                                What.valueOf(row.text("what").toUpperCase(Locale.ROOT))));
    }
}
