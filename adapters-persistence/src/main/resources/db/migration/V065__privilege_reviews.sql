-- Who looked at privileged accounts and said that they stay, and within how many days somebody has to look again. An older replica that
-- runs beside this one asks for no review, and closes findings about that at its next look; this version opens them again.

-- No foreign keys: what was said outlives what it was about.
CREATE TABLE privilege_review (
    id          uuid PRIMARY KEY,
    system      uuid NOT NULL,
    account     uuid NOT NULL,
    name        text COLLATE pg_c_utf8 NOT NULL,
    identity    uuid,
    seen        jsonb NOT NULL CHECK (jsonb_typeof(seen) = 'array'),
    marked      boolean NOT NULL,
    reason      text NOT NULL,
    reviewed_by text COLLATE pg_c_utf8 NOT NULL,
    authority   text NOT NULL CHECK (authority IN ('SYSTEM_OWNER', 'MANAGER', 'ADMINISTRATOR')),
    reviewed_at timestamptz NOT NULL
);

COMMENT ON COLUMN privilege_review.name IS 'what people called the account then';
COMMENT ON COLUMN privilege_review.identity IS 'whose the account was then';
COMMENT ON COLUMN privilege_review.seen IS 'the privileged entitlements that it held: id, name and class';

CREATE INDEX privilege_review_listed ON privilege_review (reviewed_at, id);
CREATE INDEX privilege_review_system ON privilege_review (system, reviewed_at, id);
CREATE INDEX privilege_review_account ON privilege_review (account, reviewed_at, id);
CREATE INDEX privilege_review_by ON privilege_review (reviewed_by, reviewed_at, id);
CREATE INDEX privilege_review_searched ON privilege_review USING gin (lower(name) gin_trgm_ops);

-- Nothing else: what was said stays as it was said.
GRANT SELECT, INSERT ON privilege_review TO tenure_app;

ALTER TABLE target_system
    ADD COLUMN privileged_review_days integer CHECK (privileged_review_days BETWEEN 1 AND 366);

COMMENT ON COLUMN target_system.privileged_review_days IS
    'within how many days somebody has to look at privileged access again; null where nobody asks';

ALTER TABLE finding
    ADD COLUMN privileged_since timestamptz,
    ADD COLUMN last_reviewed_at timestamptz,
    ADD CHECK (last_reviewed_at IS NULL OR privileged_since IS NOT NULL);

COMMENT ON COLUMN finding.privileged_since IS 'since when the account was privileged that nobody looked at; null where it is about no such thing';
COMMENT ON COLUMN finding.last_reviewed_at IS 'when somebody looked last; null where nobody ever did';

ALTER TABLE finding_scan
    ADD COLUMN asked_at timestamptz;

COMMENT ON COLUMN finding_scan.asked_at IS 'when something changed that no read shows';

GRANT UPDATE (asked_at) ON finding_scan TO tenure_app;
