package dev.tenure.persistence.reconciliation;

import dev.tenure.application.reconciliation.SystemReads;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountChange;
import dev.tenure.domain.reconciliation.Protection;
import dev.tenure.domain.reconciliation.ReadId;
import dev.tenure.domain.reconciliation.SystemRead;
import dev.tenure.persistence.statement.Columns;
import dev.tenure.persistence.statement.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes what a read staged the belief about a system, in a few statements over whole sets; no row of it passes through this
 * process.
 *
 * <p>Only what is different is written: an account that is as before costs a comparison, and the members of an entitlement that
 * has the same digest as before are not looked at. Which accounts were touched stands in a table until the end, so that what follows
 * from their changes is worked out for them alone.
 */
final class SystemMerge {

    // What was just copied is unknown to the planner, and a merge planned for no rows takes minutes.
    // Only what is joined by: to make statistics of members, all of them would be unpacked. Kinds say how many
    // entitlements
    // have others than before.
    private static final String ANALYZE =
            "ANALYZE staged_account (read, native_id, account), staged_entitlement (read, native_id, digest, kinds)";

    /**
     * For this transaction. A read of the whole joins sets, and a nested loop over what looked empty when it was planned took 41 of
     * the 58 seconds of a first read of 100,000 accounts. Accounts are sorted in memory. Where little is joined, an index is as near
     * as a scan, since it was written a moment ago: else what a thousand accounts hold was looked for in all memberships. Sets
     * are scanned: by an index they would come in another order, and be written in that. To compile a statement costs more
     * than it saves.
     */
    private static final String PLAN = """
            SELECT set_config('enable_nestloop', few, true), set_config('work_mem', '32MB', true),
                   set_config('random_page_cost', CASE few WHEN 'on' THEN '1.1' ELSE current_setting('random_page_cost') END, true),
                   set_config('jit', 'off', true)
              FROM (SELECT CAST(? AS text) AS few) asked""";

    private static final String ANALYZE_TOUCHED = "ANALYZE touched_account";

    // Nothing joins by what a target tells nor by what is held, and their statistics take three quarters of the time.
    private static final String ACCOUNT_PLANNED_BY =
            " (id, system, native_id, identity, vanished_at, shown_at, privileged, created_by, changed_by)";

    private static final String ROWS_PLANNED_FOR =
            "SELECT CAST(reltuples AS bigint) AS rows FROM pg_class WHERE oid = to_regclass(?)";

    /** A table that grew by more than this share is another one to the planner. */
    private static final double OUTGROWN = 0.1;

    /** What every statement is about. */
    private static final String THE_READ = """
            (SELECT CAST(? AS uuid) AS id, CAST(? AS uuid) AS system, CAST(? AS timestamptz) AS now) r""";

    // What was staged twice

    // One listing that tells two accounts by one id shows one of them, and what the other was is not understood. A read
    // of changes may tell one account again by another name.
    private static final String SETTLE_ACCOUNTS = """
            WITH repeated AS (
                SELECT native_id, max(position) AS last
                  FROM staged_account WHERE read = ? GROUP BY native_id HAVING count(*) > 1),
            twice AS (
                SELECT r.native_id, r.last,
                       min(coalesce(s.name COLLATE pg_c_utf8, a.name)) <> max(coalesce(s.name COLLATE pg_c_utf8, a.name)) AS is_of_two
                  FROM repeated r
                  JOIN staged_account s ON s.read = ? AND s.native_id = r.native_id
                  LEFT JOIN account a ON a.id = s.account
                 GROUP BY r.native_id, r.last),
            doubted AS (
                UPDATE staged_account s SET problems = s.problems + 1
                  FROM twice t
                 WHERE s.read = ? AND s.position = t.last AND t.is_of_two AND CAST(? AS boolean))
            DELETE FROM staged_account s USING twice t
             WHERE s.read = ? AND s.native_id = t.native_id AND s.position < t.last""";

    private static final String SETTLE_ENTITLEMENTS = """
            DELETE FROM staged_entitlement s
             USING (SELECT native_id, max(position) AS last
                      FROM staged_entitlement WHERE read = ? GROUP BY native_id HAVING count(*) > 1) t
             WHERE s.read = ? AND s.native_id = t.native_id AND s.position < t.last""";

    // Accounts

    /**
     * What decides whose an account is beside what is told of it. No identity and no decision is ever deleted, and each change of
     * an identity is another version of it: so what was once is never again.
     */
    private static final String CORRELATED_BY = """
            SELECT by.what, p.correlated_by IS NOT DISTINCT FROM by.what AS is_as_before
              FROM (SELECT CAST(? AS uuid) AS system,
                           concat_ws(' ', CAST(? AS text), (SELECT sum(version) FROM identity),
                                     (SELECT count(*) FROM link_decision WHERE system = ?)) AS what) by
              LEFT JOIN system_picture p ON p.system = by.system""";

