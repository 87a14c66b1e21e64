-- What accounts hold beside a password, as inspections of them showed, and findings about it. An older replica that runs beside this
-- one does not inspect, and closes no finding of these kinds but at its next look; this version opens it again.

CREATE TABLE account_artefact (
    id            uuid PRIMARY KEY,
    account       uuid NOT NULL,
    system        uuid NOT NULL,
    kind          text NOT NULL CHECK (kind IN ('credential', 'mfa-method')),
    native_id     text COLLATE pg_c_utf8 NOT NULL,
    what          text COLLATE pg_c_utf8 NOT NULL,
    since         timestamptz,
    last_used_at  timestamptz,
    expires_at    timestamptz,
    first_seen_at timestamptz NOT NULL,
    gone_at       timestamptz,
    aged_from     timestamptz NOT NULL GENERATED ALWAYS AS (coalesce(since, first_seen_at)) STORED,
    UNIQUE (account, kind, native_id)
) WITH (fillfactor = 80);

COMMENT ON COLUMN account_artefact.native_id IS 'the target''s id of it, never the thing itself';
COMMENT ON COLUMN account_artefact.what IS 'what the target calls such a thing';
COMMENT ON COLUMN account_artefact.since IS 'when it was issued or enrolled, as the target told it';
COMMENT ON COLUMN account_artefact.last_used_at IS 'the latest that the target ever told';
COMMENT ON COLUMN account_artefact.gone_at IS 'when an inspection showed it no more';

CREATE INDEX account_artefact_listed ON account_artefact (aged_from, id);
CREATE INDEX account_artefact_system_listed ON account_artefact (system, aged_from, id);

GRANT SELECT, INSERT ON account_artefact TO tenure_app;
GRANT UPDATE (what, since, last_used_at, expires_at, gone_at) ON account_artefact TO tenure_app;

CREATE TABLE account_inspection (
    account         uuid PRIMARY KEY,
    tried_at        timestamptz NOT NULL,
    next_at         timestamptz NOT NULL,
    failures        integer NOT NULL CHECK (failures >= 0),
    error           text,
    credentials_at  timestamptz,
    mfa_methods_at  timestamptz,
    sign_ins_at     timestamptz,
    last_sign_in_at timestamptz,
    last_sign_in_by text COLLATE pg_c_utf8,
    CHECK ((failures > 0) = (error IS NOT NULL)),
    CHECK (num_nulls(last_sign_in_at, last_sign_in_by) IN (0, 2))
) WITH (fillfactor = 80);

COMMENT ON COLUMN account_inspection.tried_at IS 'when the account was inspected last, in vain or not';
COMMENT ON COLUMN account_inspection.failures IS 'how many inspections in a row left something unread';
COMMENT ON COLUMN account_inspection.credentials_at IS 'when they were last read to their end';

GRANT SELECT, INSERT ON account_inspection TO tenure_app;
GRANT UPDATE (tried_at, next_at, failures, error, credentials_at, mfa_methods_at, sign_ins_at, last_sign_in_at, last_sign_in_by)
      ON account_inspection TO tenure_app;

ALTER TABLE finding
    ADD COLUMN artefact        uuid,
    ADD COLUMN artefact_id     text COLLATE pg_c_utf8,
    ADD COLUMN artefact_what   text COLLATE pg_c_utf8,
    ADD COLUMN artefact_since  timestamptz,
    ADD COLUMN artefact_issued boolean,
    ADD COLUMN inspected_at    timestamptz,
    ADD CHECK (num_nulls(artefact, artefact_id, artefact_what, artefact_since, artefact_issued) IN (0, 5)),
    ADD CHECK (artefact IS NULL OR entitlement IS NULL AND inspected_at IS NOT NULL);

ALTER TABLE finding ALTER COLUMN about SET EXPRESSION AS (coalesce(entitlement, artefact, account));

COMMENT ON COLUMN finding.artefact IS 'the credential that it is about; null where it is about the account or a membership';
COMMENT ON COLUMN finding.artefact_issued IS 'whether the target told since when it is there; else it was first seen then';
COMMENT ON COLUMN finding.inspected_at IS 'the inspection of the account that showed it; null where a read of the system did';
