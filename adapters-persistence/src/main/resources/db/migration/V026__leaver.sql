-- What people say is privileged --------------------------------------------------------------------------------------------

CREATE TABLE privilege_mark (
    id        uuid PRIMARY KEY,
    position  bigint GENERATED ALWAYS AS IDENTITY,
    system    uuid NOT NULL,
    thing     text NOT NULL CHECK (thing IN ('account', 'entitlement')),
    native_id text COLLATE pg_c_utf8 NOT NULL,
    name      text NOT NULL,
    reason    text NOT NULL,
    marked_by text NOT NULL,
    marked_at timestamptz NOT NULL,
    end_reason text,
    ended_by  text,
    ended_at  timestamptz,
    CHECK (num_nulls(end_reason, ended_by, ended_at) IN (0, 3))
);

CREATE UNIQUE INDEX privilege_mark_in_force ON privilege_mark (system, thing, native_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX privilege_mark_position ON privilege_mark (position);
CREATE INDEX privilege_mark_system ON privilege_mark (system, position);

-- Nothing else: what was said stays as it was said.
GRANT SELECT, INSERT (id, system, thing, native_id, name, reason, marked_by, marked_at),
      UPDATE (end_reason, ended_by, ended_at)
      ON privilege_mark TO tenure_app;

ALTER TABLE account ADD COLUMN privileged_at timestamptz;

COMMENT ON COLUMN account.privileged_at IS 'when it was last known to be privileged';

CREATE INDEX account_privileged_of ON account (identity) WHERE identity IS NOT NULL AND privileged_at IS NOT NULL;

ALTER TABLE leaver_case ADD COLUMN privileges jsonb NOT NULL DEFAULT '[]';

COMMENT ON COLUMN leaver_case.privileges IS 'the privileged access that was held when the case opened, or lately';

-- Escalations ---------------------------------------------------------------------------------------------------------------

CREATE TABLE leaver_escalation (
    leaver_case uuid NOT NULL REFERENCES leaver_case,
    number      bigint GENERATED ALWAYS AS IDENTITY,
    system      uuid NOT NULL,
    account     uuid,
    milestone   text,
    percent     smallint NOT NULL CHECK (percent IN (50, 80, 100)),
    deadline    timestamptz NOT NULL,
    noted_at    timestamptz NOT NULL,
    PRIMARY KEY (leaver_case, number)
);

CREATE UNIQUE INDEX leaver_escalation_once ON leaver_escalation (leaver_case, system, account, milestone, percent)
    NULLS NOT DISTINCT;

-- Nothing else: what was told is never changed and never removed.
GRANT SELECT, INSERT (leaver_case, system, account, milestone, percent, deadline, noted_at)
      ON leaver_escalation TO tenure_app;

ALTER TABLE leaver_case ADD COLUMN next_escalation timestamptz,
    ADD CHECK (state = 'open' OR next_escalation IS NULL);

COMMENT ON COLUMN leaver_case.next_escalation IS 'open: after when a level may be reached that was not told';

CREATE INDEX leaver_case_next_escalation ON leaver_case (next_escalation, id)
       WHERE state = 'open' AND next_escalation IS NOT NULL;
