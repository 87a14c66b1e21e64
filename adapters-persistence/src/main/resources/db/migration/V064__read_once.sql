-- What a read of a whole directory writes, once.

-- An account that a read adds is written with what it holds.
ALTER TABLE touched_account ADD COLUMN is_grouped boolean NOT NULL DEFAULT false;

COMMENT ON COLUMN touched_account.is_grouped IS 'what it holds was written with it, and is not worked out once more';

GRANT UPDATE (problems) ON staged_account TO tenure_app;

-- Room on each page for the next state of an account, so that a change of what no index holds enters none of them.
ALTER TABLE account SET (fillfactor = 90);

-- Members are kept until the read is merged: to compress them costs more than the room they take.
ALTER TABLE staged_entitlement ALTER COLUMN members SET STORAGE EXTERNAL;
