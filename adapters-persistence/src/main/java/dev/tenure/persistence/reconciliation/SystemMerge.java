package dev.tenure.persistence.reconciliation;

import dev.tenure.domain.inventory.Correlation.IdentityAttribute;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.reconciliation.Protection;
import dev.tenure.domain.reconciliation.SystemRead;
import dev.tenure.persistence.statement.Sql;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Makes what a read staged the belief about a system, in a few statements over whole sets; no row of it passes through this
 * process.
 */
final class SystemMerge {

    // What was just copied is unknown to the planner, and a merge planned for no rows takes minutes.
    private static final String ANALYZE = "ANALYZE staged_account, staged_entitlement, staged_member";

    /** A member that no listing shows is access that nobody could review: it is not dropped, it is unresolved. */
    private static final String MARK_UNSHOWN_MEMBERS = """
            UPDATE staged_member m
               SET kind = 'unresolvable', reason = 'the listing of accounts does not show this member'
             WHERE m.read = ? AND m.kind = 'account'
               AND NOT EXISTS (SELECT FROM staged_account a WHERE a.read = m.read AND a.native_id = m.native_id)""";

    private static final String MERGE_ENTITLEMENTS = """
            WITH seen AS (
                SELECT DISTINCT ON (native_id) native_id, name FROM staged_entitlement
                 WHERE read = ? ORDER BY native_id, position DESC)
            INSERT INTO entitlement (id, system, native_id, name, first_seen_at, last_seen_at)
            SELECT next_id(), ?, native_id, name, ?, ? FROM seen
            ON CONFLICT (system, native_id)
            DO UPDATE SET name = EXCLUDED.name, last_seen_at = EXCLUDED.last_seen_at, vanished_at = NULL""";

    private static final String LEAVE_OUT_ENTITLEMENTS = """
            UPDATE entitlement e SET vanished_at = ?
             WHERE e.system = ? AND e.vanished_at IS NULL
               AND NOT EXISTS (SELECT FROM staged_entitlement s WHERE s.read = ? AND s.native_id = e.native_id)""";

    private static final String REMOVE_MEMBERS = """
            DELETE FROM entitlement_member m
             USING entitlement e
             WHERE m.entitlement = e.id AND e.system = ?
               AND NOT EXISTS (SELECT FROM staged_member s
                                WHERE s.read = ? AND s.kind = m.kind AND s.native_id = m.native_id
                                  AND s.entitlement = e.native_id)""";

    private static final String MERGE_MEMBERS = """
            INSERT INTO entitlement_member AS m (entitlement, kind, native_id, reason, first_seen_at)
            SELECT DISTINCT ON (e.id, s.kind, s.native_id) e.id, s.kind, s.native_id, s.reason, CAST(? AS timestamptz)
              FROM staged_member s JOIN entitlement e ON e.system = ? AND e.native_id = s.entitlement
             WHERE s.read = ?
             ORDER BY e.id, s.kind, s.native_id, s.reason
            ON CONFLICT (entitlement, kind, native_id)
            DO UPDATE SET reason = EXCLUDED.reason WHERE m.reason IS DISTINCT FROM EXCLUDED.reason""";

    /** Names of entitlements that people marked as privileged, in lower case. */
    static final String MARKED_NAMES = """
            SELECT lower(e.name) AS name FROM privilege_mark m
              JOIN entitlement e ON e.system = m.system AND e.native_id = m.native_id
             WHERE m.system = ? AND m.thing = 'entitlement' AND m.ended_at IS NULL""";

    private static final String SEEN = """
            WITH privileged_names AS (
                SELECT lower(named COLLATE pg_c_utf8) AS name FROM unnest(?) AS named
                UNION
            """ + MARKED_NAMES + """
            ),
            seen AS (
                SELECT DISTINCT ON (native_id) native_id, name, enabled, problems,
                       nullif(coalesce(attributes ->> ?,
                                       (SELECT value FROM jsonb_each_text(attributes)
                                         WHERE lower(key) = lower(?) ORDER BY key LIMIT 1)), '') AS told
                  FROM staged_account WHERE read = ? ORDER BY native_id, position DESC),
            held AS (
                SELECT m.native_id, array_agg(DISTINCT e.name ORDER BY e.name) AS names,
                       bool_or(lower(e.name) IN (SELECT name FROM privileged_names)) AS privileged
                  FROM staged_member m JOIN entitlement e ON e.system = ? AND e.native_id = m.entitlement
                 WHERE m.read = ? AND m.kind = 'account'
                 GROUP BY m.native_id),
            """;

