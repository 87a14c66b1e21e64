-- Who is a direct member of what, by account; what changed since the last read is found without touching the rest.

-- Where a copy of an older version has a read under way, it fails and is begun anew by one of this version.
DELETE FROM staged_account;
DELETE FROM staged_entitlement;
DROP TABLE staged_member;

ALTER TABLE staged_account
    DROP CONSTRAINT staged_account_read_fkey;
DROP INDEX staged_account_read;

-- An entitlement's members stand in its own row, so that those of one that did not change are never looked at one by one.
ALTER TABLE staged_entitlement
    DROP CONSTRAINT staged_entitlement_read_fkey,
    ADD COLUMN members      text[] COLLATE pg_c_utf8,
    ADD COLUMN kinds        text,
    ADD COLUMN unresolvable text[] COLLATE pg_c_utf8,
    ADD COLUMN reasons      text[],
    ADD COLUMN digest       text NOT NULL,
    ADD CHECK (cardinality(unresolvable) = cardinality(reasons) AND cardinality(members) = length(kinds)),
    ADD CHECK (num_nulls(members, kinds, unresolvable, reasons) IN (0, 4));
DROP INDEX staged_entitlement_read;

COMMENT ON COLUMN staged_entitlement.members IS 'null where the digest says that they are as before';
COMMENT ON COLUMN staged_entitlement.kinds IS
    'one letter for each member: a account, p account by its primary group, d account by a rule, e entitlement';

ALTER TABLE entitlement
    ADD COLUMN digest      text,
    ADD COLUMN memberships bigint NOT NULL DEFAULT 0,
    ADD COLUMN unresolved  bigint NOT NULL DEFAULT 0;

COMMENT ON COLUMN entitlement.digest IS 'of all members as the target told them last: the same digest, the same members';

GRANT UPDATE (digest, memberships, unresolved) ON entitlement TO tenure_app;

-- A read that adds many rows says so to the planner, within its transaction.
GRANT MAINTAIN ON account, entitlement TO tenure_app;

-- No foreign keys: it is written by statements over whole sets that take both ends from their tables, and a check of each row
-- would take longer than all the rest of a read.
CREATE TABLE membership (
    entitlement   uuid NOT NULL,
    account       uuid NOT NULL,
    cause         text NOT NULL CHECK (cause IN ('direct', 'primary', 'dynamic')),
    first_seen_at timestamptz NOT NULL,
    PRIMARY KEY (entitlement, account)
);

CREATE INDEX membership_account ON membership (account);

GRANT SELECT, INSERT, UPDATE (cause), DELETE, MAINTAIN ON membership TO tenure_app;

INSERT INTO membership (entitlement, account, cause, first_seen_at)
SELECT m.entitlement, a.id, 'direct', m.first_seen_at
  FROM entitlement_member m
  JOIN entitlement e ON e.id = m.entitlement
  JOIN account a ON a.system = e.system AND a.native_id = m.native_id AND a.vanished_at IS NULL
 WHERE m.kind = 'account';

DELETE FROM entitlement_member WHERE kind = 'account';

ALTER TABLE entitlement_member
    ADD COLUMN cause text CHECK (cause IN ('direct', 'primary', 'dynamic')),
    ADD CHECK (cause IS NULL OR kind = 'unresolvable');

COMMENT ON COLUMN entitlement_member.cause IS 'of an account that the listing of accounts does not show';

UPDATE entitlement_member SET cause = 'direct'
 WHERE kind = 'unresolvable' AND reason = 'the listing of accounts does not show this member';

GRANT UPDATE (cause) ON entitlement_member TO tenure_app;

CREATE INDEX entitlement_member_unresolved ON entitlement_member (native_id) WHERE kind = 'unresolvable';

-- Whose accounts a listing for a person showed: few, and compared at the next read.
CREATE INDEX account_shown ON account (system, shown_at) WHERE shown_at IS NOT NULL;

-- Which accounts a merge touched, within its transaction: nobody else sees them.
CREATE UNLOGGED TABLE touched_account (
    read    uuid NOT NULL,
    account uuid NOT NULL
);

GRANT SELECT, INSERT, DELETE, MAINTAIN ON touched_account TO tenure_app;

ALTER TABLE system_read
    ADD COLUMN scope text NOT NULL DEFAULT 'whole' CHECK (scope IN ('whole', 'changes'));

DROP INDEX system_read_complete;
CREATE INDEX system_read_complete ON system_read (system, requested_at) WHERE state = 'complete' AND scope = 'whole';

ALTER TABLE staged_account     ADD COLUMN deleted boolean NOT NULL DEFAULT false;
ALTER TABLE staged_entitlement ADD COLUMN deleted boolean NOT NULL DEFAULT false;

-- What is known of a system as a whole. What the last read of the whole showed and has not vanished was seen then, so that its
-- rows need no time of their own.
CREATE TABLE system_picture (
    system             uuid PRIMARY KEY,
    whole_at           timestamptz NOT NULL,
    whole_requested_at timestamptz NOT NULL,
    last_requested_at  timestamptz NOT NULL,
    resume_token       text CHECK (length(resume_token) <= 4096),
    resume_at          timestamptz,
    CHECK ((resume_token IS NULL) = (resume_at IS NULL))
);

COMMENT ON COLUMN system_picture.whole_at IS 'when the last read of the whole became the belief';
COMMENT ON COLUMN system_picture.last_requested_at IS 'when the last complete read was asked for, of the whole or of changes';
COMMENT ON COLUMN system_picture.resume_token IS 'from where the next read of changes goes on, in words of the connector';
COMMENT ON COLUMN system_picture.resume_at IS 'when it was kept; good only for the connector that gave it';

GRANT SELECT, INSERT, UPDATE (whole_at, whole_requested_at, last_requested_at, resume_token, resume_at)
      ON system_picture TO tenure_app;

INSERT INTO system_picture (system, whole_at, whole_requested_at, last_requested_at)
SELECT system, max(ended_at), max(requested_at), max(requested_at) FROM system_read WHERE state = 'complete' GROUP BY system;
