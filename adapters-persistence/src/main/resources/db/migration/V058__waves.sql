-- Many findings that one thing is done with.

CREATE TABLE wave (
    id           uuid PRIMARY KEY,
    name         text NOT NULL,
    system       uuid,
    kind         text,
    severity     smallint,
    owner        text,
    late         boolean NOT NULL,
    text         text,
    action       text NOT NULL CHECK (action IN ('assign', 'accept', 'disable')),
    assign_to    text,
    accept_until timestamptz,
    reason       text,
    days         smallint CHECK (days BETWEEN 1 AND 180),
    findings     bigint NOT NULL,
    prepared_by  text NOT NULL,
    prepared_at  timestamptz NOT NULL,
    state        text NOT NULL CHECK (state IN ('prepared', 'under-way', 'waiting', 'withdrawing', 'done', 'withdrawn')),
    started_by   text,
    started_as   text,
    started_at   timestamptz,
    waits_until  timestamptz,
    ended_at     timestamptz,
    stopped_by   text,
    stop_reason  text,
    stopped_at   timestamptz,
    gives_back   boolean NOT NULL,
    version      bigint NOT NULL CHECK (version > 0),
    CHECK ((action = 'assign') = (assign_to IS NOT NULL)),
    CHECK ((action = 'accept') = (accept_until IS NOT NULL) AND (action = 'accept') = (reason IS NOT NULL)),
    CHECK ((action = 'disable') = (days IS NOT NULL)),
    CHECK (num_nulls(started_by, started_as, started_at) IN (0, 3)),
    CHECK (num_nulls(stopped_by, stop_reason, stopped_at) IN (0, 3)),
    CHECK ((state = 'waiting') = (waits_until IS NOT NULL)),
    CHECK ((state = 'done') = (ended_at IS NOT NULL)),
    CHECK ((state IN ('withdrawing', 'withdrawn')) = (stopped_at IS NOT NULL)),
    CHECK (state IN ('prepared', 'withdrawn') OR started_at IS NOT NULL)
);

COMMENT ON COLUMN wave.text IS 'part of the account''s name';
COMMENT ON COLUMN wave.started_as IS 'what the identity provider calls who started it: nobody decides about an account of their own';

CREATE INDEX wave_listed ON wave (prepared_at, id);
CREATE INDEX wave_state ON wave (state, prepared_at, id);
CREATE INDEX wave_live ON wave (started_at, id) WHERE state IN ('under-way', 'waiting', 'withdrawing');

GRANT SELECT, INSERT, UPDATE (state, started_by, started_as, started_at, waits_until, ended_at, stopped_by, stop_reason,
                              stopped_at, gives_back, version) ON wave TO tenure_app;

-- Without references: a hundred thousand are added at once, and nothing of it is ever removed.
CREATE TABLE wave_item (
    wave      uuid NOT NULL,
    finding   uuid NOT NULL,
    system    uuid NOT NULL,
    account   uuid NOT NULL,
    name      text COLLATE pg_c_utf8 NOT NULL,
    kind      text NOT NULL,
    severity  smallint NOT NULL,
    owner     text NOT NULL,
    state     text NOT NULL CHECK (state IN ('pending', 'planned', 'held', 'done', 'disabled', 'skipped', 'failed',
                                             'giving-back', 'given-back')),
    skip      text,
    failure   text,
    operation uuid,
    until     timestamptz,
    PRIMARY KEY (wave, finding),
    CHECK ((state = 'skipped') = (skip IS NOT NULL)),
    CHECK ((state = 'failed') = (failure IS NOT NULL)),
    CHECK ((state IN ('planned', 'held', 'giving-back')) = (operation IS NOT NULL)),
    CHECK ((state = 'disabled') = (until IS NOT NULL))
) WITH (fillfactor = 80);

COMMENT ON TABLE wave_item IS 'a finding in a wave, as it was when the wave was prepared';
COMMENT ON COLUMN wave_item.until IS 'until when it is waited for whether anybody misses the account';

CREATE INDEX wave_item_stands ON wave_item (wave, state, finding);
CREATE INDEX wave_item_listed ON wave_item (wave, lower(name), finding);
CREATE INDEX wave_item_state_listed ON wave_item (wave, state, lower(name), finding);
CREATE INDEX wave_item_account ON wave_item (wave, account);
CREATE INDEX wave_item_elsewhere ON wave_item (finding) WHERE state IN ('pending', 'planned', 'held');
CREATE INDEX wave_item_searched ON wave_item USING gin (lower(name) gin_trgm_ops);

GRANT SELECT, INSERT, MAINTAIN, UPDATE (state, skip, failure, operation, until) ON wave_item TO tenure_app;

-- What a wave no longer wants on one account is found among as many as it has.
CREATE INDEX provisioning_operation_wanted ON provisioning_operation (cause_id, account)
    WHERE state IN ('waiting', 'withheld', 'held');
