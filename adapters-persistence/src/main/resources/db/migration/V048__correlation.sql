-- Correlation by ordered rules, and what people say of whose an account is.

ALTER TABLE target_system
    ADD COLUMN rule_attributes  text[] COLLATE pg_c_utf8,
    ADD COLUMN rule_identities  text[],
    ADD COLUMN rule_confidences text[],
    ADD CHECK (cardinality(rule_attributes) = cardinality(rule_identities)
               AND cardinality(rule_attributes) = cardinality(rule_confidences)),
    ADD CHECK (num_nulls(rule_attributes, rule_identities, rule_confidences) IN (0, 3)),
    DROP CONSTRAINT target_system_correlation_with_check;

COMMENT ON COLUMN target_system.rule_attributes IS
    'the rules of correlation in their order; null where the one rule is correlation_attribute and correlation_with, certain';
COMMENT ON COLUMN target_system.correlation_attribute IS 'of the first rule, for copies of an older version';

ALTER TABLE account
    -- One that a listing showed to be somebody's is nobody's while several fit.
    DROP CONSTRAINT account_check1,
    ADD COLUMN told            jsonb,
    ADD COLUMN link            text CHECK (link IN ('rule', 'listing', 'person', 'suggested', 'ambiguous')),
    ADD COLUMN link_rule       smallint,
    ADD COLUMN link_candidates bigint,
    ADD COLUMN link_suggested  uuid,
    ADD COLUMN link_at         timestamptz;

COMMENT ON COLUMN account.told IS
    'the attributes that the last read told of it, by their names in lower case: personal; null where none did';
COMMENT ON COLUMN account.link IS 'how it came to its identity, or why it has none though a rule finds somebody';
COMMENT ON COLUMN account.link_rule IS 'which rule found somebody, from 1';

UPDATE account
   SET link = CASE WHEN identity_shown = identity THEN 'listing' ELSE 'rule' END,
       link_rule = CASE WHEN identity_shown = identity THEN NULL ELSE 1 END,
       link_at = last_seen_at
 WHERE identity IS NOT NULL;

-- Few are decided by a person, or wait for one: a page of them must not look through all accounts.
CREATE INDEX account_undecided ON account (lower(name), id)
    WHERE vanished_at IS NULL AND link IN ('suggested', 'ambiguous', 'person');

-- What people decided; nothing here is removed.
CREATE TABLE link_decision (
    id         uuid PRIMARY KEY,
    account    uuid NOT NULL,
    system     uuid NOT NULL,
    identity   uuid NOT NULL,
    verdict    text NOT NULL CHECK (verdict IN ('linked', 'unlinked')),
    reason     text NOT NULL,
    decided_by text NOT NULL,
    decided_at timestamptz NOT NULL,
    in_force   boolean NOT NULL
);

COMMENT ON COLUMN link_decision.in_force IS 'false once a later decision on the account or the pair took its place';

CREATE UNIQUE INDEX link_decision_linked ON link_decision (account) WHERE verdict = 'linked' AND in_force;
CREATE UNIQUE INDEX link_decision_unlinked ON link_decision (account, identity) WHERE verdict = 'unlinked' AND in_force;
CREATE INDEX link_decision_system ON link_decision (system) WHERE in_force;
CREATE INDEX link_decision_account ON link_decision (account, decided_at, id);

GRANT SELECT, INSERT, UPDATE (in_force) ON link_decision TO tenure_app;
