-- migration: 'validate'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t DROP CONSTRAINT t_v;
ALTER TABLE t ADD CONSTRAINT t_v CHECK (v <> ''::text) NOT VALID;
-- migration: 'constrain'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t DROP CONSTRAINT t_v;
-- migration: 'expand'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t ALTER COLUMN v TYPE varchar(10) USING v::character varying(10);
ALTER TABLE t ALTER COLUMN n TYPE numeric(5,2) USING n::numeric(5,2);
ALTER TABLE t ADD CONSTRAINT t_v CHECK ((v)::text <> ''::text);
