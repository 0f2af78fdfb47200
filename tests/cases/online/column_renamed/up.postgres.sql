-- migration: 'expand'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t ADD COLUMN d text;

-- Until c goes, each of the two columns follows the other.
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
        UPDATE t SET d = c
            WHERE id >= _low AND id < _high AND d IS NULL;
        COMMIT;
        _low := _high;
    END LOOP;
    UPDATE t SET d = c
        WHERE id >= _low AND d IS NULL;
END
$model$;
-- migration: 'index'
-- run_in_transaction = false
-- A failed run leaves an INVALID index: `cargo model up` drops it before it tries again.
CREATE INDEX CONCURRENTLY t_d_idx ON t (d);
-- migration: 'constrain'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t ADD CONSTRAINT t_c_new CHECK (d <> ''::text) NOT VALID;
ALTER TABLE t ADD CONSTRAINT t_d_not_null_check CHECK (d IS NOT NULL) NOT VALID;
-- migration: 'validate'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t VALIDATE CONSTRAINT t_c_new;
ALTER TABLE t VALIDATE CONSTRAINT t_d_not_null_check;
-- migration: 'tighten'
-- The checks prove that there is no NULL: no row is read.
SET LOCAL lock_timeout = '5s';
ALTER TABLE t ALTER COLUMN d SET NOT NULL;
ALTER TABLE t DROP CONSTRAINT t_d_not_null_check;
-- migration: 'contract'
-- Before this: deploy code that does not use t.c any more.
SET LOCAL lock_timeout = '5s';
DROP TRIGGER t_c_sync ON t;
DROP FUNCTION t_c_sync();
DROP INDEX t_c_idx;
ALTER TABLE t DROP CONSTRAINT t_c;
ALTER TABLE t ALTER COLUMN d SET DEFAULT 'c'::text;
ALTER TABLE t DROP COLUMN c;
ALTER TABLE t RENAME CONSTRAINT t_c_new TO t_c;
