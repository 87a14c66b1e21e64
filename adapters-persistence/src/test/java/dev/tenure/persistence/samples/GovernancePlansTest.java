package dev.tenure.persistence.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.engagement.Engagements;
import dev.tenure.application.finding.FindingScans;
import dev.tenure.application.finding.Findings;
import dev.tenure.application.identity.Identities;
import dev.tenure.application.identity.Identities.Status;
import dev.tenure.application.identity.IdentityFindings;
import dev.tenure.application.identity.SourceConflicts;
import dev.tenure.application.identity.WorkerStatements;
import dev.tenure.application.inspection.Inspections;
import dev.tenure.application.lifecycle.LeaverCases;
import dev.tenure.application.lifecycle.LeaverEscalations;
import dev.tenure.application.lifecycle.LeaverExceptions;
import dev.tenure.application.lifecycle.SuspectedLeavers;
import dev.tenure.application.lifecycle.Suspensions;
import dev.tenure.application.lifecycle.WorkerSnapshots;
import dev.tenure.application.nonhuman.NonHumans;
import dev.tenure.application.ownership.HandOvers;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.privilege.PrivilegeReviews;
import dev.tenure.application.provisioning.Guards;
import dev.tenure.application.provisioning.Holds;
import dev.tenure.application.provisioning.Operations;
import dev.tenure.application.push.PushedAttribute;
import dev.tenure.application.push.PushedFilter;
import dev.tenure.application.push.PushedFilter.Operator;
import dev.tenure.application.push.PushedGroups;
import dev.tenure.application.push.PushedPage;
import dev.tenure.application.push.PushedQuery;
import dev.tenure.application.push.PushedQuery.Sort;
import dev.tenure.application.push.PushedQuery.Window;
import dev.tenure.application.push.PushedUsers;
import dev.tenure.application.reconciliation.AccountLinks;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.application.reconciliation.Accounts.Only;
import dev.tenure.application.reconciliation.Privileges;
import dev.tenure.application.reconciliation.SystemReads;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.application.wave.Waves;
import dev.tenure.application.webhook.WebhookDeliveries;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.finding.FindingKind;
import dev.tenure.domain.finding.ScanId;
import dev.tenure.domain.identity.AttributeAuthority.Attribute;
import dev.tenure.domain.identity.ClockPolicy;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerSource;
import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.LeaverException.Kind;
import dev.tenure.domain.provisioning.Artefact;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.HoldId;
import dev.tenure.domain.push.PushedGroup;
import dev.tenure.domain.push.PushedGroupId;
import dev.tenure.domain.push.PushedUser;
import dev.tenure.domain.push.PushedUserId;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.wave.Wave;
import dev.tenure.domain.wave.WaveId;
import dev.tenure.persistence.statement.Sql;
import dev.tenure.persistence.testing.DatabaseForTests;
import dev.tenure.persistence.testing.EmbeddedDatabase;
import dev.tenure.persistence.testing.InjectDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * Every query behind a page or a job is answered from an index, shown on a hundred thousand people and accounts. What is
 * counted are the scans that the very statements of the repositories make, as the database counts them.
 */
@QuarkusTest
@QuarkusTestResource(value = DatabaseForTests.class, restrictToAnnotatedClass = false)
class GovernancePlansTest {

    private static final List<String> LARGE = List.of(
            "identity",
            "identity_history",
            "account",
            "finding",
            "account_artefact",
            "account_inspection",
            "wave_item",
            "account_privilege",
            "privilege_review",
            "entitlement",
            "entitlement_class",
            "provisioning_operation",
            "leaver_case",
            "leaver_case_account",
            "leaver_case_system",
            "leaver_exception",
            "worker_snapshot",
            "worker_row",
            "worker_record",
            "worker_rejection",
            "worker_key",
            "worker_statement",
            "system_read",
            "pushed_user",
            "pushed_group",
            "pushed_member",
            "engagement",
            "non_human",
            "hand_over",
            "suspension",
            "suspected_leaver",
            "source_conflict",
            "webhook_delivery");

    private static final long SPARING = 12_000;

