-- migration: 'contract'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t RENAME COLUMN b TO b_new;
ALTER TABLE t ADD COLUMN b text;
UPDATE t SET b = b_new::text;

CREATE FUNCTION t_b_sync() RETURNS trigger LANGUAGE plpgsql AS $model$
#variable_conflict use_column
BEGIN
    NEW.b_new := (SELECT ltrim(b, 'x')::integer FROM (SELECT NEW.*) AS t);
    RETURN NEW;
END
$model$;

CREATE TRIGGER t_b_sync BEFORE INSERT OR UPDATE ON t
    FOR EACH ROW EXECUTE FUNCTION t_b_sync();
-- migration: 'backfill'
-- run_in_transaction = false
SELECT 1;
-- migration: 'expand'
SET LOCAL lock_timeout = '5s';
DROP TRIGGER t_b_sync ON t;
DROP FUNCTION t_b_sync();
ALTER TABLE t DROP COLUMN b_new;
