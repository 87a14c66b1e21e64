-- People, systems, what systems hold, what is to be done on them, and the cases of leavers.
--
-- Text that is sorted or compared without regard to case has the collation pg_c_utf8: it is part of PostgreSQL, so that
-- two databases sort and fold alike whatever their operating systems know. No foreign key crosses from one capability to
-- another: each is written by its own adapter, and nothing of these tables is ever deleted but what was staged.

-- Part of PostgreSQL's own distribution and trusted: the owner of a database may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- A UUIDv7 (RFC 9562 section 5.7), for rows that a set-based statement adds.
CREATE FUNCTION next_id() RETURNS uuid
    LANGUAGE sql VOLATILE
    RETURN encode(
        set_bit(set_bit(
            overlay(uuid_send(gen_random_uuid())
                    PLACING substring(int8send(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
                    FROM 1 FOR 6),
            52, 1), 53, 1),
        'hex')::uuid;

REVOKE ALL ON FUNCTION next_id() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION next_id() TO tenure_app;

-- Systems ----------------------------------------------------------------------------------------------------------------

CREATE TABLE target_system (
    id                      uuid PRIMARY KEY,
    name                    text COLLATE pg_c_utf8 NOT NULL,
    owner                   text NOT NULL,
    sensitivity             text NOT NULL,
    criticality             text NOT NULL,
    frameworks              text[] NOT NULL,
    provisioning            text NOT NULL,
    review_cadence_days     integer NOT NULL,
    sla_standard_ms         bigint NOT NULL,
    sla_privileged_ms       bigint NOT NULL,
    sla_clean_ms            bigint NOT NULL,
    identity_provider       boolean NOT NULL,
    connector_kind          text NOT NULL,
    connector_settings      jsonb NOT NULL,
    connector_secrets       jsonb NOT NULL,
    correlation_attribute   text NOT NULL,
    correlation_with        text NOT NULL CHECK (correlation_with IN ('WORKER_ID', 'EMAIL')),
    privileged_entitlements text[] COLLATE pg_c_utf8 NOT NULL,
    concurrency             integer NOT NULL,
    per_minute              integer NOT NULL,
    call_timeout_ms         bigint NOT NULL,
    mode                    text NOT NULL CHECK (mode IN ('observe', 'notify', 'act')),
    registered_at           timestamptz NOT NULL,
    redirected_at           timestamptz NOT NULL,
    baseline_at             timestamptz,
    version                 bigint NOT NULL CHECK (version > 0)
);

COMMENT ON COLUMN target_system.connector_secrets IS 'references to secrets by name, never a secret';
COMMENT ON COLUMN target_system.redirected_at IS 'since when connector and correlation are what they are';
COMMENT ON COLUMN target_system.baseline_at IS 'when the first read to the end since then was taken; null until there was one';

CREATE UNIQUE INDEX target_system_name ON target_system (lower(name));

GRANT SELECT, INSERT, UPDATE ON target_system TO tenure_app;

CREATE TABLE mode_change (
    id          uuid PRIMARY KEY,
    system      uuid NOT NULL,
    mode_from   text NOT NULL,
    mode_to     text NOT NULL,
    proposed_by text NOT NULL,
    proposed_at timestamptz NOT NULL,
    state       text NOT NULL CHECK (state IN ('proposed', 'confirmed', 'declined')),
    ended_by    text,
    ended_at    timestamptz,
    CHECK ((state = 'proposed') = (ended_by IS NULL) AND (state = 'proposed') = (ended_at IS NULL))
);

CREATE INDEX mode_change_system ON mode_change (system, proposed_at, id);
CREATE UNIQUE INDEX mode_change_waiting ON mode_change (system) WHERE state = 'proposed';

GRANT SELECT, INSERT, UPDATE (state, ended_by, ended_at) ON mode_change TO tenure_app;

-- People -----------------------------------------------------------------------------------------------------------------

CREATE TABLE identity (
    id                  uuid PRIMARY KEY,
    feed                text NOT NULL,
    worker_id           text COLLATE pg_c_utf8 NOT NULL,
    kind                text NOT NULL,
    given_name          text COLLATE pg_c_utf8 NOT NULL,
    family_name         text COLLATE pg_c_utf8 NOT NULL,
    email               text COLLATE pg_c_utf8,
    department          text,
    title               text,
    manager_worker_id   text,
    location            text,
    zone                text NOT NULL,
    state               text NOT NULL CHECK (state IN ('expected', 'active', 'on-leave', 'termination-scheduled',
                                                       'garden-leave', 'ended', 'cancelled')),
    meanwhile           text CHECK (meanwhile IN ('expected', 'active', 'on-leave')),
    tenure_number       integer NOT NULL CHECK (tenure_number > 0),
    tenure_origin       text NOT NULL CHECK (tenure_origin IN ('HIRED', 'REHIRED', 'CONVERTED')),
    start_date          date NOT NULL,
    leave_from          date,
    leave_until         date,
    last_working_day    date,
    effective_date      date,
    immediate_notice_at timestamptz,
    entered_at          timestamptz,
    clock_policy        text,
    received_at         timestamptz,
    out_at              timestamptz,
    next_due            timestamptz,
    version             bigint NOT NULL CHECK (version > 0),
    -- The separator keeps a search from matching across two facts.
    searched            text COLLATE pg_c_utf8 NOT NULL GENERATED ALWAYS AS (
        lower(given_name || ' ' || family_name || chr(31) || worker_id || chr(31) || coalesce(email, ''))) STORED,
    CHECK ((state = 'termination-scheduled') = (meanwhile IS NOT NULL)),
    CHECK ((state IN ('termination-scheduled', 'garden-leave', 'ended')) = (last_working_day IS NOT NULL)),
    CHECK ((last_working_day IS NULL) = (clock_policy IS NULL)),
    CHECK ((last_working_day IS NOT NULL OR state = 'cancelled') = (received_at IS NOT NULL)),
    CHECK ((state IN ('garden-leave', 'ended', 'cancelled')) = (out_at IS NOT NULL)),
    CHECK ((state = 'on-leave' OR meanwhile IS NOT DISTINCT FROM 'on-leave') = (leave_from IS NOT NULL))
);

COMMENT ON COLUMN identity.meanwhile IS 'how somebody stands whose end is known';
COMMENT ON COLUMN identity.next_due IS 'when the passing of time next changes the state';

CREATE UNIQUE INDEX identity_key ON identity (feed, worker_id);
CREATE INDEX identity_worker_id ON identity (worker_id);
CREATE INDEX identity_email ON identity (lower(email)) WHERE email IS NOT NULL;
CREATE INDEX identity_next_due ON identity (next_due, id) WHERE next_due IS NOT NULL;
CREATE INDEX identity_searched ON identity USING gin (searched gin_trgm_ops);
CREATE INDEX identity_name ON identity (lower(family_name), lower(given_name), id);
-- Few people stand here at a time, and a page of them must not look through everybody.
CREATE INDEX identity_expected ON identity (lower(family_name), lower(given_name), id)
    WHERE state = 'expected' OR meanwhile = 'expected';
CREATE INDEX identity_leaving ON identity (lower(family_name), lower(given_name), id) WHERE state = 'termination-scheduled';
CREATE INDEX identity_on_leave ON identity (lower(family_name), lower(given_name), id)
    WHERE state = 'on-leave' OR meanwhile = 'on-leave';
CREATE INDEX identity_left ON identity (lower(family_name), lower(given_name), id)
    WHERE state IN ('garden-leave', 'ended', 'cancelled');

GRANT SELECT, INSERT, UPDATE ON identity TO tenure_app;

CREATE TABLE identity_history (
    identity            uuid NOT NULL REFERENCES identity,
    number              bigint NOT NULL,
    known_from          timestamptz NOT NULL,
    source              text NOT NULL,
    change              text NOT NULL,
    kind                text NOT NULL,
    given_name          text NOT NULL,
    family_name         text NOT NULL,
    email               text,
    department          text,
    title               text,
    manager_worker_id   text,
    location            text,
    zone                text NOT NULL,
    state               text NOT NULL,
    meanwhile           text,
    tenure_number       integer NOT NULL,
    tenure_origin       text NOT NULL,
    start_date          date NOT NULL,
    leave_from          date,
    leave_until         date,
    last_working_day    date,
    effective_date      date,
    immediate_notice_at timestamptz,
    entered_at          timestamptz,
    clock_policy        text,
    received_at         timestamptz,
    out_at              timestamptz,
    PRIMARY KEY (identity, number)
);

COMMENT ON COLUMN identity_history.number IS 'the version that the identity got with this line';

-- Nothing else: a line of history is never changed and never removed.
GRANT SELECT, INSERT ON identity_history TO tenure_app;

-- What sources said -------------------------------------------------------------------------------------------------------

CREATE TABLE worker_source (
    name text PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('FILE', 'SCIM', 'WEBHOOK', 'REGISTER'))
);

GRANT SELECT, INSERT ON worker_source TO tenure_app;

-- Whom a source means by its own id. An identity is added after its first statement, in the same transaction.
CREATE TABLE worker_key (
    feed      text NOT NULL,
    worker_id text COLLATE pg_c_utf8 NOT NULL,
    identity  uuid NOT NULL,
    PRIMARY KEY (feed, worker_id)
);

CREATE INDEX worker_key_identity ON worker_key (identity);
CREATE INDEX worker_key_worker_id ON worker_key (worker_id);

GRANT SELECT, INSERT ON worker_key TO tenure_app;

CREATE TABLE worker_statement (
    number       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    identity     uuid NOT NULL,
    feed         text NOT NULL,
    worker_id    text COLLATE pg_c_utf8 NOT NULL,
    as_of        timestamptz,
    received_at  timestamptz NOT NULL,
    version      integer NOT NULL,
    record       jsonb NOT NULL,
    content_hash bytea NOT NULL CHECK (octet_length(content_hash) = 32)
);

COMMENT ON TABLE worker_statement IS 'everything a source ever said of a worker; only added to';
COMMENT ON COLUMN worker_statement.version IS 'of the shape of the record';

CREATE INDEX worker_statement_identity ON worker_statement (identity, number);
-- The same for the same time is said once; it makes two transactions that say it wait for each other.
CREATE UNIQUE INDEX worker_statement_said ON worker_statement (feed, worker_id, as_of, content_hash) WHERE as_of IS NOT NULL;
CREATE INDEX worker_statement_last ON worker_statement (feed, worker_id, number);

-- Nothing else: what was said is never changed and never removed.
GRANT SELECT, INSERT ON worker_statement TO tenure_app;

CREATE TABLE attribute_authority (
    only_one   boolean PRIMARY KEY CHECK (only_one),
    sources    text[] NOT NULL,
    exceptions jsonb NOT NULL,
    version    bigint NOT NULL CHECK (version > 0)
);

GRANT SELECT, INSERT, UPDATE (sources, exceptions, version) ON attribute_authority TO tenure_app;

CREATE TABLE source_conflict (
    identity  uuid NOT NULL,
    number    bigint GENERATED ALWAYS AS IDENTITY,
    attribute text NOT NULL,
    believed  text NOT NULL,
    other     text NOT NULL,
    began_at  timestamptz NOT NULL,
    ended_at  timestamptz,
    PRIMARY KEY (identity, number)
);

CREATE UNIQUE INDEX source_conflict_open ON source_conflict (identity, attribute, believed, other) WHERE ended_at IS NULL;
CREATE INDEX source_conflict_since ON source_conflict (began_at, number) WHERE ended_at IS NULL;
CREATE INDEX source_conflict_attribute ON source_conflict (attribute, began_at, number) WHERE ended_at IS NULL;
CREATE INDEX source_conflict_believed ON source_conflict (believed, began_at, number) WHERE ended_at IS NULL;
CREATE INDEX source_conflict_other ON source_conflict (other, began_at, number) WHERE ended_at IS NULL;

GRANT SELECT, INSERT, UPDATE (ended_at) ON source_conflict TO tenure_app;

-- Worker feeds -----------------------------------------------------------------------------------------------------------

CREATE TABLE worker_feed (
    name         text PRIMARY KEY,
    headers      jsonb NOT NULL,
    expressions  jsonb NOT NULL,
    words        jsonb NOT NULL,
    separator    text CHECK (length(separator) = 1),
    quote        text NOT NULL CHECK (length(quote) = 1),
    charset      text NOT NULL,
    date_patterns jsonb NOT NULL,
    content      text NOT NULL CHECK (content IN ('SNAPSHOT', 'DELTA')),
    taking       text NOT NULL CHECK (taking IN ('AT_ONCE', 'AFTER_PREVIEW')),
    zone         text NOT NULL,
    clock_policy text NOT NULL,
    recognise_by text NOT NULL,
    version      bigint NOT NULL CHECK (version > 0)
);

COMMENT ON COLUMN worker_feed.separator IS 'null where each file''s header decides';
COMMENT ON COLUMN worker_feed.words IS 'by fact, a dot and the source''s word in lower case';
COMMENT ON COLUMN worker_feed.date_patterns IS 'by the order in which they are tried, from 0';

GRANT SELECT, INSERT, UPDATE ON worker_feed TO tenure_app;

CREATE TABLE worker_snapshot (
    id              uuid PRIMARY KEY,
    feed            text NOT NULL,
    sent_by         text NOT NULL,
    received_at     timestamptz NOT NULL,
    state           text NOT NULL CHECK (state IN ('arriving', 'previewing', 'previewed', 'received', 'applied', 'refused',
                                                   'repeated', 'discarded')),
    digest          text,
    feed_version    bigint,
    content         text,
    remarks         text[] NOT NULL DEFAULT '{}',
    row_count       bigint,
    good            bigint,
    rejected        bigint,
    changed         bigint,
    absent          bigint,
    previewed_at    timestamptz,
    would_be_new    bigint,
    would_leave     bigint,
    would_return    bigint,
    would_change    bigint,
    would_leave_later bigint,
    would_stay      bigint,
    decided_by      text,
    decided_at      timestamptz,
    applied_at      timestamptz,
    reason          text,
    first           uuid,
    CHECK ((state IN ('previewing', 'previewed', 'received', 'applied', 'discarded')) = (row_count IS NOT NULL)),
    CHECK (state <> 'previewed' OR previewed_at IS NOT NULL),
    CHECK ((state = 'applied') = (applied_at IS NOT NULL)),
    CHECK ((state = 'refused') = (reason IS NOT NULL)),
    CHECK ((state = 'repeated') = (first IS NOT NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK (state <> 'discarded' OR decided_by IS NOT NULL)
);

COMMENT ON COLUMN worker_snapshot.first IS 'the file in force, which this one repeats byte by byte';
COMMENT ON COLUMN worker_snapshot.would_leave_later IS 'confidential';

CREATE INDEX worker_snapshot_received_at ON worker_snapshot (received_at, id);
CREATE INDEX worker_snapshot_of_feed ON worker_snapshot (feed, received_at, id);
CREATE INDEX worker_snapshot_waiting ON worker_snapshot (feed, received_at, id) WHERE state = 'received';
CREATE INDEX worker_snapshot_taken ON worker_snapshot (feed, received_at, id) WHERE state IN ('received', 'applied');
CREATE INDEX worker_snapshot_previewing ON worker_snapshot (received_at, id) WHERE state = 'previewing';

GRANT SELECT, INSERT, UPDATE (state, digest, feed_version, content, remarks, row_count, good, rejected, changed, absent,
                              previewed_at, would_be_new, would_leave, would_return, would_change, would_leave_later,
                              would_stay, decided_by, decided_at, applied_at, reason, first)
      ON worker_snapshot TO tenure_app;

-- The rows of files that are not applied yet; removed with the end of the snapshot. Logged, since a crash between two
-- batches must not leave half a file that looks whole.
CREATE TABLE worker_row (
    snapshot            uuid NOT NULL REFERENCES worker_snapshot,
    line                bigint NOT NULL,
    worker_id           text COLLATE pg_c_utf8 NOT NULL,
    kind                text NOT NULL CHECK (kind IN ('record', 'gone', 'rejected')),
    version             integer,
    record              jsonb,
    content_hash        bytea CHECK (octet_length(content_hash) = 32),
    duplicate           boolean NOT NULL DEFAULT false,
    taken               boolean NOT NULL DEFAULT false,
    aside               boolean NOT NULL DEFAULT false,
    effect              text CHECK (effect IN ('FRESH', 'LEAVING', 'RETURNING', 'CHANGED', 'LEAVING_LATER', 'UNCHANGED')),
    PRIMARY KEY (snapshot, line),
    CHECK ((kind = 'record') = (record IS NOT NULL) AND (record IS NULL) = (version IS NULL)
           AND (record IS NULL) = (content_hash IS NULL))
);

COMMENT ON COLUMN worker_row.kind IS 'a worker stands in the file even on a row that brings no record';
COMMENT ON COLUMN worker_row.effect IS 'what it would do, while its file waits for a person; LEAVING_LATER is confidential';

CREATE INDEX worker_row_worker ON worker_row (snapshot, worker_id);
CREATE INDEX worker_row_waiting ON worker_row (snapshot, line)
       WHERE kind = 'record' AND NOT taken AND NOT duplicate AND NOT aside;
CREATE INDEX worker_row_done ON worker_row (snapshot, line) WHERE taken OR aside;
CREATE INDEX worker_row_effect ON worker_row (snapshot, effect, line) WHERE effect IS NOT NULL AND effect <> 'UNCHANGED';

GRANT SELECT, INSERT, UPDATE (duplicate, taken, aside, effect), DELETE, MAINTAIN ON worker_row TO tenure_app;

CREATE TABLE worker_rejection (
    snapshot uuid NOT NULL REFERENCES worker_snapshot,
    line     bigint NOT NULL,
    number   bigint GENERATED ALWAYS AS IDENTITY,
    field    text,
    reason   text NOT NULL,
    PRIMARY KEY (snapshot, line, number)
);

GRANT SELECT, INSERT (snapshot, line, field, reason) ON worker_rejection TO tenure_app;

-- What each feed said of each worker last, as a digest.
CREATE TABLE worker_record (
    feed         text NOT NULL,
    worker_id    text COLLATE pg_c_utf8 NOT NULL,
    content_hash bytea NOT NULL CHECK (octet_length(content_hash) = 32),
    snapshot     uuid NOT NULL,
    PRIMARY KEY (feed, worker_id)
);

GRANT SELECT, INSERT, UPDATE (content_hash, snapshot) ON worker_record TO tenure_app;

-- What systems hold ------------------------------------------------------------------------------------------------------

CREATE TABLE system_read (
    id           uuid PRIMARY KEY,
    system       uuid NOT NULL,
    requested_at timestamptz NOT NULL,
    state        text NOT NULL CHECK (state IN ('requested', 'complete', 'failed')),
    ended_at     timestamptz,
    reason       text,
    accounts     bigint,
    entitlements bigint,
    memberships  bigint,
    created      bigint,
    changed      bigint,
    vanished     bigint,
    correlated   bigint,
    unresolved   bigint,
    problems     bigint,
    CHECK ((state = 'requested') = (ended_at IS NULL)),
    CHECK ((state = 'failed') = (reason IS NOT NULL)),
    CHECK ((state = 'complete') = (accounts IS NOT NULL))
);

CREATE INDEX system_read_system ON system_read (system, requested_at, id);
CREATE UNIQUE INDEX system_read_current ON system_read (system) WHERE state = 'requested';
CREATE INDEX system_read_complete ON system_read (system, requested_at) WHERE state = 'complete';

GRANT SELECT, INSERT, UPDATE (state, ended_at, reason, accounts, entitlements, memberships, created, changed, vanished,
                              correlated, unresolved, problems)
      ON system_read TO tenure_app;

-- Staging is logged: emptied by a crash in the middle of a read, it would make every account look vanished.
CREATE TABLE staged_account (
    read       uuid NOT NULL REFERENCES system_read,
    position   bigint GENERATED ALWAYS AS IDENTITY,
    native_id  text COLLATE pg_c_utf8 NOT NULL,
    name       text NOT NULL,
    enabled    boolean NOT NULL,
    attributes jsonb NOT NULL,
    problems   integer NOT NULL
);

CREATE INDEX staged_account_read ON staged_account (read, native_id, position);

CREATE TABLE staged_entitlement (
    read      uuid NOT NULL REFERENCES system_read,
    position  bigint GENERATED ALWAYS AS IDENTITY,
    native_id text COLLATE pg_c_utf8 NOT NULL,
    name      text NOT NULL
);

CREATE INDEX staged_entitlement_read ON staged_entitlement (read, native_id, position);

CREATE TABLE staged_member (
    read        uuid NOT NULL REFERENCES system_read,
    entitlement text COLLATE pg_c_utf8 NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('account', 'entitlement', 'unresolvable')),
    native_id   text COLLATE pg_c_utf8 NOT NULL,
    reason      text
);

CREATE INDEX staged_member_read ON staged_member (read, kind, native_id);

GRANT SELECT, INSERT, DELETE, MAINTAIN ON staged_account, staged_entitlement, staged_member TO tenure_app;
GRANT UPDATE (kind, reason) ON staged_member TO tenure_app;

CREATE TABLE account (
    id                uuid PRIMARY KEY,
    system            uuid NOT NULL,
    native_id         text COLLATE pg_c_utf8 NOT NULL,
    name              text COLLATE pg_c_utf8 NOT NULL,
    enabled           boolean NOT NULL,
    identity          uuid,
    identity_shown    uuid,
    entitlements      text[] COLLATE pg_c_utf8 NOT NULL,
    privileged        boolean NOT NULL,
    protection_reason text,
    protected_by      text,
    protected_since   timestamptz,
    first_seen_at     timestamptz NOT NULL,
    last_seen_at      timestamptz NOT NULL,
    shown_at          timestamptz,
    vanished_at       timestamptz,
    created_by        uuid,
    changed_by        uuid,
    version           bigint NOT NULL CHECK (version > 0),
    CHECK ((protection_reason IS NULL) = (protected_since IS NULL) AND (protected_by IS NULL) = (protected_since IS NULL)),
    CHECK ((identity_shown IS NULL) OR (identity IS NOT NULL))
) WITH (fillfactor = 80);

COMMENT ON COLUMN account.identity_shown IS 'whose it is by a listing for that person; holds where the rule says nothing';
COMMENT ON COLUMN account.shown_at IS 'when a listing for a person last showed it';
COMMENT ON COLUMN account.vanished_at IS 'since when the target no longer shows it; the row stays for its history';
COMMENT ON COLUMN account.created_by IS 'the read that first showed it';
COMMENT ON COLUMN account.changed_by IS 'the read that last found it different';

CREATE UNIQUE INDEX account_native_id ON account (system, native_id);
CREATE INDEX account_identity ON account (identity) WHERE identity IS NOT NULL AND vanished_at IS NULL;
CREATE INDEX account_name ON account (lower(name), id) WHERE vanished_at IS NULL;
CREATE INDEX account_system_name ON account (system, lower(name), id) WHERE vanished_at IS NULL;
CREATE INDEX account_searched ON account USING gin (lower(name) gin_trgm_ops);
CREATE INDEX account_uncorrelated ON account (lower(name), id) WHERE vanished_at IS NULL AND identity IS NULL;
CREATE INDEX account_privileged ON account (lower(name), id) WHERE vanished_at IS NULL AND privileged;
CREATE INDEX account_protected ON account (lower(name), id) WHERE vanished_at IS NULL AND protected_since IS NOT NULL;

GRANT SELECT, INSERT, UPDATE ON account TO tenure_app;

CREATE TABLE entitlement (
    id            uuid PRIMARY KEY,
    system        uuid NOT NULL,
    native_id     text COLLATE pg_c_utf8 NOT NULL,
    name          text COLLATE pg_c_utf8 NOT NULL,
    first_seen_at timestamptz NOT NULL,
    last_seen_at  timestamptz NOT NULL,
    vanished_at   timestamptz
);

CREATE UNIQUE INDEX entitlement_native_id ON entitlement (system, native_id);

GRANT SELECT, INSERT, UPDATE (name, last_seen_at, vanished_at) ON entitlement TO tenure_app;

-- Direct members as the last complete read showed them; what could not be resolved is access too and stands here.
CREATE TABLE entitlement_member (
    entitlement   uuid NOT NULL REFERENCES entitlement,
    kind          text NOT NULL CHECK (kind IN ('account', 'entitlement', 'unresolvable')),
    native_id     text COLLATE pg_c_utf8 NOT NULL,
    reason        text,
    first_seen_at timestamptz NOT NULL,
    PRIMARY KEY (entitlement, kind, native_id)
);

GRANT SELECT, INSERT, UPDATE (reason), DELETE ON entitlement_member TO tenure_app;

CREATE TABLE protection_release (
    id           uuid PRIMARY KEY,
    account      uuid NOT NULL,
    reason       text NOT NULL,
    proposed_by  text NOT NULL,
    proposed_at  timestamptz NOT NULL,
    confirmed_by text,
    confirmed_at timestamptz,
    CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL))
);