    private static final List<String> FILL = List.of(
            """
            INSERT INTO identity (id, feed, worker_id, kind, given_name, family_name, email, zone, state, meanwhile,
                                  tenure_number, tenure_origin, start_date, last_working_day, clock_policy, received_at,
                                  out_at, leave_from, next_due, version, manager_feed, manager_worker_id)
            SELECT pg_temp.id('identity', n), 'hr', 'W-' || n, CASE WHEN n % 300 = 20 THEN 'VENDOR' ELSE 'EMPLOYEE' END,
                   'Given' || n % 977, 'Family' || n % 7919,
                   'p' || n || '@larkfield.example', 'UTC', state,
                   CASE WHEN state = 'termination-scheduled' THEN 'active' END, 1, 'HIRED', '2020-01-01',
                   CASE WHEN state IN ('ended', 'termination-scheduled') THEN date '2026-01-01' END,
                   CASE WHEN state IN ('ended', 'termination-scheduled') THEN 'LAST_WORKING_DAY_OR_NOTICE' END,
                   CASE WHEN state IN ('ended', 'termination-scheduled') THEN now() END,
                   CASE WHEN state = 'ended' THEN now() END,
                   CASE WHEN state = 'on-leave' THEN date '2026-01-01' END,
                   CASE WHEN state IN ('expected', 'termination-scheduled')
                        THEN timestamptz '2026-03-02' + make_interval(mins => n) END,
                   1, CASE WHEN n % 1000 <> 20 THEN 'hr' END, CASE WHEN n % 1000 <> 20 THEN 'W-' || (n % 1000 + 20) END
              FROM (SELECT n, CASE WHEN n % 500 = 0 THEN 'expected' WHEN n % 500 = 1 THEN 'termination-scheduled'
                                   WHEN n % 500 = 2 THEN 'on-leave'
                                   WHEN n % 500 < 10 THEN 'ended' ELSE 'active' END AS state
                      FROM generate_series(1, 100000) n) p""",
            """
            INSERT INTO identity_history (identity, number, known_from, source, change, kind, given_name, family_name, zone,
                                          state, tenure_number, tenure_origin, start_date)
            SELECT id, 1, now(), 'source hr', 'HIRED', kind, given_name, family_name, zone, 'active', 1, 'HIRED', start_date
              FROM identity""",
            """
            INSERT INTO worker_key (feed, worker_id, identity)
            SELECT 'hr', 'W-' || n, pg_temp.id('identity', n) FROM generate_series(1, 100000) n""",
            """
            INSERT INTO worker_statement (identity, feed, worker_id, received_at, version, record, content_hash)
            SELECT pg_temp.id('identity', n), 'hr', 'W-' || n, now(), 1,
                   '{"kind":"EMPLOYEE","givenName":"g","familyName":"f","zone":"UTC","start":"2020-01-01"}',
                   sha256(convert_to('false', 'UTF8')) FROM generate_series(1, 100000) n""",
            """
            INSERT INTO account (id, system, native_id, name, enabled, identity, entitlements, privileged,
                                 protection_reason, protected_by, protected_since, first_seen_at, last_seen_at, version,
                                 link, link_rule, link_candidates, link_suggested, link_at)
            SELECT pg_temp.id('account', n), pg_temp.id('system', n % 10), 'n' || n, 'Login' || n, true,
                   CASE WHEN n % 100 > 0 THEN pg_temp.id('identity', n) END, '{}', n % 300 = 0,
                   CASE WHEN n % 1000 = 0 THEN 'r' END, CASE WHEN n % 1000 = 0 THEN 'b' END,
                   CASE WHEN n % 1000 = 0 THEN now() END, now(), now(), 1,
                   CASE WHEN n % 300 = 0 THEN 'suggested' WHEN n % 500 = 0 THEN 'ambiguous'
                        WHEN n % 700 = 1 THEN 'person' WHEN n % 100 > 0 THEN 'rule' END,
                   2, 2, CASE WHEN n % 300 = 0 THEN pg_temp.id('identity', n) END, now()
              FROM generate_series(1, 100000) n""",
            """
            INSERT INTO finding (id, kind, severity, system, account, name, read, opened_at, owner, due_at, state,
                                 accepted_until, accepted_reason, accepted_by, accepted_at, gone_read, gone_at, scan, what,
                                 version)
            SELECT pg_temp.id('finding', n),
                   CASE WHEN n % 500 = 0 THEN 'leaver-live' WHEN n % 5 = 1 THEN 'dormant' ELSE 'orphan' END,
                   CASE WHEN n % 500 = 0 THEN 4 ELSE 1 + n % 3 END, pg_temp.id('system', n % 10),
                   pg_temp.id('account', n), 'Login' || n, pg_temp.id('read', 1), now() - make_interval(days => 60),
                   'owner' || n % 97, now() + make_interval(secs => n - 20), state,
                   CASE state WHEN 'accepted' THEN now() + make_interval(days => 9) END,
                   CASE state WHEN 'accepted' THEN 'r' END, CASE state WHEN 'accepted' THEN 'b' END,
                   CASE state WHEN 'accepted' THEN now() END,
                   CASE state WHEN 'closed' THEN pg_temp.id('read', 2) END, CASE state WHEN 'closed' THEN now() END,
                   pg_temp.id('scan', n % 7), 'opened', 1
              FROM (SELECT n, CASE n % 4 WHEN 0 THEN 'open' WHEN 1 THEN 'accepted' ELSE 'closed' END AS state
                      FROM generate_series(1, 100000) n) f""",
            """
            INSERT INTO account_artefact (id, account, system, kind, native_id, what, since, last_used_at, first_seen_at, gone_at)
            SELECT pg_temp.id('artefact', n), pg_temp.id('account', n), pg_temp.id('system', n % 10),
                   CASE WHEN n % 3 = 0 THEN 'mfa-method' ELSE 'credential' END, 'k' || n, 'access key',
                   now() - make_interval(mins => n), CASE WHEN n % 7 > 0 THEN now() - make_interval(mins => n % 977) END,
                   now(), CASE WHEN n % 11 = 0 THEN now() END
              FROM generate_series(1, 100000) n""",
            """
            INSERT INTO account_inspection (account, tried_at, next_at, failures, error, credentials_at)
            SELECT pg_temp.id('account', n), now(), now() + make_interval(mins => n % 1440), CASE WHEN n % 997 = 0 THEN 1 ELSE 0 END,
                   CASE WHEN n % 997 = 0 THEN 'refused' END, now()
              FROM generate_series(1, 100000) n WHERE n % 500 > 0""",
            """
            INSERT INTO wave (id, name, late, action, assign_to, days, findings, prepared_by, prepared_at, state, started_by,
                              started_as, started_at, gives_back, version)
            SELECT pg_temp.id('wave', n), 'Wave' || n, false, CASE n WHEN 1 THEN 'assign' ELSE 'disable' END,
                   CASE n WHEN 1 THEN 'ben' END, CASE n WHEN 2 THEN 30 END, 50000, 'a', now(), 'under-way', 'b', 'B', now(), false, 1
              FROM generate_series(1, 2) n""",
            """
            INSERT INTO wave_item (wave, finding, system, account, name, kind, severity, owner, state, until)
            SELECT pg_temp.id('wave', 1 + n % 2), pg_temp.id('finding', n), pg_temp.id('system', n % 10),
                   pg_temp.id('account', n), 'Login' || n, 'orphan', 2, 'owner' || n % 97,
                   CASE WHEN n % 20 < 4 THEN 'pending' WHEN n % 20 < 6 THEN 'disabled' ELSE 'done' END,
                   CASE WHEN n % 20 IN (4, 5) THEN now() END
              FROM generate_series(1, 100000) n""",
            """
            INSERT INTO account_privilege (account, system, held, marked, since)
            SELECT id, system, '{a}', false, now() - interval '1 year' FROM account WHERE privileged""",
            """
            INSERT INTO account_privilege (account, system, held, marked, since, until)
            SELECT pg_temp.id('account', n), pg_temp.id('system', n % 10), '{a}', false, now() - interval '2 years',
                   now() - interval '1 year'
              FROM generate_series(1, 50000) n""",
            """
            INSERT INTO privilege_review (id, system, account, name, seen, marked, reason, reviewed_by, authority, reviewed_at)
            SELECT pg_temp.id('review', n), pg_temp.id('system', n % 10), pg_temp.id('account', n % 5000), 'Login' || n % 5000,
                   '[]', true, 'r', 'reviewer' || n % 97, 'MANAGER', now() - make_interval(mins => n)
              FROM generate_series(1, 100000) n""",
            """
            INSERT INTO entitlement (id, system, native_id, name, first_seen_at, last_seen_at, class, class_by, class_what)
            SELECT pg_temp.id('entitlement', n), pg_temp.id('system', n % 10), 'e' || n, 'Entitlement' || n, now(), now(),
                   CASE WHEN n % 50 = 1 THEN 'SECRETS' END, CASE WHEN n % 50 = 1 THEN 'NAME' END,
                   CASE WHEN n % 50 = 1 THEN 'e*' END
              FROM generate_series(1, 50000) n""",
            """
            INSERT INTO entitlement_class (entitlement, system, class, class_by, class_what, since, until)
            SELECT id, system, 'SECRETS', 'NAME', 'e*', now(), CASE WHEN class IS NULL THEN now() END FROM entitlement""",
            """
            INSERT INTO link_decision (id, account, system, identity, verdict, reason, decided_by, decided_at, in_force)
            SELECT pg_temp.id('decision', n), pg_temp.id('account', n), pg_temp.id('system', n % 10),
                   pg_temp.id('identity', n), 'linked', 'r', 'b', now(), true
              FROM generate_series(1, 100000) n WHERE n % 700 = 1""",
            """
            INSERT INTO provisioning_operation (id, cause_kind, cause_id, system, account, work_type, work_version, work,
                                                changes, privileged, step, deadline, planned_at, state, attempts, epoch,
                                                due_at, outcome_type, outcome_version, outcome, ended_at)
            SELECT pg_temp.id('operation', n), 'LEAVER_CASE', pg_temp.id('case', n % 5000), pg_temp.id('system', n % 10),
                   pg_temp.id('account', n), 'list-accounts', 1, '{"attribute":"a","value":"v"}', n % 2 = 0,
                   n % 7 = 0, n % 4, now(), now(), CASE WHEN n % 5 = 0 THEN 'waiting' ELSE 'done' END, 1, 1,
                   CASE WHEN n % 5 = 0 THEN timestamptz '2026-03-02' + make_interval(secs => n) END,
                   CASE WHEN n % 5 > 0 THEN 'unchanged' END, CASE WHEN n % 5 > 0 THEN 1 END,
                   CASE WHEN n % 5 > 0 THEN jsonb '{"facts":[]}' END, CASE WHEN n % 5 > 0 THEN now() END
              FROM generate_series(1, 20000) n""",
            """
            INSERT INTO provisioning_operation (id, cause_kind, cause_id, system, account, work_type, work_version, work,
                                                changes, privileged, step, deadline, planned_at, state, attempts, epoch,
                                                hold, held_since)
            SELECT pg_temp.id('held', n), 'LEAVER_CASE', pg_temp.id('case', n % 5000), pg_temp.id('system', 11),
                   pg_temp.id('account', n), 'disable-account', 1,
                   format('{"account":"%s","nativeId":"n"}', pg_temp.id('account', n))::jsonb, true, false, 0, now(), now(),
                   'held', 0, 0, pg_temp.id('hold', n % 100), now()
              FROM generate_series(1, 20000) n""",
            """
            INSERT INTO guard_hold (id, system, number, share_percent, window_ms, allowed, counted, cause_kind, cause_id,
                                    opened_at, ended_at)
            SELECT pg_temp.id('hold', n), pg_temp.id('system', n % 2000), 1, 0, 60000, 1, 1, 'LEAVER_CASE',
                   pg_temp.id('case', 1), now(), CASE WHEN n % 100 > 0 OR n > 2000 THEN now() END
              FROM generate_series(1, 5000) n""",
            """
            INSERT INTO guard_pass (system, account, counts, at)
            SELECT pg_temp.id('system', n % 10), pg_temp.id('account', n), true,
                   timestamptz '2026-03-02' - make_interval(mins => n)
              FROM generate_series(1, 20000) n""",
            """
            INSERT INTO hold_release (id, hold, whole, accounts, operations, reason, proposed_by, proposed_at)
            SELECT pg_temp.id('release', n), pg_temp.id('hold', n), true, 1, 1, 'r', 'p', now()
              FROM generate_series(1, 400) n""",
            """
            INSERT INTO leaver_case (id, identity, last_working_day, zone, received_at, clock_start, clock_policy, clock_rule,
                                     policy_version, privileged, opened_at, state, ended_at, next_deadline,
                                     next_escalation, list_order, version)
            SELECT pg_temp.id('case', n), pg_temp.id('identity', n), '2026-01-01', 'UTC', now(), now(),
                   'LAST_WORKING_DAY_OR_NOTICE', 'IMMEDIATE_NOTICE', 'p', false, now(), CASE WHEN n % 50 = 0 THEN 'open' ELSE 'closed' END,
                   CASE WHEN n % 50 > 0 THEN timestamptz '2026-03-02' - make_interval(hours => n) END,
                   CASE WHEN n % 50 = 0 THEN timestamptz '2026-03-01' + make_interval(mins => n) END,
                   CASE WHEN n % 50 = 0 THEN timestamptz '2026-03-01' + make_interval(mins => n) END, n, 1
              FROM generate_series(0, 4999) n""",
            """
            INSERT INTO leaver_case_system (leaver_case, system, ordinal, name, shut_out_by, clean_by, unobservable,
                                            unobservable_lives_ms, listed_at)
            SELECT c.id, pg_temp.id('system', s), s, 's', '2026-03-01', '2026-03-01', '{}', '{}', now()
              FROM leaver_case c, generate_series(0, 3) s""",
            """
            INSERT INTO leaver_case_account (leaver_case, account, ordinal, system, native_id, name, known_before,
                                             blocked_state, blocked_deadline, contained_state, contained_deadline,
                                             clean_state, clean_deadline, clean_at, retained)
            SELECT pg_temp.id('case', n % 5000), pg_temp.id('account', n), n / 5000, pg_temp.id('system', n % 4), 'n',
                   'n', true, 'due', '2026-03-01', 'due', '2026-03-01', 'verified', '2026-03-01', now(), '{}'
              FROM generate_series(0, 19999) n""",
            """
            INSERT INTO leaver_exception (id, leaver_case, kind, system, account, owner, detail, opened_at, state,
                                          resolved_at)
            SELECT pg_temp.id('exception', n), pg_temp.id('case', n % 5000),
                   CASE WHEN n % 100 = 0 THEN 'REFUSED' ELSE 'BREACH' END, pg_temp.id('system', n % 4),
                   pg_temp.id('account', n), 'o', 'd', now() - make_interval(secs => n),
                   CASE WHEN n % 20 = 0 THEN 'open' ELSE 'resolved' END, CASE WHEN n % 20 > 0 THEN now() END
              FROM generate_series(0, 19999) n""",
            """
            INSERT INTO worker_snapshot (id, feed, sent_by, received_at, state, row_count, good, rejected, changed, absent,
                                         applied_at)
            SELECT pg_temp.id('snapshot', n), 'hr-' || n % 3, 's', now() - make_interval(mins => n), 'applied', 1, 1, 0, 0,
                   0, now() FROM generate_series(2, 5000) n
            UNION ALL
            SELECT pg_temp.id('snapshot', 1), 'hr', 's', now(), 'received', 1, 1, 0, 0, 0, NULL""",
            """
            INSERT INTO worker_row (snapshot, line, worker_id, kind, version, record, content_hash)
            SELECT pg_temp.id('snapshot', 1), n, 'W-' || n, 'record', 1,
                   '{"kind":"EMPLOYEE","givenName":"g","familyName":"f","zone":"UTC","start":"2020-01-01"}',
                   sha256(convert_to((n % 1000 = 0)::text, 'UTF8')) FROM generate_series(1, 100000) n""",
            """
            INSERT INTO worker_record (feed, worker_id, content_hash, snapshot)
            SELECT 'hr', 'W-' || n, sha256(convert_to('false', 'UTF8')), pg_temp.id('snapshot', 2)
              FROM generate_series(1, 100000) n""",
            """
            INSERT INTO worker_rejection (snapshot, line, reason)
            SELECT pg_temp.id('snapshot', n % 10), n, 'r' FROM generate_series(20, 20000) n WHERE n % 10 > 0""",
            """
            INSERT INTO system_read (id, system, requested_at, state, ended_at, reason)
            SELECT pg_temp.id('read', n), pg_temp.id('system', n % 10), now() - make_interval(mins => n), 'failed', now(), 'r'
              FROM generate_series(1, 20000) n""",
            """
            INSERT INTO push_client (name, subject, zone, clock, joined_by, enabled, version)
            VALUES ('idp', 'idp', 'UTC', 'last-working-day-or-notice', 'none', true, 1)""",
            """
            INSERT INTO pushed_user (id, source, worker_id, user_name, external_id, document, withdrawn, created_at,
                                     modified_at, version)
            SELECT pg_temp.id('user', n), 'idp', 'W-' || n, 'user' || n, 'E-' || n,
                   jsonb_build_object(
                       'userName', 'user' || n, 'externalId', 'E-' || n, 'displayName', 'Name ' || n,
                       'title', 'Title ' || n % 500, 'userType', 'Type ' || n % 500, 'active', n % 1000 > 0,
                       'name', jsonb_build_object('givenName', 'Given' || n % 977, 'familyName', 'Family' || n % 7919),
                       'emails', jsonb_build_array(jsonb_build_object('type', 'work', 'value', 'P' || n || '@larkfield.example')),
                       'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User', jsonb_build_object(
                           'employeeNumber', 'W-' || n, 'department', 'D' || n % 500,
                           'manager', jsonb_build_object('value', 'M' || n % 500))),
                   false, now() - make_interval(secs => n), now() - make_interval(secs => n), 1
              FROM generate_series(1, 100000) n""",
            """
            INSERT INTO pushed_group (id, source, external_id, document, withdrawn, created_at, modified_at, version)
            SELECT pg_temp.id('group', n), 'idp', 'G-' || n, jsonb_build_object('displayName', 'Group ' || n), false, now(),
                   now(), 1 FROM generate_series(1, 5000) n""",
            """
            INSERT INTO pushed_member (group_id, user_id)
            SELECT pg_temp.id('group', n % 4000 + 1), pg_temp.id('user', n) FROM generate_series(1, 40000) n""",
            """
            INSERT INTO hand_over (id, leaver_case, leaver, kind, thing, name, proposed, opened_at, due_at, state, successor,
                                   decided_by, reason, ended_at, version)
            SELECT pg_temp.id('hand', n), pg_temp.id('case', n / 4), pg_temp.id('identity', n / 4 + 1), 'system',
                   pg_temp.id('thing', n), 'Thing' || n, pg_temp.id('identity', n % 900 + 50000), now(),
                   timestamptz '2026-03-01' + make_interval(mins => n),
                   CASE WHEN n % 50 = 0 THEN 'due' ELSE 'handed-over' END,
                   CASE WHEN n % 50 > 0 THEN pg_temp.id('identity', 90000) END, CASE WHEN n % 50 > 0 THEN 'b' END,
                   CASE WHEN n % 50 > 0 THEN 'r' END, CASE WHEN n % 50 > 0 THEN now() END, 1
              FROM generate_series(1, 20000) n""",
            """
            INSERT INTO engagement (id, kind, given_name, family_name, email, zone, start_date, state, ask, approved,
                                    closed_by, closed_at, closed_why, sponsor, ends_at)
            SELECT pg_temp.id('engagement', n), 'VENDOR', 'Given' || n % 977, 'Family' || n % 7919,
                   'e' || n || '@larkfield.example', 'UTC', '2020-01-01', state,
                   CASE WHEN state IN ('requested', 'declined', 'extension-requested') THEN ask END,
                   CASE WHEN state IN ('requested', 'declined') THEN '[]'
                        ELSE jsonb_build_array(ask || '{"approvedBy":"b","approvedAt":"2020-01-01T00:00:00Z"}') END,
                   CASE WHEN state IN ('declined', 'ended') THEN 'b' END,
                   CASE WHEN state IN ('declined', 'ended') THEN now() END,
                   CASE WHEN state IN ('declined', 'ended') THEN 'w' END,
                   pg_temp.id('identity', n), timestamptz '2026-03-02' + make_interval(mins => n - 95000)
              FROM (SELECT n, jsonb_build_object('until', '2026-01-01', 'sponsor', pg_temp.id('identity', n),
                                                 'purpose', 'p', 'by', 'a', 'at', '2020-01-01T00:00:00Z') AS ask,
                           CASE WHEN n % 500 = 0 THEN 'requested' WHEN n % 500 = 1 THEN 'declined'
                                WHEN n % 100 = 2 THEN 'extension-requested' WHEN n % 500 = 3 THEN 'ended'
                                ELSE 'approved' END AS state
                      FROM generate_series(1, 100000) n) e""",
            """
            INSERT INTO non_human (id, kind, name, purpose, owner, requested_by, requested_at, state, identity, approved_by,
                                   approved_at, closed_by, closed_at, closed_why)
            SELECT pg_temp.id('non-human', n), 'WORKLOAD', 'Program' || n, 'p', pg_temp.id('identity', n % 5000), 'a', now(),
                   state, CASE WHEN state IN ('active', 'retired') THEN pg_temp.id('program', n) END,
                   CASE WHEN state IN ('active', 'retired') THEN 'b' END, CASE WHEN state IN ('active', 'retired') THEN now() END,
                   CASE WHEN state IN ('rejected', 'retired') THEN 'b' END,
                   CASE WHEN state IN ('rejected', 'retired') THEN now() END, CASE WHEN state IN ('rejected', 'retired') THEN 'w' END
              FROM (SELECT n, CASE WHEN n % 500 = 0 THEN 'requested' WHEN n % 500 = 1 THEN 'rejected'
                                   WHEN n % 500 = 2 THEN 'retired' ELSE 'active' END AS state
                      FROM generate_series(1, 100000) n) p""",
            """
            INSERT INTO suspension (id, identity, leaver_case, reason, called_by, called_at, decide_by, state, decision,
                                    decider, decided_by, decided_at, version)
            SELECT pg_temp.id('suspension', n), pg_temp.id('identity', n), pg_temp.id('case', n), 'r', 'c',
                   now() - make_interval(mins => n), now() - make_interval(mins => n), state,
                   CASE WHEN state <> 'undecided' THEN 'd' END, CASE WHEN state <> 'undecided' THEN 'person' END,
                   CASE WHEN state <> 'undecided' THEN 'b' END, CASE WHEN state <> 'undecided' THEN now() END, 1
              FROM (SELECT n, CASE WHEN n % 5000 = 0 THEN 'undecided' WHEN n % 5000 = 1 THEN 'upheld'
                                   ELSE 'lifted' END AS state
                      FROM generate_series(1, 100000) n) s""",
            """
            INSERT INTO suspected_leaver (id, feed, worker_id, identity, snapshot, since, deadline, state, last_working_day,
                                          stays_until, reason, ended_by, ended_at, version)
            SELECT pg_temp.id('suspicion', n), 'hr', 'W-' || n, pg_temp.id('identity', n), pg_temp.id('snapshot', 2),
                   now() - make_interval(mins => n), now() - make_interval(mins => n), state,
                   CASE WHEN state = 'left' THEN date '2026-01-01' END,
                   CASE WHEN state = 'stays' THEN date '2026-01-01' END,
                   CASE WHEN state IN ('left', 'stays') THEN 'r' END, CASE WHEN state IN ('left', 'stays') THEN 'b' END,
                   CASE WHEN state <> 'open' THEN now() END, 1
              FROM (SELECT n, CASE WHEN n % 5000 = 0 THEN 'open' WHEN n % 5000 = 1 THEN 'left'
                                   WHEN n % 5000 = 2 THEN 'stays' ELSE 'settled' END AS state
                      FROM generate_series(1, 100000) n) s""",
            """
            INSERT INTO source_conflict (identity, attribute, believed, other, began_at, ended_at)
            SELECT pg_temp.id('identity', n), CASE WHEN n % 5000 = 0 THEN 'EMPLOYMENT' ELSE 'TITLE' END, 'hr',
                   CASE WHEN n % 5000 = 1 THEN 'agency' ELSE 'idp' END, now() - make_interval(mins => n),
                   CASE WHEN n % 10 = 9 THEN now() END
              FROM generate_series(1, 100000) n""",
            """
            INSERT INTO webhook_delivery (id, source, sha256, received_at, worker, immediate, state, attempts, own_faults,
                                          due_at, last, escalation, fields, reasons, ended_at)
            SELECT pg_temp.id('delivery', n), CASE WHEN n % 5000 = 3 THEN 'gusto' ELSE 'hibob' END, lpad(n::text, 64, '0'),
                   now(), 'w' || n, false, state, 1, 0, CASE WHEN state = 'received' THEN now() END, 'l', 0, '{}', '{}',
                   CASE WHEN state <> 'received' THEN now() END
              FROM (SELECT n, CASE WHEN n % 5000 = 0 THEN 'received' WHEN n % 5000 = 1 THEN 'set-aside'
                                   WHEN n % 5000 = 2 THEN 'refused' ELSE 'taken' END AS state
                      FROM generate_series(1, 100000) n) d""");

