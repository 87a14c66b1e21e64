-- The roles of a Tenure database. Run once by an administrator, connected to the database that Tenure is to use:
--
--     createdb tenure
--     psql -d tenure -f roles.sql -f guard.sql
--
-- and give each role a password (\password tenure_owner, ...). Running it again changes nothing.
--
--   tenure_owner      owns the schema. Signs in for `./tenure migrate` only.
--   tenure_app        what the service signs in as. Owns nothing; has what the migrations grant, table by table.
--   tenure_retention  erases disclosed personal values and drops sealed audit partitions. Given to nobody by default.

DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['tenure_owner', 'tenure_app', 'tenure_retention'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS', wanted);
        END IF;
    END LOOP;

    -- The owner of the database owns its schema "public" (pg_database_owner).
    EXECUTE format('ALTER DATABASE %I OWNER TO tenure_owner', current_database());
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO tenure_app, tenure_retention', current_database());
    -- Staging tables of a reconciliation are temporary.
    EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO tenure_app', current_database());
    EXECUTE format('ALTER DATABASE %I SET timezone TO %L', current_database(), 'UTC');
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO tenure_app, tenure_retention;
