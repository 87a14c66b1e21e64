-- SCIM clients, and the users and groups that they push. The columns that are generated are what filters and sorting use;
-- all else is found in the document. Texts that compare without regard to case are kept in lower case.

CREATE TABLE push_client (
    name      text PRIMARY KEY,
    subject   text COLLATE pg_c_utf8 NOT NULL,
    zone      text NOT NULL,
    clock     text NOT NULL CHECK (clock IN ('last-working-day-or-notice', 'effective-date-or-notice')),
    joined_by text NOT NULL CHECK (joined_by IN ('none', 'worker-id', 'email')),
    enabled   boolean NOT NULL,
    version   bigint NOT NULL CHECK (version > 0)
);

CREATE UNIQUE INDEX push_client_subject ON push_client (subject);

GRANT SELECT, INSERT, UPDATE ON push_client TO tenure_app;

CREATE TABLE pushed_user (
    id              uuid PRIMARY KEY,
    source          text NOT NULL REFERENCES push_client,
    worker_id       text COLLATE pg_c_utf8 NOT NULL,
    user_name       text COLLATE pg_c_utf8 NOT NULL,
    external_id     text COLLATE pg_c_utf8,
    document        jsonb NOT NULL,
    inactive_since  timestamptz,
    withdrawn       boolean NOT NULL,
    created_at      timestamptz NOT NULL,
    modified_at     timestamptz NOT NULL,
    version         bigint NOT NULL CHECK (version > 0),
    active          boolean NOT NULL GENERATED ALWAYS AS (coalesce(CAST(document ->> 'active' AS boolean), true)) STORED,
    given_name      text COLLATE pg_c_utf8 GENERATED ALWAYS AS (
        lower(document #>> '{name,givenName}' COLLATE pg_c_utf8)) STORED,
    family_name     text COLLATE pg_c_utf8 GENERATED ALWAYS AS (
        lower(document #>> '{name,familyName}' COLLATE pg_c_utf8)) STORED,
    display_name    text COLLATE pg_c_utf8 GENERATED ALWAYS AS (
        lower(document ->> 'displayName' COLLATE pg_c_utf8)) STORED,
    title           text COLLATE pg_c_utf8 GENERATED ALWAYS AS (
        lower(document ->> 'title' COLLATE pg_c_utf8)) STORED,
    user_type       text COLLATE pg_c_utf8 GENERATED ALWAYS AS (
        lower(document ->> 'userType' COLLATE pg_c_utf8)) STORED,
    employee_number text COLLATE pg_c_utf8 GENERATED ALWAYS AS (
        lower(document #>> '{urn:ietf:params:scim:schemas:extension:enterprise:2.0:User,employeeNumber}' COLLATE pg_c_utf8)) STORED,
    department      text COLLATE pg_c_utf8 GENERATED ALWAYS AS (
        lower(document #>> '{urn:ietf:params:scim:schemas:extension:enterprise:2.0:User,department}' COLLATE pg_c_utf8)) STORED,
    manager         text COLLATE pg_c_utf8 GENERATED ALWAYS AS (
        lower(document #>> '{urn:ietf:params:scim:schemas:extension:enterprise:2.0:User,manager,value}' COLLATE pg_c_utf8)) STORED,
    emails          text COLLATE pg_c_utf8 NOT NULL GENERATED ALWAYS AS (
        lower(CAST(jsonb_path_query_array(document, '$.emails[*].value') AS text) COLLATE pg_c_utf8)) STORED
);

COMMENT ON COLUMN pushed_user.emails IS 'every address, as a JSON array in lower case';

CREATE UNIQUE INDEX pushed_user_user_name ON pushed_user (source, user_name) WHERE NOT withdrawn;
CREATE UNIQUE INDEX pushed_user_external_id ON pushed_user (source, external_id) WHERE NOT withdrawn AND external_id IS NOT NULL;
CREATE UNIQUE INDEX pushed_user_worker_id ON pushed_user (source, worker_id) WHERE NOT withdrawn;
CREATE INDEX pushed_user_order ON pushed_user (source, id) WHERE NOT withdrawn;
CREATE INDEX pushed_user_inactive ON pushed_user (source, id) WHERE NOT withdrawn AND NOT active;
CREATE INDEX pushed_user_created_at ON pushed_user (source, created_at, id) WHERE NOT withdrawn;
CREATE INDEX pushed_user_modified_at ON pushed_user (source, modified_at, id) WHERE NOT withdrawn;
CREATE INDEX pushed_user_family_name ON pushed_user (source, family_name, id) WHERE NOT withdrawn;
CREATE INDEX pushed_user_given_name ON pushed_user (source, given_name, id) WHERE NOT withdrawn;
CREATE INDEX pushed_user_display_name ON pushed_user (source, display_name, id) WHERE NOT withdrawn;
CREATE INDEX pushed_user_title ON pushed_user (source, title, id) WHERE NOT withdrawn;
CREATE INDEX pushed_user_user_type ON pushed_user (source, user_type, id) WHERE NOT withdrawn;
CREATE INDEX pushed_user_employee_number ON pushed_user (source, employee_number, id) WHERE NOT withdrawn;
CREATE INDEX pushed_user_department ON pushed_user (source, department, id) WHERE NOT withdrawn;
CREATE INDEX pushed_user_manager ON pushed_user (source, manager, id) WHERE NOT withdrawn;
CREATE INDEX pushed_user_emails ON pushed_user USING gin (CAST(emails AS jsonb) jsonb_path_ops) WHERE NOT withdrawn;
-- Parts of names and addresses.
CREATE INDEX pushed_user_parts ON pushed_user
    USING gin (user_name gin_trgm_ops, family_name gin_trgm_ops, given_name gin_trgm_ops, display_name gin_trgm_ops,
               emails gin_trgm_ops) WHERE NOT withdrawn;

GRANT SELECT, INSERT, UPDATE ON pushed_user TO tenure_app;

CREATE TABLE pushed_group (
    id           uuid PRIMARY KEY,
    source       text NOT NULL REFERENCES push_client,
    external_id  text COLLATE pg_c_utf8,
    document     jsonb NOT NULL,
    withdrawn    boolean NOT NULL,
    created_at   timestamptz NOT NULL,
    modified_at  timestamptz NOT NULL,
    version      bigint NOT NULL CHECK (version > 0),
    display_name text COLLATE pg_c_utf8 GENERATED ALWAYS AS (
        lower(document ->> 'displayName' COLLATE pg_c_utf8)) STORED
);

CREATE UNIQUE INDEX pushed_group_external_id ON pushed_group (source, external_id)
    WHERE NOT withdrawn AND external_id IS NOT NULL;
CREATE INDEX pushed_group_order ON pushed_group (source, id) WHERE NOT withdrawn;
CREATE INDEX pushed_group_display_name ON pushed_group (source, display_name, id) WHERE NOT withdrawn;
CREATE INDEX pushed_group_parts ON pushed_group USING gin (display_name gin_trgm_ops) WHERE NOT withdrawn;

GRANT SELECT, INSERT, UPDATE ON pushed_group TO tenure_app;

CREATE TABLE pushed_member (
    group_id uuid NOT NULL REFERENCES pushed_group,
    user_id  uuid NOT NULL REFERENCES pushed_user,
    number   bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (group_id, user_id)
);

COMMENT ON COLUMN pushed_member.number IS 'members stand in the order in which they were added';

CREATE INDEX pushed_member_user ON pushed_member (user_id);

GRANT SELECT, INSERT, DELETE ON pushed_member TO tenure_app;
