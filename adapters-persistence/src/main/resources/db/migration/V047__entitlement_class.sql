-- Of which class an entitlement is, by which rule or mark; who was privileged when, and why.

ALTER TABLE target_system ADD COLUMN class_rules jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(class_rules) = 'array');

COMMENT ON COLUMN target_system.class_rules IS 'in order: the first that matches an entitlement says of which class it is';
COMMENT ON COLUMN target_system.privileged_entitlements IS
    'for copies of the version before: the names without stars of class_rules';

-- What was on the list of names was privileged, of no class: administration is the one that the list was for.
UPDATE target_system
   SET class_rules = (SELECT jsonb_agg(jsonb_build_object('of', 'NAME', 'pattern', named.name, 'class', 'ADMINISTRATION')
                                       ORDER BY named.position)
                        FROM unnest(privileged_entitlements) WITH ORDINALITY AS named (name, position))
 WHERE cardinality(privileged_entitlements) > 0;

ALTER TABLE privilege_mark ADD COLUMN class text NOT NULL DEFAULT 'ADMINISTRATION'
    CHECK (class IN ('ADMINISTRATION', 'SECURITY_SETTINGS', 'MONEY_MOVEMENT', 'BULK_EXPORT', 'DEPLOYMENT', 'SECRETS'));

GRANT INSERT (class) ON privilege_mark TO tenure_app;

ALTER TABLE entitlement
    ADD COLUMN class      text
        CHECK (class IN ('ADMINISTRATION', 'SECURITY_SETTINGS', 'MONEY_MOVEMENT', 'BULK_EXPORT', 'DEPLOYMENT', 'SECRETS')),
    ADD COLUMN class_by   text CHECK (class_by IN ('NAME', 'NATIVE_ID', 'MARK')),
    ADD COLUMN class_what text COLLATE pg_c_utf8,
    ADD CHECK (num_nulls(class, class_by, class_what) IN (0, 3));

COMMENT ON COLUMN entitlement.class IS 'null where it is not privileged';
COMMENT ON COLUMN entitlement.class_by IS 'what says so: a rule about a name or a native id, or a mark';
COMMENT ON COLUMN entitlement.class_what IS 'the pattern of the rule, or the id of the mark';

GRANT UPDATE (class, class_by, class_what) ON entitlement TO tenure_app;

CREATE INDEX entitlement_name ON entitlement (system, lower(name), id);
CREATE INDEX entitlement_classed ON entitlement (system, class, lower(name), id) WHERE class IS NOT NULL;

-- No foreign keys, for the reason that membership has none.
CREATE TABLE entitlement_class (
    position    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entitlement uuid NOT NULL,
    system      uuid NOT NULL,
    class       text NOT NULL,
    class_by    text NOT NULL,
    class_what  text COLLATE pg_c_utf8 NOT NULL,
    since       timestamptz NOT NULL,
    until       timestamptz,
    CHECK (until >= since)
);

CREATE UNIQUE INDEX entitlement_class_now ON entitlement_class (entitlement) WHERE until IS NULL;
CREATE INDEX entitlement_class_open ON entitlement_class (system) WHERE until IS NULL;
CREATE INDEX entitlement_class_of ON entitlement_class (entitlement, position);

-- Nothing else: what was stays as it was.
GRANT SELECT, INSERT (entitlement, system, class, class_by, class_what, since), UPDATE (until)
      ON entitlement_class TO tenure_app;

ALTER TABLE account
    ADD COLUMN privileged_held   text[] COLLATE pg_c_utf8 NOT NULL DEFAULT '{}',
    ADD COLUMN privileged_marked boolean NOT NULL DEFAULT false;

COMMENT ON COLUMN account.privileged_held IS 'the names of the privileged entitlements that it holds';
COMMENT ON COLUMN account.privileged_marked IS 'whether the account itself is marked';

CREATE INDEX account_privileged_on ON account (system) WHERE vanished_at IS NULL AND privileged;

CREATE TABLE account_privilege (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account  uuid NOT NULL,
    system   uuid NOT NULL,
    held     text[] COLLATE pg_c_utf8 NOT NULL,
    marked   boolean NOT NULL,
    since    timestamptz NOT NULL,
    until    timestamptz,
    CHECK (until >= since)
);

CREATE UNIQUE INDEX account_privilege_now ON account_privilege (account) WHERE until IS NULL;
CREATE INDEX account_privilege_open ON account_privilege (system) WHERE until IS NULL;
CREATE INDEX account_privilege_until ON account_privilege ((coalesce(until, 'infinity'::timestamptz)));

GRANT SELECT, INSERT (account, system, held, marked, since), UPDATE (until) ON account_privilege TO tenure_app;

-- Since when history is kept: what was before is not known.
CREATE TABLE privilege_history (
    only_one    boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    known_since timestamptz NOT NULL
);

GRANT SELECT ON privilege_history TO tenure_app;

INSERT INTO privilege_history (known_since) VALUES (now());

-- What is so today, so that history begins with all of it.
UPDATE entitlement e
   SET class = m.class, class_by = 'MARK', class_what = CAST(m.id AS text)
  FROM privilege_mark m
 WHERE m.system = e.system AND m.native_id = e.native_id AND m.thing = 'entitlement' AND m.ended_at IS NULL;

UPDATE entitlement e
   SET class = 'ADMINISTRATION', class_by = 'NAME', class_what = named.name
  FROM (SELECT DISTINCT ON (s.id, lower(n.name)) s.id, n.name
          FROM target_system s CROSS JOIN LATERAL unnest(s.privileged_entitlements) WITH ORDINALITY AS n (name, position)
         ORDER BY s.id, lower(n.name), n.position) named
 WHERE e.system = named.id AND lower(e.name) = lower(named.name) AND e.class IS NULL;

INSERT INTO entitlement_class (entitlement, system, class, class_by, class_what, since)
SELECT id, system, class, class_by, class_what, now() FROM entitlement WHERE class IS NOT NULL;

UPDATE account a
   SET privileged_held = ARRAY(SELECT held FROM unnest(a.entitlements) AS held
                                WHERE lower(held) IN (SELECT lower(e.name) FROM entitlement e
                                                       WHERE e.system = a.system AND e.class IS NOT NULL
                                                      UNION
                                                      SELECT lower(named) FROM target_system s, unnest(s.privileged_entitlements) AS named
                                                       WHERE s.id = a.system)
                                ORDER BY held),
       privileged_marked = EXISTS (SELECT FROM privilege_mark m
                                    WHERE m.system = a.system AND m.native_id = a.native_id AND m.thing = 'account'
                                      AND m.ended_at IS NULL)
 WHERE a.privileged AND a.vanished_at IS NULL;

INSERT INTO account_privilege (account, system, held, marked, since)
SELECT id, system, privileged_held, privileged_marked, now() FROM account WHERE privileged AND vanished_at IS NULL;

-- Who was privileged lately and is no longer counts for 90 days after it was last known.
INSERT INTO account_privilege (account, system, held, marked, since, until)
SELECT id, system, '{}', false, privileged_at, privileged_at
  FROM account
 WHERE NOT (privileged AND vanished_at IS NULL) AND privileged_at IS NOT NULL AND privileged_at <= now();
