package dev.tenure.benchmarks.pages;

import dev.tenure.benchmarks.database.ThrowawayDatabase;
import dev.tenure.benchmarks.product.PackagedProduct;
import dev.tenure.benchmarks.product.StaticIdentityProvider;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * An invented company, written straight into the tables: how it comes to be is what other benchmarks measure. Nothing in it is
 * due, so the service that shows it has nothing else to do.
 */
final class FilledCompany {

    /** Whom findings are handed to; one in fifty is the operator's own. */
    static final String OPERATOR = "benchmark-operator";

    private static final int SYSTEMS = 3;
    private static final String WAVE = "019a0000-0009-7000-8000-000000000001";
    private static final String PREPARED_WAVE = "019a0000-0009-7000-8000-000000000002";

    private static final List<String> FILL = List.of(
            """
            CREATE FUNCTION pg_temp.id(kind int, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE
            RETURN CAST('019a0000-' || lpad(to_hex(kind), 4, '0') || '-7000-8000-' || lpad(to_hex(n), 12, '0') AS uuid)""",
            """
            INSERT INTO identity (id, feed, worker_id, kind, given_name, family_name, email, title, department, zone, state,
                                  tenure_number, tenure_origin, start_date, last_working_day, clock_policy, received_at,
                                  out_at, version, manager_feed, manager_worker_id)
            SELECT pg_temp.id(1, n), 'hr', 'W-' || n, 'EMPLOYEE', 'Given' || n % 977, 'Family' || n % 7919,
                   'p' || n || '@benchmark.example', 'Title ' || n % 100, 'Department ' || n % 40, 'UTC',
                   CASE WHEN n % 20 = 0 THEN 'ended' ELSE 'active' END, 1, 'HIRED', '2020-01-01',
                   CASE WHEN n % 20 = 0 THEN date '2026-01-01' END,
                   CASE WHEN n % 20 = 0 THEN 'LAST_WORKING_DAY_OR_NOTICE' END, CASE WHEN n % 20 = 0 THEN now() END,
                   CASE WHEN n % 20 = 0 THEN now() END, 1, 'hr', 'W-' || 1 + n % 999
              FROM generate_series(1, :people) n""",
            """
            INSERT INTO identity_history (identity, number, known_from, source, change, kind, given_name, family_name, zone,
                                          state, tenure_number, tenure_origin, start_date)
            SELECT id, 1, now(), 'source hr', 'HIRED', kind, given_name, family_name, zone, 'active', 1, 'HIRED', start_date
              FROM identity""",
            """
            INSERT INTO worker_key (feed, worker_id, identity)
            SELECT 'hr', 'W-' || n, pg_temp.id(1, n) FROM generate_series(1, :people) n""",
            """
            INSERT INTO account (id, system, native_id, name, enabled, identity, entitlements, privileged, privileged_at,
                                 privileged_held, protection_reason, protected_by, protected_since, first_seen_at,
                                 last_seen_at, vanished_at, version, link, link_rule, link_candidates, link_suggested,
                                 link_at)
            SELECT pg_temp.id(2, n), :system, 'n' || n, 'Login' || n, n % 20 > 0,
                   CASE WHEN n % 50 > 0 THEN pg_temp.id(1, n) END, '{}', n % 200 = 1, CASE WHEN n % 200 = 1 THEN now() END,
                   CASE WHEN n % 200 = 1 THEN '{e1}'::text[] ELSE '{}' END,
                   CASE WHEN n % 1000 = 3 THEN 'Kept' END, CASE WHEN n % 1000 = 3 THEN 'b' END,
                   CASE WHEN n % 1000 = 3 THEN now() END, now(), now(), CASE WHEN n % 40 = 7 THEN now() END, 1,
                   CASE WHEN n % 500 = 50 THEN 'suggested' WHEN n % 500 = 100 THEN 'ambiguous' WHEN n % 50 > 0 THEN 'rule' END,
                   CASE WHEN n % 50 > 0 OR n % 500 IN (50, 100) THEN 1 END,
                   CASE WHEN n % 500 = 100 THEN 2 WHEN n % 50 > 0 OR n % 500 = 50 THEN 1 END,
                   CASE WHEN n % 500 = 50 THEN pg_temp.id(1, n - 1) END, now()
              FROM generate_series(1, :people) n""",
            "UPDATE privilege_history SET known_since = now() - interval '2 years'",
            """
            INSERT INTO account_privilege (account, system, held, marked, since, until)
            SELECT pg_temp.id(2, n), :system, '{e1}', false, now() - interval '1 year',
                   CASE WHEN n % 200 > 1 THEN now() - interval '1 month' END
              FROM generate_series(1, :people) n WHERE n % 200 < 5""",
            """
            INSERT INTO privilege_review (id, system, account, name, identity, seen, marked, reason, reviewed_by, authority,
                                          reviewed_at)
            SELECT gen_random_uuid(), :system, pg_temp.id(2, n), 'Login' || n, NULL,
                   '[{"id": "e1", "name": "Entitlement 1", "class": "SECRETS"}]', false, 'Needed', 'reviewer' || q, 'MANAGER',
                   now() - q * interval '90 days' - n * interval '1 second'
              FROM generate_series(1, :people) n, generate_series(1, 20) q WHERE n % 200 = 1""",
            """
            INSERT INTO entitlement (id, system, native_id, name, first_seen_at, last_seen_at, memberships, class, class_by,
                                     class_what)
            SELECT pg_temp.id(3, n), :system, 'e' || n, 'Entitlement ' || n, now(), now(), 10 * :people / 1000,
                   CASE WHEN n % 50 = 1 THEN 'SECRETS' END, CASE WHEN n % 50 = 1 THEN 'NAME' END,
                   CASE WHEN n % 50 = 1 THEN 'e*' END
              FROM generate_series(1, 1000) n""",
            """
            INSERT INTO entitlement_class (entitlement, system, class, class_by, class_what, since)
            SELECT id, system, class, class_by, class_what, now() FROM entitlement WHERE class IS NOT NULL""",
            """
            INSERT INTO membership (entitlement, account, cause, first_seen_at)
            SELECT pg_temp.id(3, 1 + (n + m * 97) % 1000), pg_temp.id(2, n), 'direct', now()
              FROM generate_series(1, :people) n, generate_series(1, 10) m""",
            """
            INSERT INTO system_read (id, system, requested_at, state, ended_at, accounts, entitlements, memberships, created,
                                     changed, correlated, vanished, problems, unresolved)
            SELECT pg_temp.id(4, n), :system, now() - make_interval(hours => n), 'complete', now() - make_interval(hours => n),
                   :people / 3, 333, 10 * :people / 3, 0, 0, :people / 3, 0, 0, 0
              FROM generate_series(1, 300) n""",
            """
            INSERT INTO finding (id, kind, severity, system, account, name, identity, read, opened_at, owner, due_at, state,
                                 accepted_until, accepted_reason, accepted_by, accepted_at, gone_read, gone_at, scan, what,
                                 version)
            SELECT pg_temp.id(5, n),
                   CASE WHEN n % 50 = 0 THEN 'leaver-live' WHEN n % 5 = 1 THEN 'dormant' ELSE 'orphan' END,
                   1 + n / 7 % 4, :system, pg_temp.id(2, 10 * n), 'Login' || 10 * n,
                   CASE WHEN 10 * n % 50 > 0 THEN pg_temp.id(1, 10 * n) END, pg_temp.id(4, 1),
                   now() - interval '60 days',
                   CASE WHEN n % 50 = 7 THEN 'benchmark-operator' ELSE 'owner' || n % 97 END,
                   now() + make_interval(secs => 60 * (n % 9973) - 60 * 2000), state,
                   CASE state WHEN 'accepted' THEN now() + interval '90 days' END,
                   CASE state WHEN 'accepted' THEN 'It is known' END, CASE state WHEN 'accepted' THEN 'b' END,
                   CASE state WHEN 'accepted' THEN now() END,
                   CASE state WHEN 'closed' THEN pg_temp.id(4, 1) END, CASE state WHEN 'closed' THEN now() END,
                   pg_temp.id(6, n % 7), 'opened', 1
              FROM (SELECT n, CASE WHEN n % 4 < 2 THEN 'open' WHEN n % 4 = 2 THEN 'accepted' ELSE 'closed' END AS state
                      FROM generate_series(1, :people / 10) n) f""",
            """
            INSERT INTO account_artefact (id, account, system, kind, native_id, what, since, last_used_at, first_seen_at,
                                          gone_at)
            SELECT pg_temp.id(7, n), pg_temp.id(2, n), :system, CASE WHEN n % 5 = 0 THEN 'mfa-method' ELSE 'credential' END,
                   'k' || n, 'access key', now() - make_interval(hours => n % 9973),
                   CASE WHEN n % 7 > 0 THEN now() - make_interval(hours => n % 4999) END, now(),
                   CASE WHEN n % 11 = 0 THEN now() END
              FROM generate_series(1, :people / 10) n""",
            """
            INSERT INTO account_inspection (account, tried_at, next_at, failures, error, credentials_at)
            SELECT pg_temp.id(2, n), now(), now() + interval '1 day', CASE WHEN n % 997 = 0 THEN 1 ELSE 0 END,
                   CASE WHEN n % 997 = 0 THEN 'refused' END, now()
              FROM generate_series(1, :people / 10) n""",
            """
            INSERT INTO wave (id, name, late, action, days, findings, prepared_by, prepared_at, state, started_by, started_as,
                              started_at, ended_at, gives_back, version)
            VALUES ('019a0000-0009-7000-8000-000000000001', 'The large one', false, 'disable', 30, :people / 20, 'a', now(),
                    'done', 'b', 'B', now(), now(), false, 1)""",
            """
            INSERT INTO wave (id, name, late, action, days, findings, prepared_by, prepared_at, state, gives_back, version)
            SELECT pg_temp.id(9, n), 'Wave ' || n, false, 'disable', 30, :people / 20, 'a', now(), 'prepared', false, 1
              FROM generate_series(2, 60) n""",
            """
            INSERT INTO wave_item (wave, finding, system, account, name, kind, severity, owner, state, skip, failure)
            SELECT '019a0000-0009-7000-8000-000000000001', f.id, f.system, f.account, f.name, f.kind, f.severity, f.owner, i.state,
                   CASE i.state WHEN 'skipped' THEN 'not-there' END, CASE i.state WHEN 'failed' THEN 'refused' END
              FROM (SELECT n, CASE WHEN n % 20 < 4 THEN 'skipped' WHEN n % 20 = 4 THEN 'failed' ELSE 'done' END AS state
                      FROM generate_series(1, :people / 20) n) i
              JOIN finding f ON f.id = pg_temp.id(5, n)""",
            """
            INSERT INTO wave_item (wave, finding, system, account, name, kind, severity, owner, state)
            SELECT pg_temp.id(9, 2), f.id, f.system, f.account, f.name, f.kind, f.severity, f.owner, 'pending'
              FROM generate_series(:people / 20 + 1, :people / 10) n JOIN finding f ON f.id = pg_temp.id(5, n)""",
            """
            INSERT INTO leaver_case (id, identity, last_working_day, zone, received_at, clock_start, clock_policy, clock_rule,
                                     policy_version, privileged, opened_at, state, ended_at, list_order, version)
            SELECT pg_temp.id(10, n), pg_temp.id(1, 20 * n), '2026-01-01', 'UTC', now(), now(), 'LAST_WORKING_DAY_OR_NOTICE',
                   'IMMEDIATE_NOTICE', 'p', false, now(), CASE WHEN n % 50 = 0 THEN 'open' ELSE 'closed' END,
                   CASE WHEN n % 50 > 0 THEN now() END, n, 1
              FROM generate_series(1, :people / 20) n""",
            """
            INSERT INTO leaver_case_system (leaver_case, system, ordinal, name, shut_out_by, clean_by, unobservable,
                                            unobservable_lives_ms, listed_at)
            SELECT pg_temp.id(10, n), :system, 0, 'System ' || n % 3, now() + interval '1 year', now() + interval '1 year', '{}', '{}',
                   now()
              FROM generate_series(1, :people / 20) n""",
            """
            INSERT INTO leaver_case_account (leaver_case, account, ordinal, system, native_id, name, known_before,
                                             blocked_state, blocked_deadline, blocked_at, contained_state, contained_deadline,
                                             contained_at, clean_state, clean_deadline, clean_at, retained)
            SELECT pg_temp.id(10, n), pg_temp.id(2, 20 * n), 0, :system, 'n' || 20 * n, 'Login' || 20 * n, true, 'verified',
                   now(), now(), 'verified', now(), now(), 'verified', now(), now(), '{}'
              FROM generate_series(1, :people / 20) n""",
            """
            INSERT INTO leaver_exception (id, leaver_case, kind, system, account, owner, detail, opened_at, state, resolved_at)
            SELECT pg_temp.id(11, n), pg_temp.id(10, n), 'REFUSED', :system, pg_temp.id(2, 20 * n), 'o', 'd', now(),
                   CASE WHEN n % 50 = 0 THEN 'open' ELSE 'resolved' END, CASE WHEN n % 50 > 0 THEN now() END
              FROM generate_series(1, :people / 20) n""",
            """
            INSERT INTO hand_over (id, leaver_case, leaver, kind, thing, name, proposed, opened_at, due_at, state, successor,
                                   decided_by, reason, ended_at, version)
            SELECT pg_temp.id(12, n), pg_temp.id(10, n / 4 + 1), pg_temp.id(1, 20 * (n / 4 + 1)), 'system', pg_temp.id(13, n),
                   'Thing ' || n, pg_temp.id(1, n % 900 + 1), now(), now() + make_interval(days => 90, mins => n),
                   CASE WHEN n % 2 = 0 THEN 'due' ELSE 'handed-over' END,
                   CASE WHEN n % 2 > 0 THEN pg_temp.id(1, 19) END, CASE WHEN n % 2 > 0 THEN 'b' END,
                   CASE WHEN n % 2 > 0 THEN 'r' END, CASE WHEN n % 2 > 0 THEN now() END, 1
              FROM generate_series(1, :people / 100) n""",
            """
            INSERT INTO non_human (id, kind, name, purpose, owner, requested_by, requested_at, state, identity, approved_by,
                                   approved_at, closed_by, closed_at, closed_why)
            SELECT pg_temp.id(14, n), 'WORKLOAD', 'Program' || n, 'p', pg_temp.id(1, 20 * (n % 500) + n % 3), 'a', now(), state,
                   CASE WHEN state IN ('active', 'retired') THEN pg_temp.id(15, n) END,
                   CASE WHEN state IN ('active', 'retired') THEN 'b' END,
                   CASE WHEN state IN ('active', 'retired') THEN now() END,
                   CASE WHEN state = 'retired' THEN 'b' END, CASE WHEN state = 'retired' THEN now() END,
                   CASE WHEN state = 'retired' THEN 'w' END
              FROM (SELECT n, CASE WHEN n % 10 = 0 THEN 'requested' WHEN n % 10 = 1 THEN 'retired' ELSE 'active' END AS state
                      FROM generate_series(1, :people / 50) n) p""");

