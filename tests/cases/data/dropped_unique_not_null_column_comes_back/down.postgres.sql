-- The values of t.mail are gone: rows get ''.
ALTER TABLE t ADD COLUMN mail text NOT NULL DEFAULT '';
ALTER TABLE t ALTER COLUMN mail DROP DEFAULT;
ALTER TABLE t ADD CONSTRAINT t_mail_key UNIQUE (mail);
