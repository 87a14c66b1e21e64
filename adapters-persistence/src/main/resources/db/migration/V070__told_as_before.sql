-- An account that a target tells just as it told it before is staged by its id, and compared with nothing.

ALTER TABLE account
    ADD COLUMN told_digest text,
    ADD CHECK (told_digest IS NULL OR told IS NOT NULL AND vanished_at IS NULL);

COMMENT ON COLUMN account.told_digest IS
    'of native_id, name, enabled and told as the target told them last: the same digest, the same of all; null where a read has to compare them';

-- Whoever changes what is digested need not know of it, a copy of an older version least of all. After a listing for a person the
-- next read of the whole decides anew whose the account is.
CREATE FUNCTION forget_told_digest() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    NEW.told_digest := NULL;
    RETURN NEW;
END
$$;

REVOKE ALL ON FUNCTION forget_told_digest() FROM PUBLIC;

CREATE TRIGGER told_otherwise
    BEFORE UPDATE OF name, enabled, told, vanished_at, shown_at ON account
    FOR EACH ROW
    WHEN (NEW.told_digest = OLD.told_digest
          AND (NEW.name, NEW.enabled, NEW.told, NEW.vanished_at, NEW.shown_at)
              IS DISTINCT FROM (OLD.name, OLD.enabled, OLD.told, OLD.vanished_at, OLD.shown_at))
    EXECUTE FUNCTION forget_told_digest();

ALTER TABLE staged_account
    ALTER COLUMN name DROP NOT NULL,
    ALTER COLUMN enabled DROP NOT NULL,
    ALTER COLUMN attributes DROP NOT NULL,
    ADD COLUMN account uuid,
    ADD COLUMN digest  text,
    ADD CHECK (num_nulls(name, enabled, attributes) = CASE WHEN account IS NULL THEN 0 ELSE 3 END),
    ADD CHECK (account IS NULL OR digest IS NULL AND NOT deleted);

COMMENT ON COLUMN staged_account.account IS 'the account that is told as it was before; null where it is told otherwise or is not known';

-- No identity and no decision is ever deleted, and each change of an identity is another version of it.
ALTER TABLE system_picture ADD COLUMN correlated_by text;

COMMENT ON COLUMN system_picture.correlated_by IS
    'what the last read of the whole decided by beside what was told: rules, identities, decisions. The same, the same decisions';

GRANT UPDATE (correlated_by) ON system_picture TO tenure_app;

COMMENT ON COLUMN touched_account.is_grouped IS 'what it holds was written with it or is what it was, and is not worked out once more';