CREATE UNIQUE INDEX protection_release_waiting ON protection_release (account) WHERE confirmed_at IS NULL;

GRANT SELECT, INSERT, UPDATE (confirmed_by, confirmed_at) ON protection_release TO tenure_app;

-- What is to be done on systems ------------------------------------------------------------------------------------------

CREATE TABLE provisioning_operation (
    id              uuid PRIMARY KEY,
    position        bigint GENERATED ALWAYS AS IDENTITY,
    cause_kind      text NOT NULL,
    cause_id        uuid NOT NULL,
    system          uuid NOT NULL,
    account         uuid,
    work_type       text NOT NULL,
    work_version    integer NOT NULL,
    work            jsonb NOT NULL,
    changes         boolean NOT NULL,
    privileged      boolean NOT NULL,
    step            smallint NOT NULL CHECK (step BETWEEN 0 AND 3),
    rank            smallint NOT NULL GENERATED ALWAYS AS (CASE WHEN privileged THEN step ELSE step + 4 END) STORED,
    deadline        timestamptz NOT NULL,
    planned_at      timestamptz NOT NULL,
    state           text NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'withheld', 'cancelled')),
    attempts        integer NOT NULL,
    epoch           bigint NOT NULL,
    due_at          timestamptz,
    running_since   timestamptz,
    outcome_type    text,
    outcome_version integer,
    outcome         jsonb,
    ended_at        timestamptz,
    cancel_reason   text,
    CHECK ((state IN ('waiting', 'running')) = (due_at IS NOT NULL)),
    CHECK ((state = 'running') = (running_since IS NOT NULL)),
    CHECK ((state IN ('done', 'cancelled')) = (ended_at IS NOT NULL)),
    CHECK ((state = 'cancelled') = (cancel_reason IS NOT NULL)),
    CHECK (state <> 'done' OR outcome IS NOT NULL)
) WITH (fillfactor = 80);

