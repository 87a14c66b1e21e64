package dev.tenure.persistence.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenure.persistence.testing.EmbeddedDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the list of names of the version before becomes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EntitlementClassMigrationTest {

    private final EmbeddedDatabase database = EmbeddedDatabase.startEmpty();

    @AfterAll
    void stop() {
        database.close();
    }

    @Test
    void aListOfNamesBecomesRulesAndHistoryBeginsWithWhoIsPrivileged() throws SQLException {
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database.url(), Provisioning.OWNER, Provisioning.OWNER)
                .locations("classpath:db/migration")
                .target("046")
                .load()
                .migrate();
        asOwner("""
                INSERT INTO target_system (id, name, owner, sensitivity, criticality, frameworks, provisioning,
                        review_cadence_days, sla_standard_ms, sla_privileged_ms, sla_clean_ms, identity_provider,
                        connector_kind, connector_settings, connector_secrets, correlation_attribute, correlation_with,
                        privileged_entitlements, concurrency, per_minute, call_timeout_ms, mode, registered_at,
                        redirected_at, version)
                SELECT CAST(id AS uuid), name, 'o', 'PUBLIC', 'LOW', '{}', 'MANUAL', 1, 1, 1, 1, false, 'ldap', '{}', '{}',
                       'a', 'EMAIL', CAST(list AS text[]), 1, 1, 1, 'observe', now(), now(), 1
                  FROM (VALUES ('00000000-0000-7000-8000-000000000001', 'one', '{Domain Admins,"A, B"}'),
                               ('00000000-0000-7000-8000-000000000002', 'other', '{}')) s (id, name, list)""");
        asOwner("""
                INSERT INTO entitlement (id, system, native_id, name, first_seen_at, last_seen_at)
                SELECT CAST('00000000-0000-7000-8000-00000000010' || n AS uuid), '00000000-0000-7000-8000-000000000001',
                       'e-' || n, name, now(), now()
                  FROM (VALUES (1, 'DOMAIN ADMINS'), (2, 'Keys'), (3, 'Staff')) e (n, name)""");
        asOwner("""
                INSERT INTO privilege_mark (id, system, thing, native_id, name, reason, marked_by, marked_at)
                VALUES ('00000000-0000-7000-8000-000000000201', '00000000-0000-7000-8000-000000000001', 'entitlement', 'e-2',
                        'Keys', 'r', 'b', now()),
                       ('00000000-0000-7000-8000-000000000202', '00000000-0000-7000-8000-000000000001', 'account', 'ops',
                        'ops', 'r', 'b', now())""");
        asOwner("""
                INSERT INTO account (id, system, native_id, name, enabled, entitlements, privileged, privileged_at,
                                     first_seen_at, last_seen_at, version)
                SELECT gen_random_uuid(), '00000000-0000-7000-8000-000000000001', name, name, true, CAST(held AS text[]),
                       privileged, at, now(), now(), 1
                  FROM (VALUES ('root', '{Domain Admins,Keys,Staff}', true, now()),
                               ('ops', '{}', true, now()),
                               ('plain', '{Staff}', false, CAST(NULL AS timestamptz)),
                               ('gone', '{}', false, timestamptz '2020-01-01')) a (name, held, privileged, at)""");

        database.migrations().migrate();

        assertEquals(
                List.of(
                        "[{\"of\": \"NAME\", \"class\": \"ADMINISTRATION\", \"pattern\": \"Domain Admins\"},"
                                + " {\"of\": \"NAME\", \"class\": \"ADMINISTRATION\", \"pattern\": \"A, B\"}]",
                        "[]"),
                texts("SELECT class_rules FROM target_system ORDER BY name = 'other'"));
        assertEquals(
                List.of(
                        "DOMAIN ADMINS|ADMINISTRATION|NAME|Domain Admins",
                        "Keys|ADMINISTRATION|MARK|" + "00000000-0000-7000-8000-000000000201"),
                texts("""
                        SELECT e.name || '|' || h.class || '|' || h.class_by || '|' || h.class_what
                          FROM entitlement_class h JOIN entitlement e ON e.id = h.entitlement
                         WHERE h.until IS NULL AND h.since = (SELECT known_since FROM privilege_history)
                           AND (e.class, e.class_by, e.class_what) = (h.class, h.class_by, h.class_what)
                         ORDER BY e.name"""));
        assertEquals(
                List.of("gone|{}|false|true", "ops|{}|true|false", "root|{\"Domain Admins\",Keys}|false|false"),
                texts("""
                        SELECT a.name || '|' || CAST(p.held AS text) || '|' || p.marked || '|' || (p.until IS NOT NULL)
                          FROM account_privilege p JOIN account a ON a.id = p.account ORDER BY a.name"""));
        assertEquals(List.of("ADMINISTRATION"), texts("SELECT DISTINCT class FROM privilege_mark"));
    }

    private void asOwner(String sql) throws SQLException {
        try (Connection owner = database.connectAs(Provisioning.OWNER);
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> texts(String sql) throws SQLException {
        try (Connection owner = database.connectAs(Provisioning.OWNER);
                Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
