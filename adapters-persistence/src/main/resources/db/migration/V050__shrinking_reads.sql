-- Whether whoever asked for a read says that the system may hold far less than is known of it.

ALTER TABLE system_read ADD COLUMN may_shrink boolean NOT NULL DEFAULT false;