    @Inject
    PushedUsers pushedUsers;

    @Inject
    PushedGroups pushedGroups;

    @Inject
    Privileges privileges;

    @Inject
    PrivilegeReviews reviews;

    @Inject
    Transactions transactions;

    @Inject
    Identities identities;

    @Inject
    WorkerStatements statements;

    @Inject
    Accounts accounts;

    @Inject
    AccountLinks links;

    @Inject
    Operations operations;

    @Inject
    Guards guards;

    @Inject
    Holds holds;

    @Inject
    LeaverCases cases;

    @Inject
    LeaverEscalations escalations;

    @Inject
    LeaverExceptions exceptions;

    @Inject
    WorkerSnapshots snapshots;

    @Inject
    SystemReads reads;

    @Inject
    Engagements engagements;

    @Inject
    NonHumans nonHumans;

    @Inject
    Suspensions suspensions;

    @Inject
    SuspectedLeavers suspectedLeavers;

    @Inject
    SourceConflicts conflicts;

    @Inject
    IdentityFindings findings;

    @Inject
    Findings wrong;

    @Inject
    Inspections inspections;

    @Inject
    FindingScans scans;

    @Inject
    Waves waves;

    @Inject
    WebhookDeliveries deliveries;

    @Inject
    HandOvers handOvers;

