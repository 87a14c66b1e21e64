-- What accounts were like before a merge changed them, for the audit log. One account can have several of these rows.

ALTER TABLE touched_account
    ADD COLUMN name         text,
    ADD COLUMN enabled      boolean,
    ADD COLUMN identity     uuid,
    ADD COLUMN returned     boolean,
    ADD COLUMN entitlements text[];