    /** Each account that is told and not known. */
    private static final String UNKNOWN = """
            WITH seen AS (
                SELECT s.native_id, s.name, s.enabled, s.attributes AS told, s.digest, CAST(NULL AS uuid) AS account,
                       CAST(NULL AS uuid) AS shown
                  FROM staged_account s
                 WHERE s.read = ? AND NOT s.deleted AND s.account IS NULL
                   AND NOT EXISTS (SELECT FROM account a WHERE a.system = ? AND a.native_id = s.native_id)),
            asked AS (SELECT native_id, told FROM seen)""";

    /**
     * Each account that is known, as it is told and as it was. It is joined once and passes through: to keep so much in between would
     * not fit into memory. So the rules look at all that is told.
     */
    private static final String KNOWN = """
            WITH seen AS (
                SELECT s.native_id, coalesce(s.name COLLATE pg_c_utf8, a.name) AS name, coalesce(s.enabled, a.enabled) AS enabled,
                       coalesce(s.attributes, a.told) AS told, coalesce(s.digest, a.told_digest) AS digest,
                       a.id AS account, a.identity_shown AS shown,
                       a.name AS was_name, a.enabled AS was_enabled, a.identity AS was_of,
                       a.vanished_at IS NOT NULL AS returned, a.told AS was_told, a.told_digest AS was_digest,
                       a.link AS was_link, a.link_rule AS was_rule, a.link_candidates AS was_candidates,
                       a.link_suggested AS was_suggested
                  FROM staged_account s JOIN account a ON a.native_id = s.native_id
                 WHERE s.read = ? AND NOT s.deleted AND a.system = ? AND %1$s),
            asked AS (
                SELECT native_id, attributes AS told FROM staged_account s
                 WHERE s.read = ? AND NOT s.deleted AND s.account IS NULL
                %2$s)""";

    /** Of what is told as before nothing is looked at. */
    private static final String TOLD_OTHERWISE = KNOWN.formatted("s.account IS NULL", "");

    /** What is told as before may be somebody else's now. */
    private static final String TOLD_AT_ALL = KNOWN.formatted("true", """
            UNION ALL
                SELECT s.native_id, a.told
                  FROM staged_account s JOIN account a ON a.id = s.account WHERE s.read = ?""");

    // With what it holds at once: to write so many rows twice costs more than all the rest.
    private static final String ADD_ACCOUNTS = """
            , held AS (
                SELECT m.native_id, array_agg(DISTINCT e.name COLLATE pg_c_utf8 ORDER BY e.name COLLATE pg_c_utf8) AS names
                  FROM staged_entitlement e
                 CROSS JOIN LATERAL unnest(e.members, string_to_array(e.kinds, NULL)) AS m (native_id, kind)
                 WHERE e.read = ? AND NOT e.deleted AND m.kind <> 'e'
                   AND EXISTS (SELECT FROM seen)
                 GROUP BY m.native_id),
            added AS (
                INSERT INTO account (id, system, native_id, name, enabled, identity, entitlements, privileged,
                                     first_seen_at, last_seen_at, created_by, changed_by, version, told, told_digest,
                                     link, link_rule, link_candidates, link_suggested, link_at)
                SELECT next_id(), r.system, d.native_id, d.name, d.enabled, d.identity, coalesce(held.names, '{}'), false,
                       r.now, r.now, r.id, r.id, 1, d.told, d.digest,
                       d.link, d.link_rule, d.link_candidates, d.link_suggested, r.now
                  FROM decided d LEFT JOIN held USING (native_id) CROSS JOIN %1$s
                ON CONFLICT (system, native_id) DO NOTHING
                RETURNING id, created_by)
            INSERT INTO touched_account (read, account, is_grouped) SELECT created_by, id, true FROM added""".formatted(THE_READ);

