-- People who are shut out at once, and workers whom HR's files leave out.

CREATE TABLE suspension (
    id          uuid PRIMARY KEY,
    identity    uuid NOT NULL,
    leaver_case uuid NOT NULL,
    reason      text NOT NULL,
    called_by   text NOT NULL,
    called_at   timestamptz NOT NULL,
    decide_by   timestamptz NOT NULL,
    state       text NOT NULL CHECK (state IN ('undecided', 'upheld', 'lifted')),
    decision    text,
    decider     text CHECK (decider IN ('person', 'hr-record')),
    decided_by  text,
    decided_at  timestamptz,
    version     bigint NOT NULL CHECK (version > 0),
    CHECK ((state = 'undecided') = (decision IS NULL)
           AND (state = 'undecided') = (decider IS NULL)
           AND (decider IS NOT DISTINCT FROM 'person') = (decided_by IS NOT NULL)
           AND (state = 'undecided') = (decided_at IS NULL))
);

CREATE UNIQUE INDEX suspension_standing ON suspension (identity) WHERE state <> 'lifted';
CREATE INDEX suspension_undecided ON suspension (decide_by, id) WHERE state = 'undecided';
CREATE INDEX suspension_called_at ON suspension (called_at, id);
CREATE INDEX suspension_state ON suspension (state, called_at, id);

GRANT SELECT, INSERT, UPDATE (state, decision, decider, decided_by, decided_at, version) ON suspension TO tenure_app;

CREATE TABLE suspected_leaver (
    id               uuid PRIMARY KEY,
    feed             text NOT NULL,
    worker_id        text COLLATE pg_c_utf8 NOT NULL,
    identity         uuid NOT NULL,
    snapshot         uuid NOT NULL,
    since            timestamptz NOT NULL,
    deadline         timestamptz NOT NULL,
    state            text NOT NULL CHECK (state IN ('open', 'left', 'stays', 'settled')),
    last_working_day date,
    stays_until      date,
    reason           text,
    ended_by         text,
    ended_at         timestamptz,
    overdue_noted    boolean NOT NULL DEFAULT false,
    version          bigint NOT NULL CHECK (version > 0),
    CHECK ((state = 'left') = (last_working_day IS NOT NULL)),
    CHECK ((state = 'stays') = (stays_until IS NOT NULL)),
    CHECK ((state IN ('left', 'stays')) = (reason IS NOT NULL) AND (reason IS NULL) = (ended_by IS NULL)),
    CHECK ((state = 'open') = (ended_at IS NULL))
);

CREATE UNIQUE INDEX suspected_leaver_open ON suspected_leaver (feed, worker_id) WHERE state = 'open';
CREATE INDEX suspected_leaver_stays ON suspected_leaver (feed, worker_id, stays_until) WHERE state = 'stays';
CREATE INDEX suspected_leaver_overdue ON suspected_leaver (deadline, id) WHERE state = 'open' AND NOT overdue_noted;
CREATE INDEX suspected_leaver_since ON suspected_leaver (since, id);
CREATE INDEX suspected_leaver_state ON suspected_leaver (state, since, id);

GRANT SELECT, INSERT, UPDATE (state, last_working_day, stays_until, reason, ended_by, ended_at, overdue_noted, version)
      ON suspected_leaver TO tenure_app;