COMMENT ON COLUMN provisioning_operation.position IS 'order of planning';
COMMENT ON COLUMN provisioning_operation.changes IS 'whether the work changes something on the target';
COMMENT ON COLUMN provisioning_operation.rank IS 'who goes first in the lane';
COMMENT ON COLUMN provisioning_operation.due_at IS 'waiting: the next attempt; running: the end of the lease';
COMMENT ON COLUMN provisioning_operation.outcome IS 'how the last attempt ended';

CREATE UNIQUE INDEX provisioning_operation_position ON provisioning_operation (position);
CREATE INDEX provisioning_operation_cause ON provisioning_operation (cause_id, cause_kind, position);
CREATE INDEX provisioning_operation_system ON provisioning_operation (system, position);
CREATE INDEX provisioning_operation_state ON provisioning_operation (state, position);
CREATE INDEX provisioning_operation_system_state ON provisioning_operation (system, state, position);
-- The time stands behind the order, so that what is not due yet is passed over without a look at the table.
CREATE INDEX provisioning_operation_lane ON provisioning_operation (system, rank, deadline, position, due_at)
    WHERE due_at IS NOT NULL;
CREATE INDEX provisioning_operation_due ON provisioning_operation (system, due_at) WHERE due_at IS NOT NULL;

GRANT SELECT, INSERT (id, cause_kind, cause_id, system, account, work_type, work_version, work, changes, privileged, step,
                      deadline, planned_at, state, attempts, epoch, due_at),
      UPDATE (state, attempts, epoch, due_at, running_since, outcome_type, outcome_version, outcome, ended_at, cancel_reason)
      ON provisioning_operation TO tenure_app;

