-- Credentials that their target issues: a rotation has it make another, switches the old one off, and takes it away later.

ALTER TABLE shared_secret ADD COLUMN credential text;
ALTER TABLE shared_secret ADD COLUMN off_for_ms bigint CHECK (off_for_ms >= 0);
ALTER TABLE shared_secret ADD CHECK (credential IS NULL OR account IS NOT NULL);
ALTER TABLE shared_secret ADD CHECK ((credential IS NULL) = (off_for_ms IS NULL));

COMMENT ON COLUMN shared_secret.credential IS 'which of the account''s credentials it is, by the target''s id; none where it is its password';
COMMENT ON COLUMN shared_secret.off_for_ms IS 'how long an old credential stays switched off before it is gone';

GRANT UPDATE (credential, off_for_ms) ON shared_secret TO tenure_app;

ALTER TABLE secret_rotation DROP CONSTRAINT secret_rotation_state_check;
ALTER TABLE secret_rotation ADD CONSTRAINT secret_rotation_state_check
    CHECK (state IN ('due', 'issuing', 'new-added', 'in-use', 'revoking', 'old-off', 'revocation-stated', 'old-revoked', 'cancelled'));
ALTER TABLE secret_rotation ADD CHECK (state <> 'issuing' OR operation IS NOT NULL);

ALTER TABLE secret_rotation ADD COLUMN off_since timestamptz;
ALTER TABLE secret_rotation ADD COLUMN off_until timestamptz;
ALTER TABLE secret_rotation ADD COLUMN held_at timestamptz;
ALTER TABLE secret_rotation ADD COLUMN held_by text;
ALTER TABLE secret_rotation ADD CHECK ((state = 'old-off') = (off_since IS NOT NULL) AND (state = 'old-off') = (off_until IS NOT NULL));
ALTER TABLE secret_rotation ADD CHECK (held_at IS NULL OR state = 'in-use');
ALTER TABLE secret_rotation ADD CHECK (held_by IS NULL OR held_at IS NOT NULL);

COMMENT ON COLUMN secret_rotation.off_until IS 'when the old credential, which is switched off, is to go';
COMMENT ON COLUMN secret_rotation.held_at IS 'since when the old credential stays: by whom it was switched on again, or, by nobody, when it was still used';

DROP INDEX secret_rotation_under_way;
CREATE UNIQUE INDEX secret_rotation_under_way ON secret_rotation (secret)
    WHERE state IN ('issuing', 'new-added', 'in-use', 'revoking', 'old-off', 'revocation-stated');
CREATE INDEX secret_rotation_off_until ON secret_rotation (off_until, id) WHERE state = 'old-off';

GRANT UPDATE (off_since, off_until, held_at, held_by) ON secret_rotation TO tenure_app;
