-- Passwords and keys that several people know: where they are kept, never what they are, and their rotation when somebody leaves.

CREATE TABLE shared_secret (
    id              uuid PRIMARY KEY,
    registered_by   text NOT NULL,
    registered_at   timestamptz NOT NULL,
    name            text COLLATE pg_c_utf8 NOT NULL,
    system          uuid,
    account         uuid,
    owner           text NOT NULL,
    consumers       jsonb NOT NULL,
    kept_at         text NOT NULL,
    rotate_every_ms bigint NOT NULL CHECK (rotate_every_ms > 0),
    rotated_at      timestamptz,
    rotate_by       timestamptz NOT NULL,
    state           text NOT NULL CHECK (state IN ('kept', 'retired')),
    reason          text,
    retired_by      text,
    retired_at      timestamptz,
    version         bigint NOT NULL CHECK (version > 0),
    CHECK (account IS NULL OR system IS NOT NULL),
    CHECK ((state = 'retired') = (reason IS NOT NULL)
           AND (state = 'retired') = (retired_by IS NOT NULL)
           AND (state = 'retired') = (retired_at IS NOT NULL))
);

COMMENT ON TABLE shared_secret IS 'passwords and keys that several people know; a value stands nowhere here';
COMMENT ON COLUMN shared_secret.kept_at IS 'a reference to where the value stands';

CREATE UNIQUE INDEX shared_secret_name ON shared_secret (lower(name)) WHERE state = 'kept';
CREATE INDEX shared_secret_list ON shared_secret (lower(name), id);
CREATE INDEX shared_secret_search ON shared_secret USING gin (lower(name) gin_trgm_ops);
CREATE INDEX shared_secret_system ON shared_secret (system, lower(name), id) WHERE system IS NOT NULL;
CREATE INDEX shared_secret_rotate_by ON shared_secret (rotate_by, id) WHERE state = 'kept';

GRANT SELECT, INSERT, UPDATE (name, system, account, owner, consumers, kept_at, rotate_every_ms, rotated_at, rotate_by, state, reason,
                              retired_by, retired_at, version)
      ON shared_secret TO tenure_app;

CREATE TABLE shared_secret_knower (
    secret      uuid NOT NULL REFERENCES shared_secret (id),
    identity    uuid NOT NULL,
    known_since timestamptz NOT NULL,
    PRIMARY KEY (secret, identity)
);

COMMENT ON TABLE shared_secret_knower IS 'who knows the value that works now; who knew it before stands in the audit log';

CREATE INDEX shared_secret_knower_identity ON shared_secret_knower (identity, secret);

GRANT SELECT, INSERT, DELETE ON shared_secret_knower TO tenure_app;

CREATE TABLE secret_rotation (
    id            uuid PRIMARY KEY,
    secret        uuid NOT NULL,
    state         text NOT NULL CHECK (state IN ('due', 'new-added', 'in-use', 'revoking', 'revocation-stated', 'old-revoked',
                                                 'cancelled')),
    deadline      timestamptz NOT NULL,
    due_at        timestamptz NOT NULL,
    started_at    timestamptz NOT NULL,
    delay         jsonb NOT NULL,
    overdue_since timestamptz,
    progress      jsonb,
    operation     uuid,
    stated_by     text,
    stated_at     timestamptz,
    confirmed_by  text,
    reason        text,
    ended_at      timestamptz,
    version       bigint NOT NULL CHECK (version > 0),
    CHECK ((state IN ('due', 'cancelled')) = (progress IS NULL)),
    CHECK (state <> 'revoking' OR operation IS NOT NULL),
    CHECK ((state = 'revocation-stated') = (stated_at IS NOT NULL)),
    CHECK ((state IN ('old-revoked', 'cancelled')) = (ended_at IS NOT NULL)),
    CHECK ((state = 'cancelled') = (reason IS NOT NULL)),
    CHECK (state <> 'old-revoked' OR (operation IS NULL) = (stated_by IS NOT NULL AND confirmed_by IS NOT NULL))
);

COMMENT ON TABLE secret_rotation IS 'the replacement of a shared secret that a leaver knew';
COMMENT ON COLUMN secret_rotation.due_at IS 'the deadline, or until when two people agreed to wait';
COMMENT ON COLUMN secret_rotation.progress IS 'where the new value stands, and which consumers use it';

CREATE UNIQUE INDEX secret_rotation_due ON secret_rotation (secret) WHERE state = 'due';
CREATE UNIQUE INDEX secret_rotation_under_way ON secret_rotation (secret)
    WHERE state IN ('new-added', 'in-use', 'revoking', 'revocation-stated');
CREATE INDEX secret_rotation_overdue ON secret_rotation (due_at, id) WHERE state NOT IN ('old-revoked', 'cancelled');
CREATE INDEX secret_rotation_started ON secret_rotation (started_at, id);
CREATE INDEX secret_rotation_state ON secret_rotation (state, started_at, id);
CREATE INDEX secret_rotation_secret ON secret_rotation (secret, started_at, id);

GRANT SELECT, INSERT, UPDATE (state, deadline, due_at, delay, overdue_since, progress, operation, stated_by, stated_at, confirmed_by,
                              reason, ended_at, version)
      ON secret_rotation TO tenure_app;

CREATE TABLE secret_rotation_leaver (
    rotation    uuid NOT NULL REFERENCES secret_rotation (id),
    position    integer NOT NULL,
    identity    uuid NOT NULL,
    leaver_case uuid,
    PRIMARY KEY (rotation, identity)
);

CREATE INDEX secret_rotation_leaver_case ON secret_rotation_leaver (leaver_case, rotation) WHERE leaver_case IS NOT NULL;

GRANT SELECT, INSERT, DELETE ON secret_rotation_leaver TO tenure_app;
