-- What is asked of how accounts of a system are signed in to.

ALTER TABLE target_system
    ADD COLUMN second_factor_required boolean,
    ADD COLUMN key_max_age_days       integer CHECK (key_max_age_days BETWEEN 1 AND 3650),
    ADD COLUMN weak_factors           text[],
    ADD COLUMN through_provider       text[],
    ADD CHECK ((second_factor_required IS NULL) = (weak_factors IS NULL)),
    ADD CHECK (second_factor_required IS NOT NULL OR num_nonnulls(key_max_age_days, through_provider) = 0);

COMMENT ON COLUMN target_system.second_factor_required IS 'null where nothing is asked';
COMMENT ON COLUMN target_system.through_provider IS 'ways to sign in that count as through the identity provider; null where any may be used';