    @Inject
    DataSource dataSource;

    @InjectDatabase
    EmbeddedDatabase database;

    @Test
    void noQueryBehindAPageOrAJobReadsALargeTableFromEndToEnd() {
        fill();
        assertSeesScans();
        people();
        held();
        work();
        guarded();
        leavers();
        files();
        pushes();
        register();
        nonHuman();
        owned();
        questions();
        delivered();
        found();
        inspected();
        waved();
        Tables.empty(database);
    }

    private void people() {
        for (Optional<Status> status : List.of(
                Optional.<Status>empty(),
                Optional.of(Status.EXPECTED),
                Optional.of(Status.WORKING),
                Optional.of(Status.LEAVING),
                Optional.of(Status.ON_LEAVE),
                Optional.of(Status.LEFT))) {
            pages("people " + status, page -> identities.list(new Identities.Filter(Optional.empty(), status), page));
        }
        for (String text : List.of("family77", "p4711@", "W-99999", "nobody at all")) {
            indexed("people " + text, () -> identities
                    .list(new Identities.Filter(Optional.of(text), Optional.empty()), PageRequest.first())
                    .items()
                    .size());
        }
        for (String text : List.of("family77", "family")) {
            sparing(
                    "people " + text,
                    () -> identities.list(
                            new Identities.Filter(Optional.of(text), Optional.empty()), PageRequest.first()));
        }
        indexed(
                "due",
                () -> identities.due(Instant.parse("2026-03-03T00:00:00Z"), 50).size());
        indexed("key", () -> statements.whose(new WorkerKey("hr", "W-500")).isPresent());
        indexed(
                "statements",
                () -> statements.of(new IdentityId(id("identity", 500))).size());
        for (WorkerSource.Join join : WorkerSource.Join.values()) {
            WorkerSource source = new WorkerSource("idp", ZoneOffset.UTC, ClockPolicy.LAST_WORKING_DAY_OR_NOTICE, join);
            indexed(
                    "recognised by " + join,
                    () -> statements.recognise(source, Samples.record("W-500", "Ada", Optional.empty())));
        }
        indexed(
                "history",
                () -> identities.history(new IdentityId(id("identity", 500))).size());
    }