    private final List<String> systems;

    private FilledCompany(List<String> systems) {
        this.systems = systems;
    }

    /**
     * Fills the database of a service that was just started.
     *
     * @param people how many
     */
    static FilledCompany of(
            PackagedProduct service, StaticIdentityProvider provider, ThrowawayDatabase database, int people)
            throws IOException, InterruptedException, SQLException {
        String administrator = provider.token("first-administrator", "tenure-administrator");
        List<String> systems = new ArrayList<>();
        for (int i = 0; i < SYSTEMS; i++) {
            systems.add(service.post("/api/v1/systems", administrator, BodyPublishers.ofString(system(i)), 201)
                    .path("id")
                    .asText());
        }
        FilledCompany company = new FilledCompany(systems);
        String ofNumber = "(CAST('{" + String.join(",", systems) + "}' AS uuid[]))[1 + n % " + SYSTEMS + "]";
        try (Connection connection = database.connectAsAdministrator()) {
            for (String statement : FILL) {
                ThrowawayDatabase.execute(
                        connection,
                        statement.replace(":system", ofNumber).replace(":people", Integer.toString(people)));
            }
        }
        database.settle();
        return company;
    }

    /** A system that nobody asks to be read, so it need not be there. */
    private static String system(int number) {
        return """
                {"name":"System %d","owner":"%s","identityProvider":false,
                 "classification":{"sensitivity":"restricted","criticality":"critical","provisioning":"automatic",
                                   "reviewCadenceDays":90,"frameworks":[]},
                 "connector":{"kind":"ldap","settings":{
                   "url":"ldaps://directory.benchmark.example","bindDn":"cn=tenure","baseDn":"dc=example",
                   "accountBase":"ou=people,dc=example","groupBase":"ou=groups,dc=example","style":"openldap"},
                   "secretReferences":{"bindPassword":"env:TENURE_SECRET_BENCHMARK_DIRECTORY"}},
                 "correlation":{"accountAttribute":"employeeNumber","identityAttribute":"worker-id"},
                 "classRules":[],"limits":{"concurrency":1,"perMinute":60,"callTimeout":"PT10S"}}""".formatted(number, OPERATOR);
    }

    /** The id of one of the three systems. */
    String system() {
        return systems.getFirst();
    }

    /** The id of the wave over half of all findings. */
    String wave() {
        return WAVE;
    }

    /** The id of a wave over the other half, which is prepared and not started. */
    String preparedWave() {
        return PREPARED_WAVE;
    }

    /** The id of a privileged account. */
    String privileged() {
        return "019a0000-0002-7000-8000-0000000000c9";
    }

    /** The id of a person. */
    String person() {
        return "019a0000-0001-7000-8000-000000000047";
    }
}
