-- What was done by hand on a target that cannot show it, as one person states it and another confirms it.

CREATE TABLE statement (
    id           uuid PRIMARY KEY,
    leaver_case  uuid NOT NULL,
    identity     uuid NOT NULL,
    system       uuid NOT NULL,
    account      uuid,
    account_name text,
    step         text,
    done_at      timestamptz NOT NULL,
    evidence     text,
    ticket       text,
    reason       text NOT NULL,
    stated_by    text NOT NULL,
    stated_at    timestamptz NOT NULL,
    state        text NOT NULL CHECK (state IN ('stated', 'confirmed', 'declined', 'slipped', 'shown', 'lapsed')),
    decided_by   text,
    decided_at   timestamptz,
    ended_at     timestamptz,
    version      bigint NOT NULL CHECK (version > 0),
    CHECK ((account IS NULL) = (step IS NULL) AND (account IS NULL) = (account_name IS NULL)),
    CHECK (evidence IS NOT NULL OR ticket IS NOT NULL),
    CHECK (done_at <= stated_at),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK (state NOT IN ('confirmed', 'declined', 'slipped') OR decided_by IS NOT NULL),
    CHECK (state NOT IN ('stated', 'lapsed') OR decided_by IS NULL),
    CHECK (state = 'declined' OR decided_by <> stated_by),
    CHECK ((state IN ('slipped', 'shown', 'lapsed')) = (ended_at IS NOT NULL))
);

COMMENT ON TABLE statement IS 'what people say was done by hand; never a verification';
COMMENT ON COLUMN statement.step IS 'the step on the account; without one the target as a whole was looked through';
COMMENT ON COLUMN statement.ended_at IS 'when the target showed it or otherwise, or the case ended';

CREATE INDEX statement_leaver_case ON statement (leaver_case, stated_at);
CREATE INDEX statement_stated_at ON statement (stated_at, id);
CREATE INDEX statement_state ON statement (state, stated_at, id);

GRANT SELECT, INSERT, UPDATE (state, decided_by, decided_at, ended_at, version) ON statement TO tenure_app;

-- A milestone of which something is stated and not shown is in a state of its own.

ALTER TABLE leaver_case_account
    DROP CONSTRAINT leaver_case_account_blocked_state_check,
    DROP CONSTRAINT leaver_case_account_contained_state_check,
    DROP CONSTRAINT leaver_case_account_clean_state_check,
    DROP CONSTRAINT leaver_case_account_check,
    DROP CONSTRAINT leaver_case_account_check1,
    DROP CONSTRAINT leaver_case_account_check2,
    ADD CHECK (blocked_state IN ('due', 'stated', 'verified', 'left-alone', 'withheld')),
    ADD CHECK (contained_state IN ('due', 'stated', 'verified', 'left-alone', 'withheld')),
    ADD CHECK (clean_state IN ('due', 'stated', 'verified', 'left-alone', 'withheld')),
    ADD CHECK ((blocked_state IN ('stated', 'verified')) = (blocked_at IS NOT NULL)),
    ADD CHECK ((contained_state IN ('stated', 'verified')) = (contained_at IS NOT NULL)),
    ADD CHECK ((clean_state IN ('stated', 'verified')) = (clean_at IS NOT NULL)),
    ADD COLUMN stated jsonb NOT NULL DEFAULT '{}';

COMMENT ON COLUMN leaver_case_account.stated IS 'what two people state of steps that the target has not shown';

ALTER TABLE leaver_case_system ADD COLUMN stated jsonb;

COMMENT ON COLUMN leaver_case_system.stated IS 'that two people looked through a target that could not be listed';
COMMENT ON COLUMN leaver_case.next_deadline IS
    'open: the earliest deadline of a milestone neither verified nor stated, or of a system neither listed nor stated';
