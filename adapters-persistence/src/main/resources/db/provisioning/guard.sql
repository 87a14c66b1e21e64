-- Refuses to drop what the audit log is made of, to everybody but the retention role and superusers. Run once by a superuser
-- (event triggers ask for one), connected to Tenure's database, after roles.sql.
--
-- It stops a careless migration and a script that runs under the owner's password. It does not stop an owner who alters
-- instead of dropping: that is what checkpoints kept elsewhere are for (docs/audit-log.md).

-- A schema of its own: the owner of "public" may drop whatever is in there.
CREATE SCHEMA IF NOT EXISTS tenure_guard;

CREATE OR REPLACE FUNCTION tenure_guard.refuse_drop() RETURNS event_trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    gone record;
BEGIN
    IF pg_has_role(session_user, 'tenure_retention', 'MEMBER') THEN
        RETURN;
    END IF;
    FOR gone IN SELECT object_type, object_identity FROM pg_event_trigger_dropped_objects() LOOP
        IF gone.object_type IN ('table', 'table column', 'trigger', 'function')
           AND gone.object_identity ~ '(^| on )public\.audit_' THEN
            RAISE EXCEPTION '% %: is part of the audit log and is not dropped', gone.object_type, gone.object_identity
                USING ERRCODE = 'restrict_violation',
                      HINT = 'Sealed partitions are dropped by audit_drop_partition under the role tenure_retention.';
        END IF;
    END LOOP;
END
$$;

REVOKE ALL ON FUNCTION tenure_guard.refuse_drop() FROM PUBLIC;

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_event_trigger WHERE evtname = 'tenure_refuse_drop') THEN
        CREATE EVENT TRIGGER tenure_refuse_drop ON sql_drop EXECUTE FUNCTION tenure_guard.refuse_drop();
        ALTER EVENT TRIGGER tenure_refuse_drop ENABLE ALWAYS;
    END IF;
END
$$;
