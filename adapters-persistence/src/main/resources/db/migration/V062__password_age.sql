-- When passwords were set, as targets tell it in their listings, and how old a system lets one become. An older replica that runs
-- beside this one tells nothing of passwords, and closes findings about them at its next look; this version opens them again.

ALTER TABLE staged_account
    ADD COLUMN password_set_at timestamptz;

ALTER TABLE account_sign_in
    ADD COLUMN password_set_at timestamptz;

ALTER TABLE account_sign_in ALTER COLUMN last_at DROP NOT NULL;

COMMENT ON COLUMN account_sign_in.last_at IS 'the latest that the target ever told; null where it never did';
COMMENT ON COLUMN account_sign_in.password_set_at IS 'when the password was set, as the target told last, be it earlier than before; null where it never did';

GRANT UPDATE (password_set_at) ON account_sign_in TO tenure_app;

ALTER TABLE target_system
    ADD COLUMN password_max_age_days         integer CHECK (password_max_age_days BETWEEN 1 AND 3650),
    ADD COLUMN machine_password_max_age_days integer CHECK (machine_password_max_age_days BETWEEN 1 AND 3650),
    ADD CHECK (second_factor_required IS NOT NULL OR num_nonnulls(password_max_age_days, machine_password_max_age_days) = 0);

COMMENT ON COLUMN target_system.machine_password_max_age_days IS 'of accounts that are no person''s; null where those are as all others';

ALTER TABLE finding
    ADD COLUMN password_set_at timestamptz;

COMMENT ON COLUMN finding.password_set_at IS 'when the password was set that it is about; null where it is about none';