    // What a target tells of the owner is kept and is no change of the account. By another name or state one holds what
    // it held.
    private static final String CHANGE_ACCOUNTS = """
            , compared AS (
                SELECT d.*,
                       (d.was_name, d.was_enabled, d.was_of, d.returned)
                           IS DISTINCT FROM (d.name, d.enabled, d.identity, false) AS is_other,
                       (d.was_of, d.was_link, d.was_rule, d.was_candidates, d.was_suggested)
                           IS DISTINCT FROM
                       (d.identity, d.link, d.link_rule, d.link_candidates, d.link_suggested) AS is_linked_otherwise,
                       (d.was_told, d.was_digest) IS DISTINCT FROM (d.told, d.digest) AS is_told_otherwise
                  FROM decided d),
            changed AS (
                UPDATE account a
                   SET name = c.name, enabled = c.enabled, identity = c.identity, told = c.told,
                       told_digest = c.digest,
                       link = c.link, link_rule = c.link_rule, link_candidates = c.link_candidates,
                       link_suggested = c.link_suggested,
                       link_at = CASE WHEN c.is_linked_otherwise THEN r.now ELSE a.link_at END,
                       last_seen_at = r.now, vanished_at = NULL,
                       changed_by = CASE WHEN c.is_other THEN r.id ELSE a.changed_by END,
                       version = a.version + CASE WHEN c.is_other THEN 1 ELSE 0 END
                  FROM compared c CROSS JOIN %1$s
                 WHERE a.id = c.account AND (c.is_other OR c.is_linked_otherwise OR c.is_told_otherwise)
                RETURNING a.id, r.id AS read, c.is_other, c.was_name, c.was_enabled, c.was_of, c.returned)
            INSERT INTO touched_account (read, account, name, enabled, identity, returned, is_grouped)
            SELECT read, id, was_name, was_enabled, was_of, returned, NOT returned FROM changed WHERE is_other""".formatted(THE_READ);

    private static final String NOT_FOUND = """
            NOT EXISTS (SELECT FROM %1$s t WHERE t.read = r.id AND t.native_id = known.native_id)
               AND NOT known.native_id LIKE ANY (CAST(? AS text[]))""";

    private static final String SAID_TO_BE_DELETED = """
            known.native_id IN (SELECT t.native_id FROM %1$s t WHERE t.read = r.id AND t.deleted)""";

    // One that a listing for a person showed after this read was asked for is there: the read only passed it by.
    private static final String LEAVE_OUT_ACCOUNTS = """
            WITH gone AS (
                UPDATE account known
                   SET vanished_at = r.now, changed_by = r.id, version = known.version + 1, privileged = false,
                       privileged_held = '{}', privileged_marked = false,
                       privileged_at = CASE WHEN known.privileged THEN r.now ELSE known.privileged_at END,
                       last_seen_at = greatest(known.last_seen_at, (SELECT p.whole_at FROM system_picture p
                                                                     WHERE p.system = r.system))
                  FROM %1$s
                 WHERE known.system = r.system AND known.vanished_at IS NULL AND %2$s
                   AND (known.shown_at IS NULL
                        OR known.shown_at <= (SELECT q.requested_at FROM system_read q WHERE q.id = r.id))
                RETURNING known.id, known.changed_by)
            INSERT INTO touched_account (read, account) SELECT changed_by, id FROM gone""";

    /** A listing for a person wrote what it saw since the last read of the whole: that too is compared. */
    private static final String TOUCH_SHOWN = """
            INSERT INTO touched_account (read, account)
            SELECT r.id, a.id
              FROM account a CROSS JOIN %1$s
             WHERE a.system = r.system
               AND a.shown_at >= coalesce((SELECT p.whole_at FROM system_picture p WHERE p.system = r.system),
                                          '-infinity')""".formatted(THE_READ);

    private static final String PROTECT = """
            UPDATE account
               SET protection_reason = ?, protected_by = ?, protected_since = ?
             WHERE system = ? AND native_id = ? AND vanished_at IS NULL AND protected_since IS NULL""";

    // Entitlements and their members

    private static final String TOLD = """
            WITH told AS (
                SELECT * FROM staged_entitlement WHERE read = ? AND NOT deleted)
            """;

    private static final String ADD_ENTITLEMENTS = TOLD + """
            INSERT INTO entitlement (id, system, native_id, name, first_seen_at, last_seen_at)
            SELECT next_id(), r.system, told.native_id, told.name, r.now, r.now
              FROM told CROSS JOIN %1$s
             WHERE NOT EXISTS (SELECT FROM entitlement e
                                WHERE e.system = r.system AND e.native_id = told.native_id)""".formatted(THE_READ);

    /** Whoever holds one that has another name holds something of another name. Its class is found anew. */
    private static final String CHANGE_ENTITLEMENTS = TOLD + """
            , changed AS (
                UPDATE entitlement e SET name = told.name, last_seen_at = r.now, vanished_at = NULL,
                       class = NULL, class_by = NULL, class_what = NULL
                  FROM told CROSS JOIN %1$s
                 WHERE e.system = r.system AND e.native_id = told.native_id
                   AND (e.name <> told.name OR e.vanished_at IS NOT NULL)
                RETURNING e.id, r.id AS read)
            INSERT INTO touched_account (read, account)
            SELECT c.read, m.account FROM membership m JOIN changed c ON c.id = m.entitlement""".formatted(THE_READ);

