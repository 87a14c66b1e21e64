-- Requests that were carried out, so that a client may repeat one (Idempotency-Key).
CREATE TABLE request_key (
    caller      text NOT NULL,
    key         text NOT NULL,
    fingerprint text NOT NULL,
    created     uuid NOT NULL,
    claimed_at  timestamptz NOT NULL DEFAULT transaction_timestamp(),
    PRIMARY KEY (caller, key)
);

CREATE INDEX request_key_claimed_at ON request_key (claimed_at);

-- UPDATE is there for SELECT ... FOR UPDATE SKIP LOCKED, by which two forgetting transactions pass each other.
GRANT SELECT, INSERT, UPDATE, DELETE ON request_key TO tenure_app;
