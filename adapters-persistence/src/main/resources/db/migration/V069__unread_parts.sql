-- Why parts of a target could not be read, by a read that went to the end of the others.

ALTER TABLE system_read ADD COLUMN unread text[] NOT NULL DEFAULT '{}';

GRANT UPDATE (unread) ON system_read TO tenure_app;