    private static final String LEAVE_OUT_ENTITLEMENTS = """
            WITH gone AS (
                UPDATE entitlement known SET vanished_at = r.now, digest = NULL, memberships = 0, unresolved = 0
                  FROM %1$s
                 WHERE known.system = r.system AND known.vanished_at IS NULL AND %2$s
                RETURNING known.id, r.id AS read),
            others AS (
                DELETE FROM entitlement_member m USING gone g WHERE m.entitlement = g.id),
            ended AS (
                DELETE FROM membership m USING gone g WHERE m.entitlement = g.id RETURNING m.account, g.read)
            INSERT INTO touched_account (read, account) SELECT read, account FROM ended""";

    /** A member that no listing shows is access that nobody could review: it is not dropped, it is unresolved. */
    private static final String UNSHOWN = "'the listing of accounts does not show this member'";

    /** What is told with the same members as before: one of them may have vanished. */
    private static final String UNRESOLVE = """
            WITH ended AS (
                DELETE FROM membership m
                 USING account a, touched_account t
                 WHERE t.read = ? AND a.id = t.account AND a.vanished_at IS NOT NULL AND m.account = a.id
                RETURNING m.entitlement, a.native_id, m.cause),
            kept AS (
                INSERT INTO entitlement_member (entitlement, kind, native_id, reason, cause, first_seen_at)
                SELECT entitlement, 'unresolvable', native_id, %1$s, cause, CAST(? AS timestamptz) FROM ended
                ON CONFLICT (entitlement, kind, native_id) DO NOTHING)
            UPDATE entitlement SET digest = NULL WHERE id IN (SELECT entitlement FROM ended)""".formatted(UNSHOWN);

    /** And one that no listing showed before may have come. */
    private static final String RESOLVE = """
            WITH listed AS (
                DELETE FROM entitlement_member m
                 USING account a, touched_account t, entitlement e
                 WHERE t.read = ? AND a.id = t.account AND a.vanished_at IS NULL
                   AND m.kind = 'unresolvable' AND m.cause IS NOT NULL AND m.native_id = a.native_id
                   AND e.id = m.entitlement AND e.system = a.system
                RETURNING m.entitlement, a.id AS account, m.cause, t.read),
            begun AS (
                INSERT INTO membership (entitlement, account, cause, first_seen_at)
                SELECT DISTINCT ON (entitlement, account) entitlement, account, cause, CAST(? AS timestamptz)
                  FROM listed ORDER BY entitlement, account, cause
                ON CONFLICT (entitlement, account) DO NOTHING),
            held AS (
                INSERT INTO touched_account (read, account) SELECT read, account FROM listed)
            UPDATE entitlement SET digest = NULL WHERE id IN (SELECT entitlement FROM listed)""";

    /** Members of what is told with others than before: of what was not known until this read, or of what was. */
    private static final String MEMBERS = TOLD + """
            , other AS (
                SELECT e.id, r.id AS read, r.now, told.members, told.kinds, told.unresolvable, told.reasons
                  FROM told CROSS JOIN %1$s JOIN entitlement e ON e.system = r.system AND e.native_id = told.native_id
                 WHERE e.digest IS DISTINCT FROM told.digest AND told.kinds IS NOT NULL AND %2$s),
            member AS MATERIALIZED (
                SELECT o.id AS entitlement, m.kind, a.id AS account, o.read, o.now,
                       CASE WHEN a.id IS NULL THEN m.native_id END AS native_id,
                       a.created_by IS NOT DISTINCT FROM o.read AS is_new,
                       CASE m.kind WHEN 'a' THEN 'direct' WHEN 'p' THEN 'primary' WHEN 'd' THEN 'dynamic' END AS cause
                  FROM other o
                 CROSS JOIN LATERAL unnest(o.members, string_to_array(o.kinds, NULL)) AS m (native_id, kind)
                  LEFT JOIN account a ON a.system = ? AND a.native_id = m.native_id AND a.vanished_at IS NULL
                                     AND m.kind <> 'e'),
            beside AS (
                SELECT entitlement, CASE kind WHEN 'e' THEN 'entitlement' ELSE 'unresolvable' END AS kind, native_id,
                       CASE WHEN kind <> 'e' THEN %3$s END AS reason, cause, now
                  FROM member WHERE account IS NULL
                UNION ALL
                SELECT o.id, 'unresolvable', u.native_id, u.reason, NULL, o.now
                  FROM other o CROSS JOIN LATERAL unnest(o.unresolvable, o.reasons) AS u (native_id, reason)),
            """;

