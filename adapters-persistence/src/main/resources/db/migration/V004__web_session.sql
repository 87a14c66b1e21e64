-- Signed-in browsers. The cookie holds a random handle; the row is found by the handle's hash and its tokens are encrypted
-- under a key that only the handle gives, so that this table alone opens nothing.
CREATE TABLE web_session (
    handle_hash bytea       NOT NULL PRIMARY KEY,
    tokens      bytea       NOT NULL,
    expires_at  timestamptz NOT NULL
);
CREATE INDEX web_session_expires_at ON web_session (expires_at);

GRANT SELECT, INSERT, DELETE ON web_session TO tenure_app;
