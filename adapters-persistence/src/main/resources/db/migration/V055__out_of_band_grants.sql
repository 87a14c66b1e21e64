-- Findings about one membership. An older replica that runs beside this one cannot open findings after this, since it names the
-- old index; what it does not find, this version finds at its next look.

ALTER TABLE finding
    ADD COLUMN entitlement      uuid,
    ADD COLUMN entitlement_id   text COLLATE pg_c_utf8,
    ADD COLUMN entitlement_name text COLLATE pg_c_utf8,
    ADD COLUMN held_since       timestamptz,
    ADD COLUMN about            uuid NOT NULL GENERATED ALWAYS AS (coalesce(entitlement, account)) STORED,
    ADD CHECK (num_nulls(entitlement, entitlement_id, entitlement_name, held_since) IN (0, 4));

COMMENT ON COLUMN finding.entitlement IS 'of the membership that it is about; null where it is about the account as such';
COMMENT ON COLUMN finding.entitlement_name IS 'what people called it when it was found';
COMMENT ON COLUMN finding.held_since IS 'when a read first showed the membership';

DROP INDEX finding_stands;
CREATE UNIQUE INDEX finding_stands ON finding (account, kind, about) WHERE state <> 'closed';

-- Whether a membership is one that the product gave.
CREATE INDEX provisioning_operation_granted ON provisioning_operation (account) WHERE work_type = 'grant-entitlement';