    // Where two identities fit, neither is taken: a guess would give one person's access to another.
    private static final String MATCHED = """
            matched AS (
                SELECT seen.native_id, CASE WHEN count(*) = 1 THEN (array_agg(i.id))[1] END AS identity
                  FROM seen JOIN identity i ON %s
                 GROUP BY seen.native_id),
            """;

    private static final String BY_WORKER_ID = "i.worker_id = seen.told";
    private static final String BY_EMAIL =
            "lower(i.email) = lower(seen.told COLLATE pg_c_utf8) AND i.email IS NOT NULL";

    private static final String MERGE_ACCOUNTS = """
            marked AS (
                SELECT m.native_id FROM privilege_mark m
                 WHERE m.system = ? AND m.thing = 'account' AND m.ended_at IS NULL),
            merged AS (
                INSERT INTO account AS a
                       (id, system, native_id, name, enabled, identity, entitlements, privileged,
                        privileged_at, protection_reason, protected_by, protected_since,
                        first_seen_at, last_seen_at, created_by, changed_by, version)
                SELECT next_id(), ?, seen.native_id, seen.name, seen.enabled, matched.identity,
                       coalesce(held.names, '{}'), classed.privileged,
                       CASE WHEN classed.privileged THEN CAST(? AS timestamptz) END,
                       own.reason, own.by, own.since, ?, ?, ?, ?, 1
                  FROM seen
                  LEFT JOIN held USING (native_id)
                  LEFT JOIN matched USING (native_id)
                 CROSS JOIN LATERAL (
                       SELECT coalesce(held.privileged, false)
                              OR seen.native_id IN (SELECT native_id FROM marked) AS privileged) classed
                  LEFT JOIN (SELECT CAST(? AS text) AS native_id, CAST(? AS text) AS reason, CAST(? AS text) AS by,
                                    CAST(? AS timestamptz) AS since) own
                         ON own.native_id = seen.native_id
                ON CONFLICT (system, native_id) DO UPDATE
                   SET name = EXCLUDED.name, enabled = EXCLUDED.enabled,
                       identity = coalesce(EXCLUDED.identity, a.identity_shown),
                       entitlements = EXCLUDED.entitlements, privileged = EXCLUDED.privileged,
                       privileged_at = CASE WHEN EXCLUDED.privileged OR a.privileged AND a.vanished_at IS NULL
                                            THEN EXCLUDED.last_seen_at
                                            ELSE a.privileged_at END,
                       protection_reason = coalesce(a.protection_reason, EXCLUDED.protection_reason),
                       protected_by = coalesce(a.protected_by, EXCLUDED.protected_by),
                       protected_since = coalesce(a.protected_since, EXCLUDED.protected_since),
                       last_seen_at = EXCLUDED.last_seen_at, vanished_at = NULL,
                       changed_by = CASE WHEN %1$s THEN EXCLUDED.changed_by ELSE a.changed_by END,
                       version = CASE WHEN %1$s THEN a.version + 1 ELSE a.version END
                RETURNING identity, created_by, changed_by)
            SELECT (SELECT count(*) FROM seen WHERE problems > 0) AS problems,
                   count(*) AS accounts,
                   count(identity) AS correlated,
                   count(*) FILTER (WHERE created_by = ?) AS created,
                   count(*) FILTER (WHERE changed_by = ? AND created_by IS DISTINCT FROM ?) AS changed
              FROM merged""".formatted("""
            (a.name, a.enabled, a.identity, a.entitlements, a.privileged, a.vanished_at IS NULL)
                IS DISTINCT FROM (EXCLUDED.name, EXCLUDED.enabled, coalesce(EXCLUDED.identity, a.identity_shown),
                                  EXCLUDED.entitlements, EXCLUDED.privileged, true)""");