CREATE TABLE operation_attempt (
    operation uuid NOT NULL REFERENCES provisioning_operation,
    attempt   integer NOT NULL,
    epoch     bigint NOT NULL,
    outcome   text NOT NULL,
    reason    text,
    touched   boolean NOT NULL, -- the target changed by it, or may have
    at        timestamptz NOT NULL DEFAULT transaction_timestamp(),
    PRIMARY KEY (operation, epoch)
);

GRANT SELECT, INSERT (operation, attempt, epoch, outcome, reason, touched) ON operation_attempt TO tenure_app;

-- Leavers ----------------------------------------------------------------------------------------------------------------

CREATE TABLE leaver_case (
    id                  uuid PRIMARY KEY,
    identity            uuid NOT NULL,
    last_working_day    date NOT NULL,
    effective_date      date,
    immediate_notice_at timestamptz,
    entered_at          timestamptz,
    zone                text NOT NULL,
    received_at         timestamptz NOT NULL,
    clock_start         timestamptz NOT NULL,
    clock_policy        text NOT NULL,
    clock_rule          text NOT NULL,
    policy_version      text NOT NULL,
    privileged          boolean NOT NULL,
    opened_at           timestamptz NOT NULL,
    state               text NOT NULL CHECK (state IN ('open', 'closed', 'withdrawn')),
    ended_at            timestamptz,
    withdrawal_reason   text,
    next_deadline       timestamptz,
    list_rank           smallint NOT NULL GENERATED ALWAYS AS (CASE state WHEN 'open' THEN 0 ELSE 1 END) STORED,
    list_order          bigint NOT NULL,
    version             bigint NOT NULL CHECK (version > 0),
    CHECK ((state = 'open') = (ended_at IS NULL)),
    CHECK (state = 'open' OR next_deadline IS NULL),
    CHECK ((state = 'withdrawn') = (withdrawal_reason IS NOT NULL))
);