    private void pushes() {
        String enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
        PushedUserId user = new PushedUserId(id("user", 4711));
        PushedGroupId group = new PushedGroupId(id("group", 47));
        indexed("pushed user", () -> pushedUsers.find("idp", user).isPresent());
        indexed("by user name", () -> pushedUsers.ofUserName("idp", "USER4711").isPresent());
        indexed(
                "by external id",
                () -> pushedUsers.ofExternalId("idp", "E-4711").isPresent());
        indexed("by worker id", () -> pushedUsers.ofWorkerId("idp", "W-4711").isPresent());
        indexed("known", () -> pushedUsers.known("idp", Set.of(user)).size());
        indexed("pushed group", () -> pushedGroups.find("idp", group).isPresent());
        indexed(
                "group by external id",
                () -> pushedGroups.ofExternalId("idp", "G-47").isPresent());
        indexed("memberships", () -> pushedGroups.memberships(Set.of(user)).size());
        Map<List<String>, String> wanted = Map.ofEntries(
                Map.entry(List.of("id"), user.value().toString()),
                Map.entry(List.of("userName"), "User4711"),
                Map.entry(List.of("externalId"), "E-4711"),
                Map.entry(List.of("displayName"), "name 4711"),
                Map.entry(List.of("name", "givenName"), "given47"),
                Map.entry(List.of("name", "familyName"), "family4711"),
                Map.entry(List.of("title"), "title 47"),
                Map.entry(List.of("userType"), "type 47"),
                Map.entry(List.of(enterprise, "employeeNumber"), "w-4711"),
                Map.entry(List.of(enterprise, "department"), "d47"),
                Map.entry(List.of(enterprise, "manager", "value"), "m47"),
                Map.entry(List.of("emails", "value"), "p4711@LARKFIELD.example"),
                Map.entry(List.of("groups", "value"), group.value().toString()));
        wanted.forEach((path, value) -> {
            boolean exact = path.equals(List.of("id")) || path.equals(List.of("externalId"));
            boolean many = List.of("emails", "groups").contains(path.getFirst());
            PushedAttribute attribute = new PushedAttribute(
                    path, exact ? PushedAttribute.Kind.EXACT_TEXT : PushedAttribute.Kind.TEXT, many);
            indexed("users by " + path, () -> pushed(Optional.of(text(attribute, Operator.EQUAL, value))));
            if (!many && !exact) {
                for (boolean descending : new boolean[] {false, true}) {
                    walk("users in order of " + path, Optional.of(new Sort(attribute, descending)));
                }
            }
        });
        for (List<String> path : List.of(
                List.of("userName"),
                List.of("displayName"),
                List.of("name", "familyName"),
                List.of("emails", "value"))) {
            PushedAttribute attribute = new PushedAttribute(
                    path, PushedAttribute.Kind.TEXT, path.getFirst().equals("emails"));
            for (Operator operator : List.of(Operator.CONTAINS, Operator.STARTS_WITH)) {
                String part = path.getFirst().equals("emails")
                        ? "p4711"
                        : path.getFirst().equals("name") ? "family4711" : "4711";
                indexed("users by a part of " + path, () -> pushed(Optional.of(text(attribute, operator, part))));
            }
        }
        indexed(
                "users who are not active",
                () -> pushed(Optional.of(new PushedFilter.Compare(
                        new PushedAttribute(List.of("active"), PushedAttribute.Kind.FLAG, false),
                        Operator.EQUAL,
                        new PushedFilter.Literal.Flag(false)))));
        indexed(
                "users changed lately",
                () -> pushed(Optional.of(new PushedFilter.Compare(
                        new PushedAttribute(List.of("meta", "lastModified"), PushedAttribute.Kind.MOMENT, false),
                        Operator.GREATER,
                        new PushedFilter.Literal.Moment(Instant.now().minusSeconds(60))))));
        walk("users", Optional.empty());
        PushedFilter named = text(
                new PushedAttribute(List.of("displayName"), PushedAttribute.Kind.TEXT, false),
                Operator.EQUAL,
                "group 47");
        indexed("groups by name", () -> listed(Optional.of(named)));
        PushedFilter withMember = text(
                new PushedAttribute(List.of("members", "value"), PushedAttribute.Kind.TEXT, true),
                Operator.EQUAL,
                user.value().toString());
        indexed("groups by member", () -> listed(Optional.of(withMember)));
    }

    private static PushedFilter text(PushedAttribute attribute, Operator operator, String text) {
        return new PushedFilter.Compare(attribute, operator, new PushedFilter.Literal.Text(text));
    }

    private PushedPage<PushedUser> pushed(Optional<PushedFilter> filter) {
        return pushedUsers.list("idp", new PushedQuery(filter, Optional.empty(), new Window.Index(1, 20)));
    }

    private PushedPage<PushedGroup> listed(Optional<PushedFilter> filter) {
        return pushedGroups.list("idp", new PushedQuery(filter, Optional.empty(), new Window.Index(1, 20)), true);
    }

    /**
     * How many there are in all has to be counted, and reads what it reads; a part of them reads nothing more. The second part
     * as well: it begins in the middle.
     */
    private void walk(String what, Optional<Sort> sort) {
        Optional<String> after = Optional.empty();
        for (int i = 0; i < 2; i++) {
            Optional<String> from = after;
            after = transactions.call(now -> {
                long before = scansOfUsers();
                pushedUsers.list("idp", new PushedQuery(Optional.empty(), sort, new Window.Index(1, 0)));
                long counted = scansOfUsers();
                PushedPage<PushedUser> page =
                        pushedUsers.list("idp", new PushedQuery(Optional.empty(), sort, new Window.Cursor(from, 20)));
                assertEquals(counted - before, scansOfUsers() - counted, what + " reads all of pushed_user");
                return ((PushedPage.Found<PushedUser>) page).next();
            });
        }
    }

    private long scansOfUsers() {
        return Objects.requireNonNull(Tables.sequentialScans(dataSource).get("pushed_user"));
    }

    private void held() {
        Optional<SystemId> system = Optional.of(new SystemId(id("system", 3)));
        Optional<SystemId> ofMany = Optional.of(new SystemId(id("system", 0)));
        SystemId classed = new SystemId(id("system", 1));
        Instant now = Instant.now();
        for (boolean held : List.of(true, false)) {
            pages(
                    "privileged population",
                    page -> privileges.population(new Privileges.Filter(now, Optional.empty(), held), page));
            pages(
                    "privileged population of a system",
                    page -> privileges.population(new Privileges.Filter(now, ofMany, held), page));
        }
        indexed("what an account holds", () -> privileges.picture(new AccountId(id("account", 300))));
        reviewed(now, ofMany);
        pages("entitlements", page -> privileges.entitlements(classed, Optional.empty(), page));
        pages(
                "entitlements of a class",
                page -> privileges.entitlements(classed, Optional.of(EntitlementClass.SECRETS), page));
        pages("accounts", page -> accounts.list(filter(Optional.empty(), Optional.empty()), page));
        pages("accounts of a system", page -> accounts.list(filter(system, Optional.empty()), page));
        for (Only only : Only.values()) {
            pages("accounts " + only, page -> accounts.list(filter(Optional.empty(), Optional.of(only)), page));
        }
        for (AccountLinks.Only only : AccountLinks.Only.values()) {
            pages(
                    "account links " + only,
                    page -> links.list(new AccountLinks.Filter(Optional.empty(), Optional.of(only)), page));
        }
        indexed("a link", () -> links.find(new AccountId(id("account", 701))).isPresent());
        indexed("decisions", () -> links.decisions(new AccountId(id("account", 701)))
                .size());
        indexed("accounts by text", () -> accounts.list(
                        new Accounts.Filter(
                                Optional.empty(), Optional.empty(), Optional.of("ogin4711"), Optional.empty()),
                        PageRequest.first())
                .items()
                .size());
        for (String text : List.of("ogin77", "ogin")) {
            sparing(
                    "accounts " + text,
                    () -> accounts.list(
                            new Accounts.Filter(
                                    Optional.empty(), Optional.empty(), Optional.of(text), Optional.empty()),
                            PageRequest.first()));
        }
        indexed("accounts of a person", () -> accounts.of(new IdentityId(id("identity", 501)))
                .size());
        indexed("reads", () -> reads.of(new SystemId(id("system", 3)), 20).size());
        indexed("the current read", () -> reads.current(new SystemId(id("system", 3))));
        indexed("a complete read", () -> reads.hasCompleteRead(new SystemId(id("system", 3)), Samples.NOON));
    }

