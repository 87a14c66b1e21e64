-- The audit log. Written by the application role, which may add and never change; the triggers say the same to the owner.
-- The roles tenure_app and tenure_retention exist before (db/provisioning/roles.sql).

GRANT SELECT ON flyway_schema_history TO tenure_app;

-- Partitioned by the month of the event's id. An id is a UUIDv7: its first 48 bits are milliseconds, so a range of ids is a
-- range of time. Partitioned by a time column instead, no unique index over event_id alone could exist, and a repeated id
-- would need a second table to be refused; this way the primary key refuses it, and whoever knows an id knows its partition.
CREATE TABLE audit_event (
    event_id       uuid PRIMARY KEY,
    position       bigint GENERATED ALWAYS AS IDENTITY,
    type           text NOT NULL,
    version        integer NOT NULL,
    occurred_at    timestamptz NOT NULL,
    recorded_at    timestamptz NOT NULL DEFAULT transaction_timestamp(),
    subject_kind   text NOT NULL,
    subject_id     text NOT NULL,
    correlation_id text NOT NULL,
    payload        bytea NOT NULL
) PARTITION BY RANGE (event_id);

COMMENT ON COLUMN audit_event.position IS 'order of append; has gaps where a transaction rolled back';
COMMENT ON COLUMN audit_event.payload IS 'RFC 8785 canonical JSON: the bytes of the leaf';

CREATE INDEX audit_event_position ON audit_event (position);
CREATE INDEX audit_event_subject ON audit_event (subject_id, subject_kind, position);
CREATE INDEX audit_event_correlation ON audit_event (correlation_id, position);
CREATE INDEX audit_event_type ON audit_event (type, position);
-- Rows stand in the order of time, so a summary per block range finds a period at hardly any cost to the writer.
CREATE INDEX audit_event_occurred ON audit_event USING brin (occurred_at) WITH (pages_per_range = 32, autosummarize = on);

-- Appending never fails for want of a partition: what fits none (partitions not made ahead, an id with a strange time) goes
-- here. Months are made ahead, so it stays empty; it cannot be dropped.
CREATE TABLE audit_event_default PARTITION OF audit_event DEFAULT;

-- Events that are no leaves yet. Nothing is found by a high-water mark, so a late commit is no problem.
CREATE TABLE audit_pending (
    position bigint PRIMARY KEY,
    event_id uuid NOT NULL
);

CREATE TABLE audit_leaf (
    leaf_index bigint PRIMARY KEY CHECK (leaf_index >= 0),
    event_id   uuid NOT NULL UNIQUE,
    leaf_hash  bytea NOT NULL CHECK (octet_length(leaf_hash) = 32)
);

-- Roots of perfect subtrees; level 0 is audit_leaf.
CREATE TABLE audit_node (
    level      integer CHECK (level BETWEEN 1 AND 62),
    node_index bigint CHECK (node_index >= 0),
    hash       bytea NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (level, node_index)
);

CREATE TABLE audit_checkpoint (
    number       bigint PRIMARY KEY CHECK (number >= 0),
    tree_size    bigint NOT NULL UNIQUE CHECK (tree_size > 0),
    root         bytea NOT NULL CHECK (octet_length(root) = 32),
    note         text NOT NULL,
    verifier_key text NOT NULL,
    signed_at    timestamptz NOT NULL DEFAULT transaction_timestamp()
);

-- One row. Its lock lets one sequencer work; holder and time keep the work with one replica; the epoch counts the takeovers.
CREATE TABLE audit_sequencer_lease (
    only_row   boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    holder     text NOT NULL,
    epoch      bigint NOT NULL,
    held_until timestamptz NOT NULL
);

INSERT INTO audit_sequencer_lease (holder, epoch, held_until) VALUES ('nobody', 0, '-infinity');

-- Personal values that the events hold as commitments only. Erasure empties this and the log still verifies. What has a
-- matter shows to confidential HR alone, and stands in no export, until the matter is in audit_opening.
CREATE TABLE audit_disclosure (
    event_id uuid NOT NULL,
    field    text NOT NULL,
    salt     bytea NOT NULL CHECK (octet_length(salt) = 32),
    value    bytea NOT NULL,
    matter   text,
    PRIMARY KEY (event_id, field)
);

