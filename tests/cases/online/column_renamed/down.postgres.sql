-- migration: 'contract'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t RENAME CONSTRAINT t_c TO t_c_new;
ALTER TABLE t ALTER COLUMN d DROP DEFAULT;
ALTER TABLE t ADD COLUMN c text NOT NULL DEFAULT 'c'::text;
UPDATE t SET c = d;
ALTER TABLE t ADD CONSTRAINT t_c CHECK (c <> ''::text);
CREATE INDEX t_c_idx ON t (c);

CREATE FUNCTION t_c_sync() RETURNS trigger LANGUAGE plpgsql AS $model$
#variable_conflict use_column
BEGIN
    IF TG_OP = 'INSERT' AND NEW.d IS NOT NULL
        OR TG_OP = 'UPDATE' AND NEW.d IS DISTINCT FROM OLD.d THEN
        NEW.c := NEW.d;
    ELSE
        NEW.d := NEW.c;
    END IF;
    RETURN NEW;
END
$model$;

CREATE TRIGGER t_c_sync BEFORE INSERT OR UPDATE ON t
    FOR EACH ROW EXECUTE FUNCTION t_c_sync();
-- migration: 'tighten'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t ADD CONSTRAINT t_d_not_null_check CHECK (d IS NOT NULL);
ALTER TABLE t ALTER COLUMN d DROP NOT NULL;
-- migration: 'validate'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t DROP CONSTRAINT t_c_new;
ALTER TABLE t DROP CONSTRAINT t_d_not_null_check;
ALTER TABLE t ADD CONSTRAINT t_c_new CHECK (d <> ''::text) NOT VALID;
ALTER TABLE t ADD CONSTRAINT t_d_not_null_check CHECK (d IS NOT NULL) NOT VALID;
-- migration: 'constrain'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t DROP CONSTRAINT t_c_new;
ALTER TABLE t DROP CONSTRAINT t_d_not_null_check;
-- migration: 'index'
-- run_in_transaction = false
DROP INDEX CONCURRENTLY t_d_idx;
-- migration: 'backfill'
-- run_in_transaction = false
SELECT 1;
-- migration: 'expand'
SET LOCAL lock_timeout = '5s';
DROP TRIGGER t_c_sync ON t;
DROP FUNCTION t_c_sync();
ALTER TABLE t DROP COLUMN d;