    private void work() {
        SystemId system = new SystemId(id("system", 5));
        Cause cause = new Cause(Cause.Kind.LEAVER_CASE, id("case", 5));
        Instant now = Instant.parse("2026-03-02T01:00:00Z");
        Operations.Filter none = new Operations.Filter(Optional.empty(), Optional.empty(), Optional.empty());
        pages("operations", page -> operations.list(none, page));
        pages(
                "operations of a system",
                page -> operations.list(
                        new Operations.Filter(Optional.of(system), Optional.empty(), Optional.empty()), page));
        pages(
                "operations in a state",
                page -> operations.list(
                        new Operations.Filter(Optional.empty(), Optional.empty(), Optional.of("waiting")), page));
        pages(
                "operations of a system in a state",
                page -> operations.list(
                        new Operations.Filter(Optional.of(system), Optional.empty(), Optional.of("waiting")), page));
        indexed("operations of a cause", () -> operations.of(cause).size());
        for (boolean readsOnly : new boolean[] {false, true}) {
            indexed("claim", () -> operations
                    .claim(system, 8, Duration.ofSeconds(45), readsOnly, now)
                    .size());
            indexed("next due", () -> operations.nextDue(system, readsOnly));
        }
        indexed("hasten", () -> {
            operations.hasten(cause, now);
            return cause;
        });
        indexed(
                "cancel",
                () -> operations.cancel(cause, Optional.empty(), "r", now).size());
        assertEquals(
                2,
                indexed("systems with work", () -> operations.systemsWithWork().size()));
    }

