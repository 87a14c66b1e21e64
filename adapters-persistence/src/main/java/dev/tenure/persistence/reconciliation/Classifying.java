package dev.tenure.persistence.reconciliation;

import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.persistence.statement.Sql;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Works out what is privileged on a system and keeps what was, in a few statements over whole sets. A read, a listing for a person, a mark and other
 * rules all end here.
 *
 * <p>The rows of entitlements and accounts say what is now; their locks keep two transactions apart. History follows them.
 */
final class Classifying {

    /** Patterns as those of {@code LIKE}, in lower case. */
    private static final String RULES = """
            WITH rule AS MATERIALIZED (
                SELECT r.position, r.of, r.class, r.pattern AS written,
                       replace(replace(replace(replace(lower(r.pattern COLLATE pg_c_utf8),
                               '\\', '\\\\'), '%', '\\%'), '_', '\\_'), '*', '%') AS pattern
                  FROM (SELECT n AS position, class_rules -> n ->> 'of' AS of, class_rules -> n ->> 'pattern' AS pattern,
                               class_rules -> n ->> 'class' AS class
                          FROM (SELECT class_rules, generate_series(0, jsonb_array_length(class_rules) - 1) AS n
                                  FROM target_system WHERE id = ?) s) r),
            """.replace("%", "%%");

    private static final String CLASS_ENTITLEMENTS = RULES + """
            matched AS (
                SELECT e.id, m.id AS mark, m.class,
                       (SELECT min(r.position) FROM rule r
                         WHERE CASE r.of WHEN 'NAME' THEN lower(e.name) ELSE lower(e.native_id) END LIKE r.pattern)
                           AS position
                  FROM entitlement e
                  LEFT JOIN privilege_mark m ON m.system = e.system AND m.native_id = e.native_id
                                            AND m.thing = 'entitlement' AND m.ended_at IS NULL
                 WHERE e.system = ? AND %1$s),
            classed AS (
                SELECT m.id, coalesce(m.class, r.class) AS class,
                       CASE WHEN m.mark IS NULL THEN r.of ELSE 'MARK' END AS class_by,
                       coalesce(CAST(m.mark AS text), r.written) AS class_what
                  FROM matched m LEFT JOIN rule r ON r.position = m.position)
            UPDATE entitlement e SET class = c.class, class_by = c.class_by, class_what = c.class_what
              FROM classed c
             WHERE c.id = e.id
               AND (e.class, e.class_by, e.class_what) IS DISTINCT FROM (c.class, c.class_by, c.class_what)""";

    private static final String END_CLASSES = """
            UPDATE entitlement_class h SET until = greatest(h.since, ?)
              FROM entitlement e
             WHERE h.system = ? AND h.until IS NULL AND e.id = h.entitlement
               AND (e.class, e.class_by, e.class_what) IS DISTINCT FROM (h.class, h.class_by, h.class_what)""";

    private static final String BEGIN_CLASSES = """
            INSERT INTO entitlement_class (entitlement, system, class, class_by, class_what, since)
            SELECT e.id, e.system, e.class, e.class_by, e.class_what, ?
              FROM entitlement e
             WHERE e.system = ? AND e.class IS NOT NULL
               AND NOT EXISTS (SELECT FROM entitlement_class h WHERE h.entitlement = e.id AND h.until IS NULL)
            ON CONFLICT (entitlement) WHERE until IS NULL DO NOTHING""";

    // A read shows every entitlement that is held; only a listing for a person tells of one that no read ever showed.
    private static final String CLASS_ACCOUNTS = RULES + """
            told AS (
                SELECT DISTINCT lower(held) AS name
                  FROM (SELECT unnest(a.entitlements) AS held FROM account a
                         WHERE a.system = ? AND a.shown_at IS NOT NULL AND a.vanished_at IS NULL AND %1$s) shown),
            privileged_name AS MATERIALIZED (
                SELECT lower(name) AS name FROM entitlement WHERE system = ? AND class IS NOT NULL
                UNION
                SELECT t.name FROM told t
                 WHERE NOT EXISTS (SELECT FROM entitlement e WHERE e.system = ? AND lower(e.name) = t.name)
                   AND (SELECT count(*) FROM rule r WHERE r.of = 'NAME' AND t.name LIKE r.pattern) > 0),
            classed AS MATERIALIZED (
                SELECT a.id,
                       ARRAY(SELECT held FROM unnest(a.entitlements) AS held
                              WHERE lower(held) IN (SELECT name FROM privileged_name) ORDER BY held) AS held,
                       a.native_id IN (SELECT m.native_id FROM privilege_mark m
                                        WHERE m.system = ? AND m.thing = 'account' AND m.ended_at IS NULL) AS marked
                  FROM account a
                 WHERE a.system = ? AND a.vanished_at IS NULL AND %1$s)
            UPDATE account a
               SET privileged = c.marked OR c.held <> '{}', privileged_held = c.held, privileged_marked = c.marked,
                   privileged_at = CASE WHEN a.privileged = (c.marked OR c.held <> '{}') THEN a.privileged_at ELSE ? END""";