COMMENT ON COLUMN leaver_case.next_deadline IS 'open: the earliest deadline of a milestone not verified or a system not listed';
COMMENT ON COLUMN leaver_case.list_order IS 'open: the next deadline; else the opening, negative: microseconds since 1970';

CREATE UNIQUE INDEX leaver_case_open ON leaver_case (identity) WHERE state = 'open';
CREATE INDEX leaver_case_identity ON leaver_case (identity);
CREATE INDEX leaver_case_next_deadline ON leaver_case (next_deadline, id) WHERE state = 'open';
CREATE INDEX leaver_case_closed ON leaver_case (ended_at) WHERE state = 'closed';
CREATE INDEX leaver_case_listed ON leaver_case (list_rank, list_order, id);
CREATE INDEX leaver_case_listed_in_state ON leaver_case (state, list_order, id);

GRANT SELECT, INSERT, UPDATE ON leaver_case TO tenure_app;

CREATE TABLE leaver_case_system (
    leaver_case        uuid NOT NULL REFERENCES leaver_case,
    system             uuid NOT NULL,
    ordinal            integer NOT NULL,
    name               text NOT NULL,
    shut_out_by        timestamptz NOT NULL,
    clean_by           timestamptz NOT NULL,
    unobservable       text[] NOT NULL,
    unobservable_lives_ms bigint[] NOT NULL,
    listed_at          timestamptz,
    confirmed_at       timestamptz,
    PRIMARY KEY (leaver_case, system)
);

