-- migration: 'contract'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t RENAME COLUMN a TO a_new;
ALTER TABLE t ADD COLUMN a integer;
UPDATE t SET a = a_new::integer;

CREATE FUNCTION t_a_sync() RETURNS trigger LANGUAGE plpgsql AS $model$
#variable_conflict use_column
BEGIN
    NEW.a_new := (SELECT coalesce(a::bigint, 0) FROM (SELECT NEW.*) AS t);
    RETURN NEW;
END
$model$;

CREATE TRIGGER t_a_sync BEFORE INSERT OR UPDATE ON t
    FOR EACH ROW EXECUTE FUNCTION t_a_sync();
-- migration: 'tighten'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t ADD CONSTRAINT t_a_new_not_null_check CHECK (a_new IS NOT NULL);
ALTER TABLE t ALTER COLUMN a_new DROP NOT NULL;
-- migration: 'validate'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t DROP CONSTRAINT t_a_new_not_null_check;
ALTER TABLE t ADD CONSTRAINT t_a_new_not_null_check CHECK (a_new IS NOT NULL) NOT VALID;
-- migration: 'constrain'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t DROP CONSTRAINT t_a_new_not_null_check;
-- migration: 'backfill'
-- run_in_transaction = false
SELECT 1;
-- migration: 'expand'
SET LOCAL lock_timeout = '5s';
DROP TRIGGER t_a_sync ON t;
DROP FUNCTION t_a_sync();
ALTER TABLE t DROP COLUMN a_new;
