-- What stood on an account before access was taken away, and giving it back.

CREATE TABLE operation_pre_image (
    operation   uuid PRIMARY KEY,
    sign_in     text NOT NULL CHECK (sign_in IN ('enabled', 'disabled', 'unknown')),
    memberships jsonb NOT NULL,
    kept_at     timestamptz NOT NULL
);

COMMENT ON TABLE operation_pre_image IS 'committed before the change is sent; of several attempts, what the first saw and every membership';

GRANT SELECT, INSERT, UPDATE (memberships) ON operation_pre_image TO tenure_app;

CREATE TABLE undo (
    id           uuid PRIMARY KEY,
    leaver_case  uuid NOT NULL,
    identity     uuid NOT NULL,
    gifts        jsonb NOT NULL,
    losses       jsonb NOT NULL,
    reason       text NOT NULL,
    proposed_by  text NOT NULL,
    proposed_at  timestamptz NOT NULL,
    state        text NOT NULL CHECK (state IN ('proposed', 'declined', 'confirmed', 'completed')),
    decided_by   text,
    decided_at   timestamptz,
    parts        jsonb,
    completed_at timestamptz,
    version      bigint NOT NULL CHECK (version > 0),
    CHECK ((state = 'proposed') = (decided_by IS NULL) AND (state = 'proposed') = (decided_at IS NULL)),
    CHECK ((state IN ('confirmed', 'completed')) = (parts IS NOT NULL)),
    CHECK ((state = 'completed') = (completed_at IS NOT NULL)),
    CHECK (state NOT IN ('confirmed', 'completed') OR decided_by <> proposed_by)
);

COMMENT ON COLUMN undo.gifts IS 'what would have been given back when it was proposed';
COMMENT ON COLUMN undo.losses IS 'what does not come back and has to be issued anew';
COMMENT ON COLUMN undo.parts IS 'what is given back, and how far each of it is';

CREATE INDEX undo_leaver_case ON undo (leaver_case, proposed_at);
CREATE INDEX undo_under_way ON undo (proposed_at) WHERE state = 'confirmed';

GRANT SELECT, INSERT, UPDATE (state, decided_by, decided_at, parts, completed_at, version) ON undo TO tenure_app;

-- What must not be destroyed ----------------------------------------------------------------------------------------------------

CREATE TABLE legal_hold (
    id           uuid PRIMARY KEY,
    identity     uuid NOT NULL,
    reason       text NOT NULL,
    placed_by    text NOT NULL,
    placed_at    timestamptz NOT NULL,
    state        text NOT NULL CHECK (state IN ('in-force', 'lifting', 'lifted')),
    lift_reason  text,
    lift_by      text,
    lift_at      timestamptz,
    confirmed_by text,
    confirmed_at timestamptz,
    version      bigint NOT NULL CHECK (version > 0),
    CHECK ((state = 'in-force') = (lift_reason IS NULL)
           AND (lift_reason IS NULL) = (lift_by IS NULL) AND (lift_reason IS NULL) = (lift_at IS NULL)),
    CHECK ((state = 'lifted') = (confirmed_by IS NOT NULL) AND (confirmed_by IS NULL) = (confirmed_at IS NULL)),
    CHECK (confirmed_by <> lift_by)
);

CREATE INDEX legal_hold_standing ON legal_hold (identity, placed_at) WHERE state <> 'lifted';
CREATE INDEX legal_hold_placed_at ON legal_hold (placed_at, id);
CREATE INDEX legal_hold_state ON legal_hold (state, placed_at, id);

GRANT SELECT, INSERT, UPDATE (state, lift_reason, lift_by, lift_at, confirmed_by, confirmed_at, version) ON legal_hold
   TO tenure_app;