    // One that a listing for a person showed after this read was asked for is there: the read only passed it by.
    private static final String LEAVE_OUT_ACCOUNTS = """
            UPDATE account a
               SET vanished_at = ?, privileged_at = CASE WHEN a.privileged THEN CAST(? AS timestamptz) ELSE a.privileged_at END, changed_by = ?, version = a.version + 1
             WHERE a.system = ? AND a.vanished_at IS NULL
               AND NOT EXISTS (SELECT FROM staged_account s WHERE s.read = ? AND s.native_id = a.native_id)
               AND (a.shown_at IS NULL OR a.shown_at <= (SELECT requested_at FROM system_read WHERE id = ?))""";

    private static final String COUNT_MEMBERS = """
            SELECT count(*) FILTER (WHERE m.kind = 'account') AS memberships,
                   count(*) FILTER (WHERE m.kind = 'unresolvable') AS unresolved
              FROM entitlement e JOIN entitlement_member m ON m.entitlement = e.id
             WHERE e.system = ?""";

    private final DataSource dataSource;
    private final UUID read;
    private final TargetSystem system;
    private final Instant now;

    SystemMerge(DataSource dataSource, UUID read, TargetSystem system, Instant now) {
        this.dataSource = dataSource;
        this.read = read;
        this.system = system;
        this.now = now;
    }

    SystemRead.Counts merge(Optional<String> ownAccount) {
        UUID id = system.id().value();
        Sql.of(ANALYZE).update(dataSource);
        Sql.of(MARK_UNSHOWN_MEMBERS, read).update(dataSource);
        long entitlements = Sql.of(MERGE_ENTITLEMENTS, read, id, now, now).update(dataSource);
        Sql.of(LEAVE_OUT_ENTITLEMENTS, now, id, read).update(dataSource);
        Sql.of(REMOVE_MEMBERS, id, read).update(dataSource);
        Sql.of(MERGE_MEMBERS, now, id, read).update(dataSource);
        Accounts accounts = accounts(ownAccount);
        long vanished =
                Sql.of(LEAVE_OUT_ACCOUNTS, now, now, read, id, read, read).update(dataSource);
        Members members = Sql.of(COUNT_MEMBERS, id)
                .only(dataSource, row -> new Members(row.number("memberships"), row.number("unresolved")));
        return new SystemRead.Counts(
                accounts.accounts(),
                entitlements,
                members.memberships(),
                accounts.created(),
                accounts.changed(),
                vanished,
                accounts.correlated(),
                members.unresolved(),
                accounts.problems());
    }

    private Accounts accounts(Optional<String> ownAccount) {
        UUID id = system.id().value();
        String attribute = system.correlation().accountAttribute();
        String[] privileged = system.privilegedEntitlements().toArray(String[]::new);
        Protection own = Protection.ofConnectorItself(now);
        return Sql.of(SEEN, privileged, id, attribute, attribute, read, id, read)
                .then(MATCHED.formatted(rule(system.correlation().identityAttribute())))
                .then(
                        MERGE_ACCOUNTS,
                        id,
                        id,
                        now,
                        now,
                        now,
                        read,
                        read,
                        ownAccount.orElse(null),
                        own.reason(),
                        own.by(),
                        own.since(),
                        read,
                        read,
                        read)
                .only(
                        dataSource,
                        row -> new Accounts(
                                row.number("accounts"),
                                row.number("created"),
                                row.number("changed"),
                                row.number("correlated"),
                                row.number("problems")));
    }

    private static String rule(IdentityAttribute attribute) {
        return switch (attribute) {
            case WORKER_ID -> BY_WORKER_ID;
            case EMAIL -> BY_EMAIL;
        };
    }

    private record Accounts(long accounts, long created, long changed, long correlated, long problems) {}

    private record Members(long memberships, long unresolved) {}
}
