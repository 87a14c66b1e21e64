-- What is wrong with accounts, as targets show them, and when somebody last signed in.

-- Of accounts whose target tells it. Apart from the account, which changes far less often.
CREATE TABLE account_sign_in (
    account uuid PRIMARY KEY,
    last_at timestamptz NOT NULL
) WITH (fillfactor = 80);

COMMENT ON COLUMN account_sign_in.last_at IS 'the latest that the target ever told';

GRANT SELECT, INSERT, UPDATE (last_at) ON account_sign_in TO tenure_app;

ALTER TABLE staged_account
    ADD COLUMN last_sign_in timestamptz;

CREATE TABLE finding (
    id              uuid PRIMARY KEY,
    kind            text NOT NULL,
    severity        smallint NOT NULL CHECK (severity BETWEEN 1 AND 4),
    system          uuid NOT NULL,
    account         uuid NOT NULL,
    name            text COLLATE pg_c_utf8 NOT NULL,
    identity        uuid,
    read            uuid NOT NULL,
    opened_at       timestamptz NOT NULL,
    owner           text NOT NULL,
    due_at          timestamptz NOT NULL,
    state           text NOT NULL CHECK (state IN ('open', 'accepted', 'closed')),
    accepted_until  timestamptz,
    accepted_reason text,
    accepted_by     text,
    accepted_at     timestamptz,
    gone_read       uuid,
    gone_at         timestamptz,
    scan            uuid NOT NULL,
    what            text NOT NULL CHECK (what IN ('opened', 'raised', 'lapsed', 'closed')),
    version         bigint NOT NULL CHECK (version > 0),
    CHECK (num_nulls(accepted_until, accepted_reason, accepted_by, accepted_at) IN (0, 4)),
    CHECK ((state = 'accepted') = (accepted_at IS NOT NULL)),
    CHECK (num_nulls(gone_read, gone_at) IN (0, 2)),
    CHECK ((state = 'closed') = (gone_at IS NOT NULL))
) WITH (fillfactor = 80);

COMMENT ON COLUMN finding.severity IS 'low, medium, high, critical, from 1';
COMMENT ON COLUMN finding.name IS 'what people called the account when it was found';
COMMENT ON COLUMN finding.read IS 'the read that showed it';
COMMENT ON COLUMN finding.gone_read IS 'the read that shows it no more';
COMMENT ON COLUMN finding.scan IS 'what changed it last without a person';

CREATE UNIQUE INDEX finding_stands ON finding (account, kind) WHERE state <> 'closed';
CREATE INDEX finding_system_stands ON finding (system, kind, account) WHERE state <> 'closed';
CREATE INDEX finding_by_scan ON finding (scan, id);
CREATE INDEX finding_listed ON finding (state, due_at, id);
CREATE INDEX finding_due ON finding (due_at, id);
CREATE INDEX finding_system_listed ON finding (system, state, due_at, id);
CREATE INDEX finding_owner_listed ON finding (owner, state, due_at, id);
CREATE INDEX finding_kind_listed ON finding (kind, state, due_at, id);
CREATE INDEX finding_searched ON finding USING gin (lower(name) gin_trgm_ops);

GRANT SELECT, INSERT, MAINTAIN ON finding TO tenure_app;
GRANT UPDATE (severity, owner, due_at, state, accepted_until, accepted_reason, accepted_by, accepted_at, gone_read, gone_at,
              scan, what, version) ON finding TO tenure_app;

CREATE TABLE finding_scan (
    system       uuid PRIMARY KEY,
    requested_at timestamptz NOT NULL,
    scanned_at   timestamptz NOT NULL
);

COMMENT ON COLUMN finding_scan.requested_at IS 'when the last complete read was asked for that was looked through';

GRANT SELECT, INSERT, UPDATE (requested_at, scanned_at) ON finding_scan TO tenure_app;