    // Nothing of it is known, so nothing is compared: a first read is little else.
    private static final String BEGIN_MEMBERS = MEMBERS.formatted(THE_READ, "e.first_seen_at = r.now", UNSHOWN) + """
            begun AS (
                INSERT INTO membership (entitlement, account, cause, first_seen_at)
                SELECT entitlement, account, cause, now FROM member WHERE account IS NOT NULL),
            begun_beside AS (
                INSERT INTO entitlement_member (entitlement, kind, native_id, reason, cause, first_seen_at)
                SELECT entitlement, kind, native_id, reason, cause, now FROM beside)
            INSERT INTO touched_account (read, account)
            SELECT DISTINCT read, account FROM member WHERE account IS NOT NULL AND NOT is_new""";

    private static final String MERGE_MEMBERS = MEMBERS.formatted(THE_READ, "e.first_seen_at <> r.now", UNSHOWN) + """
            held AS (
                SELECT * FROM member WHERE account IS NOT NULL),
            ended AS (
                DELETE FROM membership m USING other o
                 WHERE m.entitlement = o.id
                   AND NOT EXISTS (SELECT FROM held h WHERE h.entitlement = m.entitlement AND h.account = m.account)
                RETURNING m.account, o.read),
            caused AS (
                UPDATE membership m SET cause = h.cause FROM held h
                 WHERE m.entitlement = h.entitlement AND m.account = h.account AND m.cause <> h.cause),
            begun AS (
                INSERT INTO membership (entitlement, account, cause, first_seen_at)
                SELECT h.entitlement, h.account, h.cause, h.now FROM held h
                 WHERE NOT EXISTS (SELECT FROM membership m
                                    WHERE m.entitlement = h.entitlement AND m.account = h.account)
                RETURNING account),
            ended_beside AS (
                DELETE FROM entitlement_member m USING other o
                 WHERE m.entitlement = o.id
                   AND NOT EXISTS (SELECT FROM beside b
                                    WHERE b.entitlement = m.entitlement AND b.kind = m.kind
                                      AND b.native_id = m.native_id)),
            begun_beside AS (
                INSERT INTO entitlement_member AS m (entitlement, kind, native_id, reason, cause, first_seen_at)
                SELECT entitlement, kind, native_id, reason, cause, now FROM beside
                ON CONFLICT (entitlement, kind, native_id)
                DO UPDATE SET reason = EXCLUDED.reason, cause = EXCLUDED.cause
                 WHERE (m.reason, m.cause) IS DISTINCT FROM (EXCLUDED.reason, EXCLUDED.cause))
            INSERT INTO touched_account (read, account)
            SELECT read, account FROM ended
            UNION
            SELECT (SELECT read FROM other LIMIT 1), account FROM begun""";

    /** Of what is told with others than before: so many memberships were added at most. */
    private static final String MEMBERS_TOLD =
            "SELECT coalesce(sum(length(kinds)), 0) AS told FROM staged_entitlement WHERE read = ?";

    private static final String KEEP_DIGESTS = TOLD + """
            UPDATE entitlement e
               SET digest = told.digest, last_seen_at = r.now,
                   memberships = (SELECT count(*) FROM membership m WHERE m.entitlement = e.id),
                   unresolved = (SELECT count(*) FROM entitlement_member m
                                  WHERE m.entitlement = e.id AND m.kind = 'unresolvable')
              FROM told CROSS JOIN %1$s
             WHERE e.system = r.system AND e.native_id = told.native_id AND e.digest IS DISTINCT FROM told.digest""".formatted(THE_READ);

    /** What a read of changes did not tell, and one of whose members came or went. */
    private static final String RECOUNT = """
            UPDATE entitlement e
               SET memberships = (SELECT count(*) FROM membership m WHERE m.entitlement = e.id),
                   unresolved = (SELECT count(*) FROM entitlement_member m
                                  WHERE m.entitlement = e.id AND m.kind = 'unresolvable')
             WHERE e.system = ? AND e.vanished_at IS NULL AND e.digest IS NULL""";

    // What accounts hold

