-- What leavers owned, and who has it now.

CREATE TABLE hand_over (
    id          uuid PRIMARY KEY,
    leaver_case uuid NOT NULL,
    leaver      uuid NOT NULL,
    kind        text NOT NULL,
    thing       uuid NOT NULL,
    name        text COLLATE pg_c_utf8 NOT NULL,
    proposed    uuid,
    opened_at   timestamptz NOT NULL,
    due_at      timestamptz NOT NULL,
    state       text NOT NULL CHECK (state IN ('due', 'handed-over', 'lapsed')),
    late_told   boolean NOT NULL DEFAULT false,
    successor   uuid CHECK (successor <> leaver),
    decided_by  text,
    reason      text,
    why         text CHECK (why IN ('not-theirs', 'case-withdrawn')),
    ended_at    timestamptz,
    version     bigint NOT NULL CHECK (version > 0),
    CHECK (num_nulls(successor, decided_by, reason) IN (0, 3)),
    CHECK ((state = 'handed-over') = (successor IS NOT NULL)),
    CHECK ((state = 'lapsed') = (why IS NOT NULL)),
    CHECK ((state = 'due') = (ended_at IS NULL))
);

COMMENT ON COLUMN hand_over.thing IS 'of the table that the kind names';
COMMENT ON COLUMN hand_over.name IS 'what people called it when the hand-over began';
COMMENT ON COLUMN hand_over.proposed IS 'the nearest manager who can act';

CREATE UNIQUE INDEX hand_over_stands ON hand_over (leaver_case, kind, thing) WHERE state = 'due';
CREATE INDEX hand_over_case ON hand_over (leaver_case, name, id);
CREATE INDEX hand_over_overdue ON hand_over (due_at, id) WHERE state = 'due' AND NOT late_told;
CREATE INDEX hand_over_due ON hand_over (due_at, id);
CREATE INDEX hand_over_listed ON hand_over (state, due_at, id);
CREATE INDEX hand_over_leaver ON hand_over (leaver, due_at, id);
CREATE INDEX hand_over_proposed ON hand_over (proposed, due_at, id) WHERE proposed IS NOT NULL;

GRANT SELECT, INSERT, UPDATE (proposed, state, late_told, successor, decided_by, reason, why, ended_at, version)
      ON hand_over TO tenure_app;
