-- The blast-radius guard and the stop switch -------------------------------------------------------------------------------

ALTER TABLE provisioning_operation
    ADD COLUMN hold       uuid,
    ADD COLUMN held_since timestamptz,
    ADD COLUMN release    uuid,
    DROP CONSTRAINT provisioning_operation_state_check,
    ADD CONSTRAINT provisioning_operation_state_check
        CHECK (state IN ('waiting', 'running', 'done', 'withheld', 'held', 'cancelled')),
    ADD CONSTRAINT provisioning_operation_held_check
        CHECK ((hold IS NULL) = (held_since IS NULL) AND (state <> 'held' OR hold IS NOT NULL));

COMMENT ON COLUMN provisioning_operation.hold IS 'what it is held with, or was';
COMMENT ON COLUMN provisioning_operation.release IS 'held: the last proposal that is about it';

CREATE INDEX provisioning_operation_hold ON provisioning_operation (hold, position) WHERE hold IS NOT NULL;
CREATE INDEX provisioning_operation_held ON provisioning_operation (hold, account) WHERE state = 'held';
CREATE INDEX provisioning_operation_release ON provisioning_operation (release, position) WHERE release IS NOT NULL;

GRANT INSERT (hold, held_since), UPDATE (hold, held_since, release) ON provisioning_operation TO tenure_app;

-- One row for each system that changes were planned on: whoever plans one more locks it.
CREATE TABLE system_guard (
    system               uuid PRIMARY KEY,
    number               integer,
    share_percent        integer,
    window_ms            bigint,
    wanted_number        integer,
    wanted_share_percent integer,
    wanted_window_ms     bigint,
    proposed_by          text,
    proposed_at          timestamptz,
    version              bigint NOT NULL CHECK (version > 0),
    CHECK ((version = 1) = (number IS NULL)),
    CHECK (num_nulls(number, share_percent, window_ms) IN (0, 3)),
    CHECK (num_nulls(wanted_number, wanted_share_percent, wanted_window_ms, proposed_by, proposed_at) IN (0, 5)),
    CHECK (proposed_at IS NULL OR version > 1)
) WITH (fillfactor = 80);

COMMENT ON COLUMN system_guard.number IS 'null with its fellows: the usual limit';
COMMENT ON COLUMN system_guard.wanted_number IS 'with its fellows: the looser limit that waits for a second person';

GRANT SELECT, INSERT, UPDATE ON system_guard TO tenure_app;

CREATE TABLE guard_pass (
    system  uuid NOT NULL,
    account uuid NOT NULL,
    counts  boolean NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (system, account)
) WITH (fillfactor = 80);

COMMENT ON TABLE guard_pass IS 'when the guard last let an account pass';
COMMENT ON COLUMN guard_pass.counts IS 'false: two people released it';

CREATE INDEX guard_pass_counted ON guard_pass (system, at) WHERE counts;

GRANT SELECT, INSERT, UPDATE ON guard_pass TO tenure_app;

CREATE TABLE guard_hold (
    id            uuid PRIMARY KEY,
    position      bigint GENERATED ALWAYS AS IDENTITY,
    system        uuid NOT NULL,
    number        integer NOT NULL,
    share_percent integer NOT NULL,
    window_ms     bigint NOT NULL,
    allowed       bigint NOT NULL,
    counted       bigint NOT NULL,
    cause_kind    text NOT NULL,
    cause_id      uuid NOT NULL,
    opened_at     timestamptz NOT NULL,
    ended_at      timestamptz
);

COMMENT ON COLUMN guard_hold.cause_id IS 'what the change was for that was one too many';

CREATE UNIQUE INDEX guard_hold_open ON guard_hold (system) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX guard_hold_position ON guard_hold (position);
CREATE INDEX guard_hold_system ON guard_hold (system, position);
CREATE INDEX guard_hold_open_position ON guard_hold (position) WHERE ended_at IS NULL;

GRANT SELECT, INSERT (id, system, number, share_percent, window_ms, allowed, counted, cause_kind, cause_id, opened_at),
      UPDATE (ended_at)
      ON guard_hold TO tenure_app;

CREATE TABLE hold_release (
    id          uuid PRIMARY KEY,
    position    bigint GENERATED ALWAYS AS IDENTITY,
    hold        uuid NOT NULL REFERENCES guard_hold,
    whole       boolean NOT NULL,
    accounts    integer NOT NULL,
    operations  integer NOT NULL,
    reason      text NOT NULL,
    proposed_by text NOT NULL,
    proposed_at timestamptz NOT NULL,
    agreed      boolean,
    decided_by  text,
    decided_at  timestamptz,
    released    integer,
    CHECK (num_nulls(agreed, decided_by, decided_at) IN (0, 3)),
    CHECK ((released IS NOT NULL) = coalesce(agreed, false))
);

CREATE UNIQUE INDEX hold_release_waiting ON hold_release (hold) WHERE decided_at IS NULL;
CREATE INDEX hold_release_hold ON hold_release (hold, position);

GRANT SELECT, INSERT (id, hold, whole, accounts, operations, reason, proposed_by, proposed_at),
      UPDATE (agreed, decided_by, decided_at, released)
      ON hold_release TO tenure_app;

CREATE TABLE stop_switch (
    id            uuid PRIMARY KEY,
    position      bigint GENERATED ALWAYS AS IDENTITY,
    system        uuid,
    reason        text NOT NULL,
    stopped_by    text NOT NULL,
    stopped_at    timestamptz NOT NULL,
    lifted_reason text,
    lifted_by     text,
    lifted_at     timestamptz,
    CHECK (num_nulls(lifted_reason, lifted_by, lifted_at) IN (0, 3))
);

COMMENT ON COLUMN stop_switch.system IS 'null: all';

CREATE UNIQUE INDEX stop_switch_in_force ON stop_switch (system) NULLS NOT DISTINCT WHERE lifted_at IS NULL;
CREATE UNIQUE INDEX stop_switch_position ON stop_switch (position);

GRANT SELECT, INSERT (id, system, reason, stopped_by, stopped_at),
      UPDATE (lifted_reason, lifted_by, lifted_at)
      ON stop_switch TO tenure_app;