    private static final String REGROUP = """
            WITH held AS (
                SELECT m.account, array_agg(DISTINCT e.name ORDER BY e.name) AS names
                  FROM membership m JOIN entitlement e ON e.id = m.entitlement
                 WHERE m.account IN (SELECT t.account FROM touched_account t WHERE t.read = ? AND NOT t.is_grouped)
                 GROUP BY m.account),
            other AS (
                SELECT a.id, a.entitlements AS were, coalesce(h.names, '{}') AS names, r.id AS read, r.now,
                       a.created_by IS NOT DISTINCT FROM r.id AS is_new
                  FROM (SELECT DISTINCT t.account FROM touched_account t WHERE t.read = ? AND NOT t.is_grouped) t
                  JOIN account a ON a.id = t.account
                  LEFT JOIN held h ON h.account = t.account
                 CROSS JOIN %1$s
                 WHERE a.vanished_at IS NULL AND a.entitlements <> coalesce(h.names, '{}')),
            changed AS (
                UPDATE account a
                   SET entitlements = o.names, last_seen_at = o.now, changed_by = o.read,
                       version = CASE WHEN a.changed_by = o.read THEN a.version ELSE a.version + 1 END
                  FROM other o
                 WHERE a.id = o.id)
            INSERT INTO touched_account (read, account, entitlements)
            SELECT read, id, were FROM other WHERE NOT is_new""".formatted(THE_READ);

    /**
     * What a target told of sign-ins and passwords makes no account a different one. A sign-in never falls back: a restored target
     * forgets. A password does: a restored target has the old one. What is as before is not even locked.
     */
    private static final String KEEP_SIGN_INS = """
            INSERT INTO account_sign_in AS s (account, last_at, password_set_at)
            SELECT t.account, t.last_sign_in, t.password_set_at
              FROM (SELECT account, last_sign_in, password_set_at
                      FROM staged_account
                     WHERE read = ? AND account IS NOT NULL AND num_nonnulls(last_sign_in, password_set_at) > 0
                    UNION ALL
                    SELECT a.id, t.last_sign_in, t.password_set_at
                      FROM staged_account t
                      JOIN account a ON a.native_id = t.native_id AND a.vanished_at IS NULL
                     WHERE t.read = ? AND t.account IS NULL AND num_nonnulls(t.last_sign_in, t.password_set_at) > 0
                       AND a.system = ?) t
              LEFT JOIN account_sign_in k ON k.account = t.account
             WHERE (k.last_at, k.password_set_at) IS DISTINCT FROM
                   (greatest(k.last_at, t.last_sign_in), coalesce(t.password_set_at, k.password_set_at))
            ON CONFLICT (account) DO UPDATE
               SET last_at = greatest(s.last_at, EXCLUDED.last_at),
                   password_set_at = coalesce(EXCLUDED.password_set_at, s.password_set_at)""";

    private static final String TOUCHED = "a.id IN (SELECT account FROM touched_account WHERE read = ?)";

    /** Each account that a read changed, as it is now and as it was. */
    private static final String CHANGES = """
            SELECT a.*, greatest(a.last_seen_at, CASE WHEN a.vanished_at IS NULL THEN p.whole_at END) AS seen_at,
                   a.created_by IS NOT DISTINCT FROM r.id AS appeared,
                   coalesce(was.name, a.name) AS was_name, coalesce(was.enabled, a.enabled) AS was_enabled,
                   CASE WHEN was.name IS NULL THEN a.identity ELSE was.identity END AS was_of,
                   coalesce(was.returned, false) AS returned, coalesce(was.entitlements, a.entitlements) AS were
              FROM %1$s
              JOIN account a ON a.system = r.system AND a.changed_by = r.id
              LEFT JOIN system_picture p ON p.system = r.system
              JOIN (SELECT account, max(name) AS name, bool_or(enabled) AS enabled,
                           CAST(max(CAST(identity AS text)) AS uuid) AS identity, bool_or(returned) AS returned,
                           max(entitlements) AS entitlements
                      FROM touched_account WHERE read = ? GROUP BY account) was ON was.account = a.id
             ORDER BY a.native_id COLLATE "C"
            """.formatted(THE_READ);

    private static final String FORGET_TOUCHED = "DELETE FROM touched_account WHERE read = ?";

    private static final String KEEP_WHOLE = """
            INSERT INTO system_picture (system, whole_at, whole_requested_at, last_requested_at, correlated_by)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (system) DO UPDATE
               SET whole_at = EXCLUDED.whole_at, whole_requested_at = EXCLUDED.whole_requested_at,
                   last_requested_at = EXCLUDED.last_requested_at, correlated_by = EXCLUDED.correlated_by""";

    /** Not all that is known was seen: whatever was, has its own time from now on. */
    private static final String KEEP_SEEN = """
            UPDATE account a SET last_seen_at = s.now
              FROM (SELECT t.native_id, r.system, r.now
                      FROM %1$s JOIN staged_account t ON t.read = r.id AND NOT t.deleted) s
             WHERE a.system = s.system AND a.native_id = s.native_id""".formatted(THE_READ);