-- Matters that are confidential no longer.
CREATE TABLE audit_opening (
    matter    text PRIMARY KEY,
    opened_at timestamptz NOT NULL DEFAULT transaction_timestamp()
);

-- Refusals ---------------------------------------------------------------------------------------------------------------

CREATE FUNCTION audit_refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % is refused to everybody', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END
$$;

CREATE FUNCTION audit_refuse_erasure() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT pg_has_role(current_user, 'tenure_retention', 'USAGE') THEN
        RAISE EXCEPTION '% is erased by the role tenure_retention only: DELETE is refused to %', TG_TABLE_NAME, current_user
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END
$$;

-- ALWAYS: they fire in a session that replays a replication stream too.
DO $$
DECLARE
    kept text;
BEGIN
    FOREACH kept IN ARRAY ARRAY['audit_event', 'audit_leaf', 'audit_node', 'audit_checkpoint', 'audit_opening'] LOOP
        EXECUTE format('CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION audit_refuse_change()', kept);
        EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER refuse_change', kept);
    END LOOP;
    CREATE TRIGGER refuse_change BEFORE UPDATE ON audit_disclosure FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
    CREATE TRIGGER refuse_erasure BEFORE DELETE ON audit_disclosure FOR EACH ROW EXECUTE FUNCTION audit_refuse_erasure();
    ALTER TABLE audit_disclosure ENABLE ALWAYS TRIGGER refuse_change;
    ALTER TABLE audit_disclosure ENABLE ALWAYS TRIGGER refuse_erasure;

    -- A trigger of the parent does not see TRUNCATE of a partition: each gets its own.
    FOREACH kept IN ARRAY ARRAY['audit_event', 'audit_event_default', 'audit_leaf', 'audit_node', 'audit_checkpoint',
                                'audit_disclosure', 'audit_opening'] LOOP
        EXECUTE format('CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %I EXECUTE FUNCTION audit_refuse_change()', kept);
        EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER refuse_truncate', kept);
    END LOOP;
END
$$;

-- Partitions -------------------------------------------------------------------------------------------------------------