    private void guarded() {
        SystemId system = new SystemId(id("system", 5));
        HoldId hold = new HoldId(id("hold", 7));
        Instant after = Instant.parse("2026-03-01T20:00:00Z");
        indexed("passed", () -> guards.passed(Map.of(system, after), List.of(new AccountId(id("account", 55)))));
        indexed("counted", () -> guards.counted(system, after));
        // How many accounts are known is counted no further than is asked, and reads the table in whatever order for
        // it.
        indexed("open hold", () -> holds.openOn(new SystemId(id("system", 500))));
        indexed("hold", () -> holds.find(hold));
        indexed("any held", () -> operations.anyHeld(hold));
        indexed("releases", () -> holds.releases(hold).size());
        pages("holds", page -> holds.list(new Holds.Filter(Optional.empty(), false), page));
        pages("open holds", page -> holds.list(new Holds.Filter(Optional.empty(), true), page));
        indexed("holds of a system", () -> holds.list(new Holds.Filter(Optional.of(system), false), PageRequest.first())
                .items()
                .size());
        pages("held accounts", page -> holds.accounts(hold, page));
        Operations.Filter with =
                new Operations.Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(hold));
        pages("operations of a hold", page -> operations.list(with, page));
        UUID release = id("release", 7);
        indexed("mark", () -> operations
                .mark(hold, Optional.of(Set.of(new AccountId(id("account", 107)))), release)
                .size());
        indexed("release", () -> operations.release(release, after).size());
    }

    private void leavers() {
        Instant now = Instant.parse("2026-03-02T12:00:00Z");
        for (Optional<String> state : List.of(Optional.<String>empty(), Optional.of("open"), Optional.of("closed"))) {
            pages(
                    "cases " + state,
                    page -> cases.list(new LeaverCases.Filter(state, false, Optional.empty()), now, page));
        }
        pages(
                "late cases",
                page -> cases.list(new LeaverCases.Filter(Optional.empty(), true, Optional.empty()), now, page));
        indexed("cases by text", () -> cases.list(
                        new LeaverCases.Filter(Optional.empty(), false, Optional.of("W-4950")),
                        now,
                        PageRequest.first())
                .items()
                .size());
        for (String text : List.of("family77", "family")) {
            sparing(
                    "cases " + text,
                    () -> cases.list(
                            new LeaverCases.Filter(Optional.empty(), false, Optional.of(text)),
                            now,
                            PageRequest.first()));
        }
        assertFalse(indexed("overdue", () -> cases.overdue(now, 50)).isEmpty());
        indexed("missing from open cases", () -> cases.missing(50).size());
        assertFalse(indexed("escalations that are due", () -> escalations.due(now, 50))
                .isEmpty());
        indexed(
                "escalations of a case",
                () -> escalations.of(new LeaverCaseId(id("case", 50))).size());
        indexed("escalations of open cases", () -> escalations.counts().size());
        indexed("totals", () -> cases.totals(now));
        indexed("privileged access of a leaver", () -> accounts.privileges(new IdentityId(id("identity", 50)), now)
                .size());
        indexed("open of", () -> cases.openOf(new IdentityId(id("identity", 50)))
                .isPresent());
        indexed("open with", () -> cases.openWith(new AccountId(id("account", 50)))
                .size());
        indexed("lock", () -> cases.lock(new LeaverCaseId(id("case", 50))).isPresent());
        pages("exceptions", page -> exceptions.list(new LeaverExceptions.Filter(false, Optional.empty()), page));
        pages("unresolved", page -> exceptions.list(new LeaverExceptions.Filter(true, Optional.empty()), page));
        pages(
                "exceptions of a kind",
                page -> exceptions.list(new LeaverExceptions.Filter(false, Optional.of(Kind.REFUSED)), page));
        indexed(
                "exceptions of a case",
                () -> exceptions.of(new LeaverCaseId(id("case", 50))).size());
    }

    private void files() {
        SnapshotId snapshot = new SnapshotId(id("snapshot", 1));
        pages("snapshots", page -> snapshots.list(Optional.empty(), page));
        pages("snapshots of a feed", page -> snapshots.list(Optional.of("hr-1"), page));
        assertTrue(indexed("next to apply", () -> snapshots.nextToApply()).isPresent());
        assertEquals(
                50, indexed("changed", () -> snapshots.changed(snapshot, 50)).size());
        pages("rejections", page -> snapshots.rejections(snapshot, page));
    }

    /** What a wave has in all has to be counted, which reads all of it. */
    private void waved() {
        Instant now = Instant.now();
        Caller by = new Caller("b", "B", Set.of());
        for (int n = 1; n <= 2; n++) {
            WaveId wave = new WaveId(id("wave", n));
            Wave.Plan plan =
                    indexed("a wave", () -> waves.find(wave).orElseThrow().plan());
            assertEquals(
                    500,
                    indexed("share of a wave", () -> waves.judge(plan, by, 500)).size());
            pages("findings of a wave", page -> waves.items(wave, waved(Optional.empty(), Optional.empty()), page));
            pages("done of a wave", page -> waves.items(wave, waved(Optional.of("done"), Optional.empty()), page));
            indexed(
                    "findings of a wave by text",
                    () -> waves.items(wave, waved(Optional.empty(), Optional.of("login4711")), PageRequest.first()));
            indexed("some of a wave", () -> waves.some(wave, Set.of("disabled"), 500));
            indexed("planned of a wave", () -> waves.some(wave, Set.of("planned", "held"), 1));
            indexed("about an account", () -> waves.about(wave, new AccountId(id("account", 4711))));
        }
        indexed("live waves", () -> waves.live(now));
    }

    private static Waves.Filter waved(Optional<String> state, Optional<String> text) {
        return new Waves.Filter(state, text);
    }

    /** How many there are in all has to be counted, which reads all that stand, or the entries of an index over them. */
    private void found() {
        Findings.Filter all = found(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        Instant now = Instant.now().plusSeconds(60);
        pages("findings", page -> wrong.list(all, now, page));
        for (String state : List.of("open", "accepted", "closed")) {
            pages(
                    "findings " + state,
                    page -> wrong.list(
                            found(Optional.empty(), Optional.empty(), Optional.of(state), Optional.empty()),
                            now,
                            page));
        }
        Optional<String> open = Optional.of("open");
        Optional<SystemId> system = Optional.of(new SystemId(id("system", 4)));
        pages(
                "findings of a system",
                page -> wrong.list(found(system, Optional.empty(), open, Optional.empty()), now, page));
        for (FindingKind kind : List.of(FindingKind.ORPHAN, FindingKind.LEAVER_LIVE)) {
            pages(
                    "findings of " + kind,
                    page -> wrong.list(found(Optional.empty(), Optional.of(kind), open, Optional.empty()), now, page));
        }
        pages(
                "findings of an owner",
                page -> wrong.list(found(Optional.empty(), Optional.empty(), open, Optional.of("owner8")), now, page));
        indexed(
                "findings by text",
                () -> wrong.list(
                        new Findings.Filter(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                Optional.of("login4711")),
                        now,
                        PageRequest.first()));
        sparing("totals of an owner", () -> wrong.totals(Optional.of("owner8"), now));
        indexed("memberships to take back", () -> wrong.notTakenBack(system.orElseThrow(), true, 500));
        indexed("how many memberships to take back", () -> wrong.countNotTakenBack(system.orElseThrow()));
        indexed("changes of a scan", () -> scans.changes(new ScanId(id("scan", 3)), Optional.empty(), 100));
    }

    /** Who is due on a system, and how far it is inspected, is asked of all its accounts. */
    private void inspected() {
        Instant now = Instant.now().plusSeconds(60);
        Optional<SystemId> system = Optional.of(new SystemId(id("system", 4)));
        Optional<Artefact.Kind> keys = Optional.of(Artefact.Kind.CREDENTIAL);
        Optional<AccountId> account = Optional.of(new AccountId(id("account", 4711)));
        Optional<Instant> old = Optional.of(now.minus(Duration.ofDays(1)));
        Optional<Instant> any = Optional.empty();
        for (boolean gone : List.of(true, false)) {
            pages(
                    "credentials",
                    page -> inspections.list(credentials(Optional.empty(), keys, any, any, gone), now, page));
            pages(
                    "credentials of a system",
                    page -> inspections.list(credentials(system, keys, any, any, gone), now, page));
            pages(
                    "second factors of a system",
                    page -> inspections.list(
                            credentials(system, Optional.of(Artefact.Kind.MFA_METHOD), any, any, gone), now, page));
        }
        pages("old credentials", page -> inspections.list(credentials(system, keys, old, any, false), now, page));
        pages("idle credentials", page -> inspections.list(credentials(system, keys, any, old, false), now, page));
        indexed(
                "credentials of an account",
                () -> inspections.list(
                        new Inspections.Filter(
                                Optional.empty(),
                                account,
                                Optional.empty(),
                                any,
                                any,
                                false,
                                false,
                                Optional.empty(),
                                true,
                                Optional.empty()),
                        now,
                        PageRequest.first()));
        indexed(
                "machines' credentials of a person",
                () -> inspections.list(
                        new Inspections.Filter(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                any,
                                any,
                                false,
                                false,
                                Optional.of(new IdentityId(id("identity", 501))),
                                false,
                                Optional.empty()),
                        now,
                        PageRequest.first()));
        sparing(
                "overdue credentials where none may be",
                () -> inspections.list(
                        new Inspections.Filter(
                                Optional.empty(),
                                Optional.empty(),
                                keys,
                                any,
                                any,
                                true,
                                false,
                                Optional.empty(),
                                false,
                                Optional.empty()),
                        now,
                        PageRequest.first()));
        indexed("an inspection", () -> inspections.find(account.orElseThrow()));
    }

    private static Inspections.Filter credentials(
            Optional<SystemId> system,
            Optional<Artefact.Kind> kind,
            Optional<Instant> before,
            Optional<Instant> idle,
            boolean gone) {
        return new Inspections.Filter(
                system, Optional.empty(), kind, before, idle, false, false, Optional.empty(), gone, Optional.empty());
    }

    private void owned() {
        Instant now = Instant.parse("2026-03-02T00:00:00Z");
        IdentityId leaver = new IdentityId(id("identity", 500));
        for (Optional<String> state :
                List.of(Optional.<String>empty(), Optional.of("due"), Optional.of("handed-over"))) {
            pages(
                    "hand-overs " + state,
                    page -> handOvers.list(handedOver(state, Optional.empty(), Set.of()), now, page));
        }
        PageRequest first = PageRequest.first();
        indexed(
                "hand-overs of a leaver",
                () -> handOvers.list(handedOver(Optional.empty(), Optional.of(leaver), Set.of()), now, first));
        indexed(
                "hand-overs of somebody's own",
                () -> handOvers.list(
                        handedOver(Optional.of("due"), Optional.empty(), Set.of("p50050@larkfield.example")),
                        now,
                        first));
        indexed("hand-overs totals", () -> handOvers.totals(Set.of(), now));
        indexed("hand-overs of a case", () -> handOvers.of(new LeaverCaseId(id("case", 500))));
        indexed("proposed to", () -> handOvers.proposedTo(new IdentityId(id("identity", 50_050))));
        indexed("overdue hand-overs", () -> handOvers.overdue(now, 50));
        indexed("outdated hand-overs", () -> handOvers.outdated(now, 50));
        indexed("what somebody owns", () -> handOvers.follow(new LeaverCaseId(id("case", 4_000)), leaver, now, now));
    }

    private static HandOvers.Filter handedOver(Optional<String> state, Optional<IdentityId> leaver, Set<String> own) {
        return new HandOvers.Filter(state, Optional.empty(), false, leaver, Optional.empty(), own);
    }

    private void reviewed(Instant now, Optional<SystemId> system) {
        List<AccountId> some = IntStream.range(0, 50)
                .mapToObj(n -> new AccountId(id("account", n)))
                .toList();
        Optional<AccountId> account = Optional.of(new AccountId(id("account", 47)));
        Optional<Instant> from = Optional.of(now.minus(Duration.ofDays(20)));
        Optional<String> none = Optional.empty();
        indexed("last reviews", () -> reviews.last(some, now));
        pages("reviews", page -> reviews.list(reviewed(Optional.empty(), Optional.empty(), none, none), page));
        pages("reviews of a system", page -> reviews.list(reviewed(system, Optional.empty(), none, none), page));
        pages("reviews of an account", page -> reviews.list(reviewed(Optional.empty(), account, none, none), page));
        pages(
                "reviews by somebody",
                page -> reviews.list(
                        reviewed(Optional.empty(), Optional.empty(), Optional.of("reviewer8"), none), page));
        pages(
                "reviews of some days",
                page -> reviews.list(
                        new PrivilegeReviews.Filter(
                                Optional.empty(),
                                Optional.empty(),
                                none,
                                from,
                                from.map(at -> at.plus(Duration.ofDays(5))),
                                none),
                        page));
        indexed(
                "reviews by text",
                () -> reviews.list(
                        reviewed(Optional.empty(), Optional.empty(), none, Optional.of("login4711")),
                        PageRequest.first()));
    }

    private static PrivilegeReviews.Filter reviewed(
            Optional<SystemId> system, Optional<AccountId> account, Optional<String> by, Optional<String> text) {
        return new PrivilegeReviews.Filter(system, account, by, Optional.empty(), Optional.empty(), text);
    }

    private static Findings.Filter found(
            Optional<SystemId> system, Optional<FindingKind> kind, Optional<String> state, Optional<String> owner) {
        return new Findings.Filter(system, kind, Optional.empty(), state, owner, false, Optional.empty());
    }

    private void register() {
        Instant now = Instant.parse("2026-03-02T00:00:00Z");
        Engagements.Filter all = new Engagements.Filter(Optional.empty(), Optional.empty(), Optional.empty(), false);
        pages("engagements", page -> engagements.list(all, now, page));
        for (Engagements.Standing standing : Engagements.Standing.values()) {
            pages(
                    "engagements " + standing,
                    page -> engagements.list(
                            new Engagements.Filter(Optional.empty(), Optional.of(standing), Optional.empty(), false),
                            now,
                            page));
        }
        pages(
                "engagements that end",
                page -> engagements.list(
                        new Engagements.Filter(
                                Optional.empty(), Optional.empty(), Optional.of(now.plusSeconds(86_400)), false),
                        now,
                        page));
        pages(
                "engagements without a sponsor",
                page -> engagements.list(
                        new Engagements.Filter(Optional.empty(), Optional.empty(), Optional.empty(), true), now, page));
        indexed("engagements by text", () -> engagements
                .list(
                        new Engagements.Filter(Optional.of("e4711@"), Optional.empty(), Optional.empty(), false),
                        now,
                        PageRequest.first())
                .items()
                .size());
        indexed("open engagement", () -> engagements.openOf("E4711@larkfield.example", now));
    }

    private void nonHuman() {
        Instant now = Instant.parse("2026-03-02T00:00:00Z");
        for (Optional<NonHumans.State> state : List.of(
                Optional.<NonHumans.State>empty(),
                Optional.of(NonHumans.State.REQUESTED),
                Optional.of(NonHumans.State.ACTIVE),
                Optional.of(NonHumans.State.REJECTED),
                Optional.of(NonHumans.State.RETIRED))) {
            pages(
                    "non-human " + state,
                    page -> nonHumans.list(nonHuman(state, Optional.empty(), Optional.empty(), false), now, page));
        }
        Optional<NonHumans.State> any = Optional.empty();
        Optional<IdentityId> owner = Optional.of(new IdentityId(id("identity", 4711)));
        pages(
                "non-human of an owner",
                page -> nonHumans.list(nonHuman(any, owner, Optional.empty(), false), now, page));
        pages(
                "non-human without an owner",
                page -> nonHumans.list(nonHuman(any, Optional.empty(), Optional.empty(), true), now, page));
        indexed(
                "non-human by text",
                () -> nonHumans.list(
                        nonHuman(any, Optional.empty(), Optional.of("gram4711"), false), now, PageRequest.first()));
        indexed("living", () -> nonHumans.living("PROGRAM4711"));
    }

    private static NonHumans.Filter nonHuman(
            Optional<NonHumans.State> state, Optional<IdentityId> owner, Optional<String> text, boolean unowned) {
        return new NonHumans.Filter(state, Optional.empty(), owner, text, unowned);
    }

    private void questions() {
        for (Optional<String> state : List.of(
                Optional.<String>empty(), Optional.of("undecided"), Optional.of("upheld"), Optional.of("lifted"))) {
            pages("suspensions " + state, page -> suspensions.list(state, page));
        }
        indexed("standing", () -> suspensions.standing(new IdentityId(id("identity", 5000))));
        for (Optional<String> state : List.of(
                Optional.<String>empty(),
                Optional.of("open"),
                Optional.of("left"),
                Optional.of("stays"),
                Optional.of("settled"))) {
            pages("suspected leavers " + state, page -> suspectedLeavers.list(state, page));
        }
        pages("conflicts", page -> conflicts.list(conflict(Optional.empty(), Optional.empty()), page));
        for (Attribute attribute : List.of(Attribute.EMPLOYMENT, Attribute.TITLE)) {
            pages(
                    "conflicts about " + attribute,
                    page -> conflicts.list(conflict(Optional.of(attribute), Optional.empty()), page));
        }
        for (String source : List.of("hr", "agency")) {
            pages(
                    "conflicts of " + source,
                    page -> conflicts.list(conflict(Optional.empty(), Optional.of(source)), page));
        }
        IdentityId somebody = new IdentityId(id("identity", 500));
        indexed(
                "conflicts of a person",
                () -> conflicts.list(
                        new SourceConflicts.Filter(Optional.of(somebody), Optional.empty(), Optional.empty()),
                        PageRequest.first()));
        indexed("open conflicts", () -> conflicts.openOf(somebody).size());
        pages("people without a manager", findings::withoutManager);
        for (IdentityFindings.Missing missing : IdentityFindings.Missing.values()) {
            pages("non-employees without " + missing, page -> findings.nonEmployeesWithout(missing, page));
        }
    }

    private static SourceConflicts.Filter conflict(Optional<Attribute> attribute, Optional<String> source) {
        return new SourceConflicts.Filter(Optional.empty(), attribute, source);
    }

    private void delivered() {
        for (Optional<String> source : List.of(Optional.<String>empty(), Optional.of("hibob"), Optional.of("gusto"))) {
            pages(
                    "deliveries of " + source,
                    page -> deliveries.list(new WebhookDeliveries.Filter(source, Optional.empty()), page));
        }
        for (String state : List.of("received", "set-aside", "refused", "taken")) {
            pages(
                    "deliveries " + state,
                    page -> deliveries.list(new WebhookDeliveries.Filter(Optional.empty(), Optional.of(state)), page));
            pages(
                    "deliveries of hibob " + state,
                    page -> deliveries.list(
                            new WebhookDeliveries.Filter(Optional.of("hibob"), Optional.of(state)), page));
        }
        indexed("next delivery due", () -> deliveries.nextDue("hibob"));
        indexed("backlog of deliveries", () -> deliveries.backlog());
    }

    /** The first page, and the one behind it. */
    private <T> void pages(String what, Function<PageRequest, Slice<T>> list) {
        Slice<T> first = indexed(what, () -> list.apply(new PageRequest(10, Optional.empty())));
        assertTrue(first.next().isPresent(), what);
        assertFalse(
                indexed(what, () -> list.apply(new PageRequest(10, first.next())))
                        .items()
                        .isEmpty(),
                what);
    }

    private <T> T indexed(String what, Supplier<T> query) {
        return transactions.call(now -> {
            Map<String, Long> before = Tables.sequentialScans(dataSource);
            T answer = query.get();
            Map<String, Long> after = Tables.sequentialScans(dataSource);
            for (String table : LARGE) {
                assertEquals(before.get(table), after.get(table), what + " reads all of " + table);
            }
            return answer;
        });
    }

    /** Of a hundred thousand no more is read than what is found, and what tells that it is little or much. */
    private <T> void sparing(String what, Supplier<T> query) {
        transactions.call(now -> {
            Map<String, Long> before = Tables.rowsRead(dataSource);
            T unused = query.get();
            Map<String, Long> after = Tables.rowsRead(dataSource);
            for (String table : LARGE) {
                long read = after.getOrDefault(table, 0L) - before.getOrDefault(table, 0L);
                assertTrue(read <= SPARING, what + " reads " + read + " of " + table);
            }
            return now;
        });
    }

    /** The counter this test rests on does count, for every table it is asked about. */
    private void assertSeesScans() {
        transactions.call(now -> {
            for (String table : LARGE) {
                Map<String, Long> before = Tables.sequentialScans(dataSource);
                Tables.texts(dataSource, "SELECT count(*) FROM (SELECT * FROM " + table + " OFFSET 1) whole");
                Map<String, Long> after = Tables.sequentialScans(dataSource);
                assertNotEquals(before.get(table), after.get(table), "a scan of all of " + table + " is not seen");
            }
            return now;
        });
    }

    private static Accounts.Filter filter(Optional<SystemId> system, Optional<Only> only) {
        return new Accounts.Filter(system, Optional.empty(), Optional.empty(), only);
    }

    private void fill() {
        Tables.empty(database);
        StringBuilder script = new StringBuilder("""
                CREATE FUNCTION pg_temp.id(kind text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE
                RETURN overlay(md5(kind) PLACING lpad(to_hex(n), 12, '0') FROM 21)::uuid;
                """);
        FILL.forEach(insert -> script.append(insert).append(";\n"));
        Tables.as(database, script + "ANALYZE;");
    }

    private UUID id(String kind, long n) {
        Supplier<UUID> asked = () -> Sql.of(
                        "SELECT CAST(overlay(md5(?) PLACING lpad(to_hex(?), 12, '0') FROM 21) AS uuid) AS id", kind, n)
                .only(dataSource, row -> row.id("id"));
        return transactions.active() ? asked.get() : transactions.call(now -> asked.get());
    }
}
