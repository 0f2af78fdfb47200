-- migration: 'expand'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t ALTER COLUMN a SET DEFAULT 5;
-- migration: 'backfill'
-- run_in_transaction = false
-- Before this: deploy code that writes t.a.
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
        UPDATE t SET a = 7
            WHERE id >= _low AND id < _high AND a IS NULL;
        COMMIT;
        _low := _high;
    END LOOP;
    UPDATE t SET a = 7
        WHERE id >= _low AND a IS NULL;
END
$model$;
-- migration: 'backfill 2'
-- run_in_transaction = false
-- Before this: deploy code that writes t.b.
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
        UPDATE t SET b = 'none'
            WHERE id >= _low AND id < _high AND b IS NULL;
        COMMIT;
        _low := _high;
    END LOOP;
    UPDATE t SET b = 'none'
        WHERE id >= _low AND b IS NULL;
END
$model$;
-- migration: 'constrain'
-- Before this: deploy code that keeps to the new constraints.
SET LOCAL lock_timeout = '5s';
ALTER TABLE t ADD CONSTRAINT t_a_not_null_check CHECK (a IS NOT NULL) NOT VALID;
ALTER TABLE t ADD CONSTRAINT t_b_not_null_check CHECK (b IS NOT NULL) NOT VALID;
-- migration: 'validate'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t VALIDATE CONSTRAINT t_a_not_null_check;
ALTER TABLE t VALIDATE CONSTRAINT t_b_not_null_check;
-- migration: 'tighten'
-- The checks prove that there is no NULL: no row is read.
SET LOCAL lock_timeout = '5s';
ALTER TABLE t ALTER COLUMN a SET NOT NULL;
ALTER TABLE t ALTER COLUMN b SET NOT NULL;
ALTER TABLE t DROP CONSTRAINT t_a_not_null_check;
ALTER TABLE t DROP CONSTRAINT t_b_not_null_check;