    private static final String KEEP_PARTS = """
            INSERT INTO system_picture (system, whole_at, whole_requested_at, last_requested_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (system) DO UPDATE
               SET whole_requested_at = EXCLUDED.whole_requested_at, last_requested_at = EXCLUDED.last_requested_at""";

    private static final String KEEP_CHANGES = "UPDATE system_picture SET last_requested_at = ? WHERE system = ?";

    // Counting

    private static final String COUNT = """
            SELECT s.*, a.*, e.*,
                   (SELECT count(*) FROM staged_entitlement t WHERE t.read = r.id AND NOT t.deleted) AS entitlements
              FROM %1$s,
                   LATERAL (SELECT count(*) AS accounts, count(*) FILTER (WHERE t.problems > 0) AS problems,
                                   count(k.identity) AS correlated
                              FROM staged_account t
                              JOIN account k ON k.system = r.system AND k.native_id = t.native_id
                             WHERE t.read = r.id AND NOT t.deleted) s,
                   LATERAL (SELECT count(*) FILTER (WHERE created_by = r.id) AS created,
                                   count(*) FILTER (WHERE changed_by = r.id AND created_by IS DISTINCT FROM r.id
                                                      AND vanished_at IS NULL) AS changed,
                                   count(*) FILTER (WHERE changed_by = r.id AND vanished_at IS NOT NULL) AS vanished
                              FROM account a WHERE %2$s) a,
                   LATERAL (SELECT coalesce(sum(memberships), 0) AS memberships,
                                   coalesce(sum(unresolved), 0) AS unresolved
                              FROM entitlement WHERE system = r.system AND vanished_at IS NULL) e""";

    private final DataSource dataSource;
    private final SystemRead.Requested requested;
    private final UUID read;
    private final TargetSystem system;
    private final UUID id;
    private final Instant now;

    SystemMerge(DataSource dataSource, SystemRead.Requested requested, TargetSystem system, Instant now) {
        this.dataSource = dataSource;
        this.requested = requested;
        this.read = requested.id().value();
        this.system = system;
        this.id = system.id().value();
        this.now = now;
    }

    /** What a native id is like that begins with one of these. */
    static String[] patterns(Set<String> prefixes) {
        return prefixes.stream()
                .map(prefix -> prefix.replaceAll("[\\\\%_]", "\\\\$0") + "%")
                .toArray(String[]::new);
    }

    SystemRead.Counts merge(SystemReads.Provisos provisos) {
        String[] unread = patterns(provisos.unread());
        String gone =
                switch (requested.scope()) {
                    case WHOLE -> NOT_FOUND;
                    case CHANGES -> SAID_TO_BE_DELETED;
                };
        @Nullable
        Object[] leavingOut =
                switch (requested.scope()) {
                    case WHOLE -> new Object[] {read, id, now, unread};
                    case CHANGES -> new Object[] {read, id, now};
                };
        plan(requested.scope() == SystemRead.Scope.CHANGES);
        run(SETTLE_ACCOUNTS, read, read, read, requested.scope() == SystemRead.Scope.WHOLE, read);
        run(SETTLE_ENTITLEMENTS, read, read);
        run(ANALYZE);
        // Looked at before anything is decided: what changes meanwhile is another to the next read.
        Optional<CorrelatedBy> by =
                switch (requested.scope()) {
                    case WHOLE -> Optional.of(correlatedBy());
                    case CHANGES -> Optional.empty();
                };
        // First those that are known, or every new one would be among them.
        changed(by.filter(CorrelatedBy::isAsBefore).isPresent());
        analyzeGrown("account", ACCOUNT_PLANNED_BY, added());
        run(LEAVE_OUT_ACCOUNTS.formatted(THE_READ, gone.formatted("staged_account")), leavingOut);
        run(TOUCH_SHOWN, read, id, now);
        provisos.protections().forEach(this::protect);
        analyzeGrown("entitlement", "", run(ADD_ENTITLEMENTS, read, read, id, now));
        run(ANALYZE_TOUCHED);
        run(CHANGE_ENTITLEMENTS, read, read, id, now);
        run(LEAVE_OUT_ENTITLEMENTS.formatted(THE_READ, gone.formatted("staged_entitlement")), leavingOut);
        run(UNRESOLVE, read, now);
        run(RESOLVE, read, now);
        run(BEGIN_MEMBERS, read, read, id, now, id);
        // From here on the sets have statistics: they are of what is different, and mostly small.
        plan(true);
        run(MERGE_MEMBERS, read, read, id, now, id);
        analyzeGrown("membership", "", Sql.of(MEMBERS_TOLD, read).only(dataSource, row -> row.number("told")));
        run(ANALYZE_TOUCHED);
        run(KEEP_DIGESTS, read, read, id, now);
        run(REGROUP, read, read, read, id, now);
        Classifying classifying = new Classifying(dataSource, system.id(), now);
        switch (requested.scope()) {
            case WHOLE -> {
                classifying.whole(read);
                if (unread.length > 0) {
                    run(KEEP_SEEN, read, id, now);
                    run(KEEP_PARTS, id, now, requested.requestedAt(), requested.requestedAt());
                } else {
                    run(
                            KEEP_WHOLE,
                            id,
                            now,
                            requested.requestedAt(),
                            requested.requestedAt(),
                            by.orElseThrow().what());
                }
            }
            case CHANGES -> {
                run(RECOUNT, id);
                classifying.changes(read);
                run(KEEP_CHANGES, requested.requestedAt(), id);
            }
        }
        run(KEEP_SIGN_INS, read, read, id);
        return count();
    }

