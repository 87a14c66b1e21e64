-- Whether each system's connector can be asked: the same for all replicas. No row: it works.

CREATE TABLE connector_condition (
    system   uuid PRIMARY KEY,
    state    text NOT NULL DEFAULT 'working' CHECK (state IN ('working', 'resting', 'quarantined')),
    failures integer NOT NULL DEFAULT 0 CHECK (failures >= 0),
    reason   text,
    since    timestamptz,
    until    timestamptz,
    probing  boolean NOT NULL DEFAULT false,
    CHECK ((state = 'working') = (reason IS NULL) AND (state = 'working') = (since IS NULL)),
    CHECK ((state = 'resting') = (until IS NOT NULL) AND (state = 'resting' OR NOT probing))
);

COMMENT ON COLUMN connector_condition.failures IS 'calls in a row that had no answer';
COMMENT ON COLUMN connector_condition.probing IS 'one call is under way to find out whether the target answers';

GRANT SELECT, INSERT (system), UPDATE (state, failures, reason, since, until, probing) ON connector_condition TO tenure_app;
