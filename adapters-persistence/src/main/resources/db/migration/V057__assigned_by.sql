-- Who named the owner of a finding: they cannot accept it.

ALTER TABLE finding
    ADD COLUMN assigned_by text;

COMMENT ON COLUMN finding.assigned_by IS 'who named the owner, by subject; null where the system''s owner it is since it was found';

GRANT UPDATE (assigned_by) ON finding TO tenure_app;