    /** Hands on what the merge of a read changed, in the transaction of the merge. */
    static void changes(DataSource dataSource, SystemRead.Requested read, Consumer<AccountChange> taker) {
        UUID id = read.id().value();
        Sql.of(CHANGES, id, read.system().value(), null, id)
                .forEach(dataSource, SystemMerge::change, change -> change.ifPresent(taker));
    }

    /** Empty where its privilege alone is other. */
    private static Optional<AccountChange> change(Columns row) throws SQLException {
        Account account = PostgresAccounts.account(row);
        if (row.flag("appeared")) {
            return Optional.of(new AccountChange.Appeared(account));
        }
        if (row.optionalMoment("vanished_at").isPresent()) {
            return Optional.of(new AccountChange.Vanished(account));
        }
        AccountChange.Shown before = new AccountChange.Shown(
                row.text("was_name"),
                row.flag("was_enabled"),
                row.optionalId("was_of").map(IdentityId::new),
                row.texts("were"));
        if (row.flag("returned")) {
            return Optional.of(new AccountChange.Returned(account, before));
        }
        return before.equals(AccountChange.Shown.of(account))
                ? Optional.empty()
                : Optional.of(new AccountChange.Changed(account, before));
    }

    /** What was touched is needed no longer. */
    static void forget(DataSource dataSource, ReadId read) {
        Sql.of(FORGET_TOUCHED, read.value()).update(dataSource);
    }

    private SystemRead.Counts count() {
        Sql count =
                switch (requested.scope()) {
                    case WHOLE -> Sql.of(COUNT.formatted(THE_READ, "a.system = r.system"), read, id, now);
                    case CHANGES -> Sql.of(COUNT.formatted(THE_READ, TOUCHED), read, id, now, read);
                };
        return count.only(dataSource, PostgresSystemReads::counts);
    }

    private void plan(boolean nestedLoops) {
        Sql.of(PLAN, nestedLoops ? "on" : "off").only(dataSource, row -> row);
    }

    private int run(String statement, @Nullable Object... values) {
        return Sql.of(statement, values).update(dataSource);
    }

    private void analyzeGrown(String table, String columns, long added) {
        long plannedFor = Sql.of(ROWS_PLANNED_FOR, table).only(dataSource, row -> row.number("rows"));
        if (added > OUTGROWN * plannedFor) {
            run("ANALYZE " + table + columns);
        }
    }

    /** Adds those that were not known. */
    private int added() {
        return WhoseAccounts.decide(Sql.of(UNKNOWN, read, id), id, system.correlation())
                .then(ADD_ACCOUNTS, read, read, id, now)
                .update(dataSource);
    }

    /** @param sameIdentities what is told as before is whose it was */
    private void changed(boolean sameIdentities) {
        Sql known = sameIdentities ? Sql.of(TOLD_OTHERWISE, read, id, read) : Sql.of(TOLD_AT_ALL, read, id, read, read);
        WhoseAccounts.decide(known, id, system.correlation())
                .then(CHANGE_ACCOUNTS, read, id, now)
                .update(dataSource);
    }

    /** What decided whose accounts are, and whether the last read of the whole went by the same. */
    private record CorrelatedBy(String what, boolean isAsBefore) {}

    private CorrelatedBy correlatedBy() {
        return Sql.of(CORRELATED_BY, id, WhoseAccounts.meaning(system.correlation()), id)
                .only(dataSource, row -> new CorrelatedBy(row.text("what"), row.flag("is_as_before")));
    }

    private void protect(String nativeId, Protection protection) {
        run(PROTECT, protection.reason(), protection.by(), protection.since(), id, nativeId);
    }
}
