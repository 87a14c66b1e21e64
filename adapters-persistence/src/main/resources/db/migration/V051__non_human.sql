-- Identities that are no people: who asked for them, what for, and who answers for them.

ALTER TABLE worker_source
    DROP CONSTRAINT worker_source_kind_check,
    ADD CONSTRAINT worker_source_kind_check CHECK (kind IN ('FILE', 'SCIM', 'WEBHOOK', 'REGISTER', 'NON_HUMAN'));

-- The source has its name before anybody can give it to a feed.
INSERT INTO worker_source (name, kind) VALUES ('non-human', 'NON_HUMAN') ON CONFLICT DO NOTHING;

CREATE TABLE non_human (
    id           uuid PRIMARY KEY,
    kind         text NOT NULL CHECK (kind IN ('SERVICE_ACCOUNT', 'BOT', 'API_INTEGRATION', 'WORKLOAD')),
    name         text COLLATE pg_c_utf8 NOT NULL,
    purpose      text NOT NULL,
    owner        uuid NOT NULL,
    account      uuid,
    requested_by text NOT NULL,
    requested_at timestamptz NOT NULL,
    state        text NOT NULL CHECK (state IN ('requested', 'active', 'rejected', 'retired')),
    identity     uuid UNIQUE,
    approved_by  text CHECK (approved_by <> requested_by),
    approved_at  timestamptz,
    closed_by    text,
    closed_at    timestamptz,
    closed_why   text,
    CHECK (num_nulls(identity, approved_by, approved_at) IN (0, 3)),
    CHECK ((state IN ('active', 'retired')) = (identity IS NOT NULL)),
    CHECK (num_nulls(closed_by, closed_at, closed_why) IN (0, 3)),
    CHECK ((state IN ('rejected', 'retired')) = (closed_by IS NOT NULL))
);

COMMENT ON COLUMN non_human.owner IS 'the identity of the person who answers for it';
COMMENT ON COLUMN non_human.account IS 'the account that it was asked for, where a target showed that already';
COMMENT ON COLUMN non_human.identity IS 'the identity that it is since it was approved';

CREATE UNIQUE INDEX non_human_living ON non_human (lower(name)) WHERE state IN ('requested', 'active');
CREATE INDEX non_human_listed ON non_human (lower(name), id);
CREATE INDEX non_human_state ON non_human (state, lower(name), id);
CREATE INDEX non_human_owner ON non_human (owner);
CREATE INDEX non_human_searched ON non_human USING gin (lower(name) gin_trgm_ops);

GRANT SELECT, INSERT, UPDATE (owner, state, identity, approved_by, approved_at, closed_by, closed_at, closed_why)
      ON non_human TO tenure_app;

ALTER TABLE target_system ADD COLUMN non_human text[] NOT NULL DEFAULT '{}';

COMMENT ON COLUMN target_system.non_human IS 'names of its accounts that are no person''s; * stands for any characters';