CREATE INDEX leaver_case_system_system ON leaver_case_system (system, leaver_case);

GRANT SELECT, INSERT, UPDATE ON leaver_case_system TO tenure_app;

CREATE TABLE leaver_case_account (
    leaver_case        uuid NOT NULL REFERENCES leaver_case,
    account            uuid NOT NULL,
    ordinal            integer NOT NULL,
    system             uuid NOT NULL,
    native_id          text NOT NULL,
    name               text NOT NULL,
    known_before       boolean NOT NULL,
    blocked_state      text NOT NULL CHECK (blocked_state IN ('due', 'verified', 'left-alone', 'withheld')),
    blocked_deadline   timestamptz NOT NULL,
    blocked_at         timestamptz,
    contained_state    text NOT NULL CHECK (contained_state IN ('due', 'verified', 'left-alone', 'withheld')),
    contained_deadline timestamptz NOT NULL,
    contained_at       timestamptz,
    clean_state        text NOT NULL CHECK (clean_state IN ('due', 'verified', 'left-alone', 'withheld')),
    clean_deadline     timestamptz NOT NULL,
    clean_at           timestamptz,
    retained           text[] NOT NULL,
    PRIMARY KEY (leaver_case, account),
    CHECK ((blocked_state = 'verified') = (blocked_at IS NOT NULL)),
    CHECK ((contained_state = 'verified') = (contained_at IS NOT NULL)),
    CHECK ((clean_state = 'verified') = (clean_at IS NOT NULL))
);

