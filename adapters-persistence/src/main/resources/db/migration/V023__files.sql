-- Files of workers: what the service could not take, and where files come from.

-- Rows of worker files on which the service itself failed. A worker has one at most in a feed: the last.
CREATE TABLE worker_row_aside (
    feed         text NOT NULL,
    worker_id    text COLLATE pg_c_utf8 NOT NULL,
    snapshot     uuid NOT NULL,
    received_at  timestamptz NOT NULL,
    line         bigint NOT NULL,
    version      integer NOT NULL,
    record       jsonb NOT NULL,
    content_hash bytea NOT NULL CHECK (octet_length(content_hash) = 32),
    category     text NOT NULL,
    correlation  text NOT NULL,
    attempts     integer NOT NULL CHECK (attempts > 0),
    since        timestamptz NOT NULL,
    last_tried   timestamptz NOT NULL,
    PRIMARY KEY (feed, worker_id)
);

CREATE INDEX worker_row_aside_waiting ON worker_row_aside (feed, last_tried, worker_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON worker_row_aside TO tenure_app;

-- People on whom what is due failed. Holds as long as the same moment is due.
CREATE TABLE identity_aside (
    identity uuid PRIMARY KEY,
    due      timestamptz NOT NULL,
    attempts integer NOT NULL CHECK (attempts > 0),
    until    timestamptz NOT NULL
);

GRANT SELECT, INSERT, UPDATE ON identity_aside TO tenure_app;

-- From where feeds' files are fetched, and how that goes.
CREATE TABLE sftp_pull (
    feed          text PRIMARY KEY,
    host          text NOT NULL,
    port          integer NOT NULL CHECK (port BETWEEN 1 AND 65535),
    username      text NOT NULL,
    folder        text NOT NULL,
    pattern       text NOT NULL,
    secret        text NOT NULL,
    host_key      text NOT NULL,
    every_seconds bigint NOT NULL CHECK (every_seconds > 0),
    next_at       timestamptz NOT NULL,
    failures      integer NOT NULL,
    succeeded_at  timestamptz,
    failing_since timestamptz,
    problem       text,
    CHECK ((failures > 0) = (failing_since IS NOT NULL) AND (failing_since IS NULL) = (problem IS NULL))
);

COMMENT ON COLUMN sftp_pull.secret IS 'a reference to a secret, never one';

GRANT SELECT, INSERT, UPDATE, DELETE ON sftp_pull TO tenure_app;

CREATE TABLE sftp_file (
    feed       text NOT NULL,
    name       text COLLATE pg_c_utf8 NOT NULL,
    size       bigint NOT NULL,
    changed_at timestamptz NOT NULL,
    digest     text NOT NULL,
    taken_at   timestamptz NOT NULL,
    PRIMARY KEY (feed, name, size, changed_at)
);

GRANT SELECT, INSERT ON sftp_file TO tenure_app;