    private static final String WHERE_OTHERWISE = """
              FROM classed c
             WHERE a.id = c.id
               AND (a.privileged, a.privileged_held, a.privileged_marked)
                   IS DISTINCT FROM (c.marked OR c.held <> '{}', c.held, c.marked)""";

    private static final String END_PRIVILEGES = """
            UPDATE account_privilege p SET until = greatest(p.since, ?)
              FROM account a
             WHERE p.system = ? AND p.until IS NULL AND a.id = p.account AND %1$s
               AND (a.privileged, a.privileged_held, a.privileged_marked) IS DISTINCT FROM (true, p.held, p.marked)""";

    private static final String BEGIN_PRIVILEGES = """
            INSERT INTO account_privilege (account, system, held, marked, since)
            SELECT a.id, a.system, a.privileged_held, a.privileged_marked, ?
              FROM account a
             WHERE a.system = ? AND a.privileged AND a.vanished_at IS NULL AND %1$s
               AND NOT EXISTS (SELECT FROM account_privilege p WHERE p.account = a.id AND p.until IS NULL)
            ON CONFLICT (account) WHERE until IS NULL DO NOTHING""";

    private static final String ANOTHER_VERSION =
            ", version = a.version + CASE WHEN a.privileged = (c.marked OR c.held <> '{}') THEN 0 ELSE 1 END";

    // A read counts an account once as changed, whatever about it is different.
    private static final String CHANGED_BY_READ = """
            , changed_by = CASE WHEN a.privileged = (c.marked OR c.held <> '{}') THEN a.changed_by ELSE CAST(? AS uuid) END,
                   version = a.version + CASE WHEN a.privileged = (c.marked OR c.held <> '{}')
                                                   OR a.changed_by = CAST(? AS uuid) THEN 0 ELSE 1 END""";

    // Each about one id, so that statements differ in nothing else.
    private static final String ALL = "a.system = ?";
    private static final String TOUCHED = "a.id IN (SELECT t.account FROM touched_account t WHERE t.read = ?)";
    private static final String ONE = "a.id = ?";

    private final DataSource dataSource;
    private final UUID system;
    private final Instant now;

    Classifying(DataSource dataSource, SystemId system, Instant now) {
        this.dataSource = dataSource;
        this.system = system.value();
        this.now = now;
    }

    /** After a mark or other rules. */
    void all() {
        entitlements(Sql.of(CLASS_ENTITLEMENTS.formatted("true"), system, system));
        accounts(ALL, system, ANOTHER_VERSION);
    }

    /** After a read of the whole: the accounts that it touched. */
    void whole(UUID read) {
        touched(read, Sql.of(CLASS_ENTITLEMENTS.formatted("true"), system, system));
    }

    /** After a read of changes: the entitlements that it told, and the accounts that it touched. */
    void changes(UUID read) {
        touched(read, Sql.of(CLASS_ENTITLEMENTS.formatted("e.last_seen_at = ?"), system, system, now));
    }

    private void touched(UUID read, Sql classing) {
        boolean another = entitlements(classing);
        // Somebody else may hold something of the same name.
        if (another) {
            accounts(ALL, system, CHANGED_BY_READ, read, read);
        } else {
            accounts(TOUCHED, read, CHANGED_BY_READ, read, read);
        }
    }

    /** After one account was shown: that it was counts as a change already. */
    void one(AccountId account) {
        accounts(ONE, account.value(), "");
    }

    /** Whether one is of another class than before. */
    private boolean entitlements(Sql classing) {
        boolean another = classing.update(dataSource) > 0;
        Sql.of(END_CLASSES, now, system).update(dataSource);
        Sql.of(BEGIN_CLASSES, now, system).update(dataSource);
        return another;
    }

    private void accounts(String which, UUID id, String counted, Object... values) {
        Sql.of(CLASS_ACCOUNTS.formatted(which), system, system, id, system, system, system, system, id, now)
                .then(counted, values)
                .then(WHERE_OTHERWISE)
                .update(dataSource);
        Sql.of(END_PRIVILEGES.formatted(which), now, system, id).update(dataSource);
        Sql.of(BEGIN_PRIVILEGES.formatted(which), now, system, id).update(dataSource);
    }
}