CREATE INDEX leaver_case_account_account ON leaver_case_account (account, leaver_case);

GRANT SELECT, INSERT, UPDATE ON leaver_case_account TO tenure_app;

CREATE TABLE leaver_exception (
    id           uuid PRIMARY KEY,
    leaver_case  uuid NOT NULL,
    kind         text NOT NULL,
    system       uuid,
    account      uuid,
    milestone    text,
    owner        text NOT NULL,
    detail       text NOT NULL,
    opened_at    timestamptz NOT NULL,
    state        text NOT NULL CHECK (state IN ('open', 'explained', 'resolved')),
    cause        text,
    impact       text,
    explained_by text,
    explained_at timestamptz,
    resolved_at  timestamptz,
    CHECK ((state = 'resolved') = (resolved_at IS NOT NULL)),
    CHECK (state <> 'explained' OR explained_at IS NOT NULL),
    CHECK ((cause IS NULL) = (explained_at IS NULL) AND (impact IS NULL) = (explained_at IS NULL)
           AND (explained_by IS NULL) = (explained_at IS NULL))
);

CREATE UNIQUE INDEX leaver_exception_unresolved ON leaver_exception (leaver_case, kind, system, account, milestone)
    NULLS NOT DISTINCT WHERE state <> 'resolved';
CREATE INDEX leaver_exception_case ON leaver_exception (leaver_case, opened_at, id);
CREATE INDEX leaver_exception_opened_at ON leaver_exception (opened_at, id);
CREATE INDEX leaver_exception_kind ON leaver_exception (kind, opened_at, id);
CREATE INDEX leaver_exception_unresolved_at ON leaver_exception (opened_at, id) WHERE state <> 'resolved';

-- What was found stays as it was found; explained and resolved are added.
GRANT SELECT, INSERT, UPDATE (state, cause, impact, explained_by, explained_at, resolved_at) ON leaver_exception TO tenure_app;