CREATE FUNCTION audit_first_id_at(instant timestamptz) RETURNS uuid
    LANGUAGE sql STABLE STRICT
    RETURN (lpad(to_hex(floor(extract(epoch FROM instant) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;

-- Makes the partition of one month (UTC), unless it exists. Attaching locks the parent against other changes of the schema
-- only, so writers go on; it is not waited for long, because readers would queue behind it.
CREATE FUNCTION audit_make_partition(month date) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path = public, pg_temp
    SET timezone = 'UTC'
    SET lock_timeout = '1s'
AS $$
DECLARE
    starts timestamptz := date_trunc('month', month::timestamptz);
    partition_name text := 'audit_event_' || to_char(starts, 'YYYY_MM');
BEGIN
    IF to_regclass(partition_name) IS NOT NULL THEN
        RETURN false;
    END IF;
    EXECUTE format('CREATE TABLE %I (LIKE audit_event INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', partition_name);
    EXECUTE format('ALTER TABLE audit_event ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', partition_name,
                   audit_first_id_at(starts), audit_first_id_at(starts + interval '1 month'));
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER refuse_change', partition_name);
    EXECUTE format('CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %I EXECUTE FUNCTION audit_refuse_change()', partition_name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER refuse_truncate', partition_name);
    RETURN true;
END
$$;

-- Makes the partitions of this month and of the months ahead. The sequencer calls it, so that no job of the owner is needed.
-- Where a month cannot be made now (a reader is in the way, or the default partition holds events of it), the default
-- partition takes its events and the next call tries again. Gives the number made.
CREATE FUNCTION audit_make_partitions(months_ahead integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp
    SET timezone = 'UTC'
AS $$
DECLARE
    made integer := 0;
BEGIN
    IF months_ahead NOT BETWEEN 0 AND 24 THEN
        RAISE EXCEPTION 'months_ahead: is not between 0 and 24' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    -- Two callers at once would meet at the name.
    PERFORM pg_advisory_xact_lock(hashtextextended('audit_make_partitions', 0));
    FOR ahead IN 0..months_ahead LOOP
        BEGIN
            IF audit_make_partition((date_trunc('month', now()) + make_interval(months => ahead))::date) THEN
                made := made + 1;
            END IF;
        EXCEPTION
            WHEN lock_not_available OR check_violation THEN
                RAISE WARNING 'audit_event: the partition % months ahead was not made: %', ahead, SQLERRM;
        END;
    END LOOP;
    RETURN made;
END
$$;

-- Drops a sealed month: every event of it is a leaf, all are older than the given age (a year at least), and its personal
-- values are erased. The leaf hashes stay, so the tree does. Gives the number of events dropped.
CREATE FUNCTION audit_drop_partition(partition_name text, minimum_age interval) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp
    SET timezone = 'UTC'
AS $$
DECLARE
    ends timestamptz;
    events bigint;
BEGIN
    -- As dates: as intervals, a year is 360 days.
    IF now() - minimum_age > now() - interval '1 year' THEN
        RAISE EXCEPTION 'minimum_age: is less than a year' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF partition_name !~ '^audit_event_[0-9]{4}_[0-9]{2}$'
       OR NOT EXISTS (SELECT FROM pg_inherits
                       WHERE inhparent = 'audit_event'::regclass AND inhrelid = to_regclass(partition_name)) THEN
        RAISE EXCEPTION 'partition_name: is no monthly partition of audit_event' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', partition_name);
    ends := to_date(right(partition_name, 7), 'YYYY_MM')::timestamptz + interval '1 month';
    EXECUTE format('SELECT greatest($1, max(recorded_at)), count(*) FROM %I', partition_name) INTO ends, events USING ends;
    IF ends > now() - minimum_age THEN
        RAISE EXCEPTION '%: holds events younger than %', partition_name, minimum_age USING ERRCODE = 'restrict_violation';
    END IF;
    EXECUTE format('SELECT count(*) FROM %I e WHERE NOT EXISTS (SELECT FROM audit_leaf l WHERE l.event_id = e.event_id)', partition_name)
       INTO STRICT events;
    IF events > 0 THEN
        RAISE EXCEPTION '%: holds % events that are not sequenced', partition_name, events USING ERRCODE = 'restrict_violation';
    END IF;
    EXECUTE format('SELECT count(*) FROM %I e JOIN audit_disclosure d USING (event_id)', partition_name) INTO STRICT events;
    IF events > 0 THEN
        RAISE EXCEPTION '%: % of its personal values are not erased', partition_name, events
            USING ERRCODE = 'restrict_violation', HINT = 'Delete them from audit_disclosure first.';
    END IF;
    EXECUTE format('SELECT count(*) FROM %I', partition_name) INTO STRICT events;
    EXECUTE format('DROP TABLE %I', partition_name);
    RETURN events;
END
$$;

-- Rights -----------------------------------------------------------------------------------------------------------------

REVOKE ALL ON FUNCTION audit_refuse_change(), audit_refuse_erasure(), audit_first_id_at(timestamptz), audit_make_partition(date),
                       audit_make_partitions(integer), audit_drop_partition(text, interval) FROM PUBLIC;

-- Without position and recorded_at: these the database says.
GRANT SELECT, INSERT (event_id, type, version, occurred_at, subject_kind, subject_id, correlation_id, payload)
      ON audit_event TO tenure_app;
GRANT SELECT, INSERT, DELETE ON audit_pending TO tenure_app;
GRANT SELECT, INSERT ON audit_leaf, audit_node, audit_disclosure TO tenure_app;
GRANT SELECT, INSERT (matter) ON audit_opening TO tenure_app;
GRANT SELECT, INSERT (number, tree_size, root, note, verifier_key) ON audit_checkpoint TO tenure_app;
GRANT SELECT, UPDATE (holder, epoch, held_until) ON audit_sequencer_lease TO tenure_app;
GRANT EXECUTE ON FUNCTION audit_make_partitions(integer) TO tenure_app;

GRANT SELECT (event_id, field), DELETE ON audit_disclosure TO tenure_retention;
GRANT EXECUTE ON FUNCTION audit_drop_partition(text, interval) TO tenure_retention;

SELECT audit_make_partitions(3);
