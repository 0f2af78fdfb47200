-- The values of t.mail are gone: rows get ''.
ALTER TABLE t ADD COLUMN mail text;
UPDATE t SET mail = '';
ALTER TABLE t ALTER COLUMN mail SET NOT NULL;
ALTER TABLE t ADD CONSTRAINT t_mail_key UNIQUE (mail);
