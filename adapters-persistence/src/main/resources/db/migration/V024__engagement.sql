-- Whom people depend on, who was believed when, who is to be looked at again, and the register of non-employees.

-- A worker id means somebody in one source only: whose id the manager's and the sponsor's are.
ALTER TABLE identity
    ADD COLUMN manager_feed      text,
    ADD COLUMN sponsor_feed      text,
    ADD COLUMN sponsor_worker_id text COLLATE pg_c_utf8,
    ADD CHECK ((sponsor_feed IS NULL) = (sponsor_worker_id IS NULL)),
    ADD CHECK (manager_feed IS NULL OR manager_worker_id IS NOT NULL);

COMMENT ON COLUMN identity.manager_feed IS 'the source whose worker id the manager''s is';

UPDATE identity SET manager_feed = feed WHERE manager_worker_id IS NOT NULL;

CREATE INDEX identity_non_employee ON identity (lower(family_name), lower(given_name), id)
    WHERE kind IN ('CONTRACTOR', 'VENDOR');

-- Sources -----------------------------------------------------------------------------------------------------------------

-- Everything that was ever decided: what was known on a day was known by what was in force then.
CREATE TABLE attribute_authority_decision (
    version    bigint PRIMARY KEY,
    sources    text[] NOT NULL,
    exceptions jsonb NOT NULL,
    decided_at timestamptz NOT NULL
);

INSERT INTO attribute_authority_decision (version, sources, exceptions, decided_at)
SELECT version, sources, exceptions, transaction_timestamp() FROM attribute_authority;

GRANT SELECT, INSERT ON attribute_authority_decision TO tenure_app;

-- People of whom it is to be worked out again where they stand, since another source is believed.
CREATE TABLE worker_reconsideration (
    identity uuid PRIMARY KEY
);

GRANT SELECT, INSERT, UPDATE, DELETE ON worker_reconsideration TO tenure_app;

-- The register has its name before anybody can give it to a feed.
INSERT INTO worker_source (name, kind) VALUES ('register', 'REGISTER') ON CONFLICT DO NOTHING;

-- The register ------------------------------------------------------------------------------------------------------------

CREATE TABLE engagement (
    id           uuid PRIMARY KEY,
    kind         text NOT NULL CHECK (kind IN ('CONTRACTOR', 'VENDOR')),
    given_name   text COLLATE pg_c_utf8 NOT NULL,
    family_name  text COLLATE pg_c_utf8 NOT NULL,
    email        text COLLATE pg_c_utf8 NOT NULL,
    company      text,
    title        text,
    location     text,
    zone         text NOT NULL,
    start_date   date NOT NULL,
    state        text NOT NULL CHECK (state IN ('requested', 'declined', 'approved', 'extension-requested', 'ended')),
    ask          jsonb,
    approved     jsonb NOT NULL,
    closed_by    text,
    closed_at    timestamptz,
    closed_why   text,
    sponsor      uuid NOT NULL,
    ends_at      timestamptz NOT NULL,
    searched     text COLLATE pg_c_utf8 NOT NULL GENERATED ALWAYS AS (
        lower(given_name || ' ' || family_name || chr(31) || email)) STORED,
    CHECK ((state IN ('requested', 'declined', 'extension-requested')) = (ask IS NOT NULL)),
    CHECK ((state IN ('requested', 'declined')) = (approved = '[]')),
    CHECK ((state IN ('declined', 'ended')) = (closed_by IS NOT NULL)),
    CHECK ((closed_by IS NULL) = (closed_at IS NULL) AND (closed_by IS NULL) = (closed_why IS NULL))
);

COMMENT ON COLUMN engagement.ask IS 'what waits for a decision, or was turned down';
COMMENT ON COLUMN engagement.approved IS 'every term that was approved, the first one first';
COMMENT ON COLUMN engagement.sponsor IS 'of the term in force, else of what is asked for';
COMMENT ON COLUMN engagement.ends_at IS 'the end of the last day, in the person''s zone';

CREATE INDEX engagement_ends_at ON engagement (ends_at, id);
CREATE INDEX engagement_open ON engagement (lower(email)) WHERE state IN ('requested', 'approved', 'extension-requested');
CREATE INDEX engagement_in_force ON engagement (ends_at, id) WHERE state IN ('approved', 'extension-requested');
CREATE INDEX engagement_waiting ON engagement (ends_at, id) WHERE state IN ('requested', 'extension-requested');
CREATE INDEX engagement_sponsor ON engagement (sponsor) WHERE state IN ('approved', 'extension-requested');
CREATE INDEX engagement_searched ON engagement USING gin (searched gin_trgm_ops);

GRANT SELECT, INSERT, UPDATE (state, ask, approved, closed_by, closed_at, closed_why, sponsor, ends_at) ON engagement
      TO tenure_app;
