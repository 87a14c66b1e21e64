-- HR systems that send signed deliveries, and what became of each delivery.

CREATE TABLE webhook_source (
    name         text PRIMARY KEY,
    zone         text NOT NULL,
    clock        text NOT NULL,
    joined_by    text NOT NULL,
    vendor       text NOT NULL,
    secrets      text[] NOT NULL CHECK (cardinality(secrets) BETWEEN 1 AND 2),
    tolerance_ms bigint NOT NULL,
    api_address  text,
    api_token    text,
    pointers     jsonb NOT NULL,
    enabled      boolean NOT NULL,
    version      bigint NOT NULL CHECK (version > 0),
    CHECK ((api_address IS NULL) = (api_token IS NULL))
);

GRANT SELECT, INSERT, UPDATE ON webhook_source TO tenure_app;

-- What one delivery says of one worker. The facts are personal and stand here only while they are needed.
CREATE TABLE webhook_delivery (
    id             uuid PRIMARY KEY,
    position       bigint GENERATED ALWAYS AS IDENTITY,
    source         text NOT NULL,
    sha256         text NOT NULL CHECK (length(sha256) = 64),
    received_at    timestamptz NOT NULL,
    event          text,
    worker         text COLLATE pg_c_utf8,
    immediate      boolean NOT NULL,
    said_at        timestamptz,
    facts          jsonb,
    state          text NOT NULL CHECK (state IN ('received', 'taken', 'refused', 'set-aside', 'ignored')),
    attempts       integer NOT NULL,
    own_faults     integer NOT NULL,
    due_at         timestamptz,
    last           text,
    escalation     integer NOT NULL,
    fields         text[] NOT NULL,
    reasons        text[] NOT NULL,
    ended_at       timestamptz,
    CHECK ((state = 'received') = (due_at IS NOT NULL)),
    CHECK ((state = 'received') = (ended_at IS NULL)),
    CHECK (state IN ('received', 'set-aside') OR facts IS NULL),
    CHECK (cardinality(fields) = cardinality(reasons))
);

CREATE UNIQUE INDEX webhook_delivery_position ON webhook_delivery (position);
CREATE INDEX webhook_delivery_source ON webhook_delivery (source, position);
CREATE INDEX webhook_delivery_state ON webhook_delivery (state, position);
CREATE INDEX webhook_delivery_due ON webhook_delivery (source, due_at, position) WHERE state = 'received';
CREATE INDEX webhook_delivery_taken ON webhook_delivery (source, worker, ended_at) WHERE state = 'taken';

GRANT SELECT, INSERT,
      UPDATE (facts, state, attempts, own_faults, due_at, last, escalation, fields, reasons, ended_at)
      ON webhook_delivery TO tenure_app;

-- Everything by which a delivery is known again. Kept for good: vendors that sign no time can be replayed for good.
CREATE TABLE webhook_key (
    source   text NOT NULL,
    key      text NOT NULL,
    delivery uuid NOT NULL,
    PRIMARY KEY (source, key)
);

GRANT SELECT, INSERT, UPDATE (delivery) ON webhook_key TO tenure_app;

-- Who is to be shut out at once, as a source said; until the source shows no ending of theirs any more.
CREATE TABLE webhook_notice (
    source text NOT NULL,
    worker text COLLATE pg_c_utf8 NOT NULL,
    at     timestamptz NOT NULL,
    PRIMARY KEY (source, worker)
);

GRANT SELECT, INSERT, UPDATE (at), DELETE ON webhook_notice TO tenure_app;
