-- What brings a leaver's milestones about on an account, and what is to be gone from it. Empty where a version wrote the row that
-- knew one step for each milestone; then the milestones tell what was shown.

ALTER TABLE leaver_case_account
    ADD COLUMN steps jsonb,
    ADD COLUMN artefacts jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN sign_ins jsonb;

COMMENT ON COLUMN leaver_case_account.steps IS 'the steps that are needed, and when the target showed which';
COMMENT ON COLUMN leaver_case_account.artefacts IS 'sessions, credentials and second factors: found when, gone when';
COMMENT ON COLUMN leaver_case_account.sign_ins IS 'what is known of sign-ins since the clock started';

-- Where accounts come from -----------------------------------------------------------------------------------------------------

ALTER TABLE target_system
    ADD COLUMN mastered_by uuid,
    ADD COLUMN synchronised_every_ms bigint CHECK (synchronised_every_ms > 0),
    ADD CHECK (mastered_by <> id),
    ADD CHECK ((mastered_by IS NULL) = (synchronised_every_ms IS NULL));

COMMENT ON COLUMN target_system.mastered_by IS 'the system whose accounts are synchronised to it';
