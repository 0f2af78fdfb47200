-- migration: 'expand'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t ADD COLUMN c integer NOT NULL DEFAULT 3;
ALTER TABLE t ADD COLUMN d timestamptz NOT NULL DEFAULT now();
ALTER TABLE t ADD COLUMN e uuid;
ALTER TABLE t ADD COLUMN f text;
ALTER TABLE t ALTER COLUMN e SET DEFAULT gen_random_uuid();
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
        UPDATE t SET e = gen_random_uuid()
            WHERE id >= _low AND id < _high AND e IS NULL;
        COMMIT;
        _low := _high;
    END LOOP;
    UPDATE t SET e = gen_random_uuid()
        WHERE id >= _low AND e IS NULL;
END
$model$;
-- migration: 'backfill 2'
-- run_in_transaction = false
-- Before this: deploy code that writes t.f.
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
        UPDATE t SET f = b || '!'
            WHERE id >= _low AND id < _high AND f IS NULL;
        COMMIT;
        _low := _high;
    END LOOP;
    UPDATE t SET f = b || '!'
        WHERE id >= _low AND f IS NULL;
END
$model$;
-- migration: 'constrain'
-- Before this: deploy code that keeps to the new constraints.
SET LOCAL lock_timeout = '5s';
ALTER TABLE t ADD CONSTRAINT t_e_not_null_check CHECK (e IS NOT NULL) NOT VALID;
ALTER TABLE t ADD CONSTRAINT t_f_not_null_check CHECK (f IS NOT NULL) NOT VALID;
-- migration: 'validate'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t VALIDATE CONSTRAINT t_e_not_null_check;
ALTER TABLE t VALIDATE CONSTRAINT t_f_not_null_check;
-- migration: 'tighten'
-- The checks prove that there is no NULL: no row is read.
SET LOCAL lock_timeout = '5s';
ALTER TABLE t ALTER COLUMN e SET NOT NULL;
ALTER TABLE t ALTER COLUMN f SET NOT NULL;
ALTER TABLE t DROP CONSTRAINT t_e_not_null_check;
ALTER TABLE t DROP CONSTRAINT t_f_not_null_check;
