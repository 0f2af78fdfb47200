-- migration: 'expand'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t ADD COLUMN a_new bigint;

-- Until a goes, a_new follows it.
CREATE FUNCTION t_a_sync() RETURNS trigger LANGUAGE plpgsql AS $model$
#variable_conflict use_column
BEGIN
    NEW.a_new := (SELECT coalesce(a::bigint, 0) FROM (SELECT NEW.*) AS t);
    RETURN NEW;
END
$model$;

CREATE TRIGGER t_a_sync BEFORE INSERT OR UPDATE ON t
    FOR EACH ROW EXECUTE FUNCTION t_a_sync();
-- migration: 'backfill'
-- run_in_transaction = false
-- Commits after each batch, and goes on where it stopped if it is run again.
DO $model$
#variable_conflict use_column
DECLARE
    _low t.id%TYPE;
    _high t.id%TYPE;
BEGIN
    SELECT id INTO _low FROM t ORDER BY id LIMIT 1;
    LOOP
        SELECT id INTO _high FROM t
            WHERE id >= _low ORDER BY id OFFSET 10 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE t SET a_new = coalesce(a::bigint, 0)
            WHERE id >= _low AND id < _high AND a_new IS NULL;
        COMMIT;
        _low := _high;
    END LOOP;
    UPDATE t SET a_new = coalesce(a::bigint, 0)
        WHERE id >= _low AND a_new IS NULL;
END
$model$;
-- migration: 'constrain'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t ADD CONSTRAINT t_a_new_not_null_check CHECK (a_new IS NOT NULL) NOT VALID;
-- migration: 'validate'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t VALIDATE CONSTRAINT t_a_new_not_null_check;
-- migration: 'tighten'
-- The checks prove that there is no NULL: no row is read.
SET LOCAL lock_timeout = '5s';
ALTER TABLE t ALTER COLUMN a_new SET NOT NULL;
ALTER TABLE t DROP CONSTRAINT t_a_new_not_null_check;
-- migration: 'contract'
-- Before this: have code ready that takes t.a as bigint, and deploy it together with this.
SET LOCAL lock_timeout = '5s';
DROP TRIGGER t_a_sync ON t;
DROP FUNCTION t_a_sync();
ALTER TABLE t DROP COLUMN a;
ALTER TABLE t RENAME COLUMN a_new TO a;
