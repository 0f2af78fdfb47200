-- migration: 'expand'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t ADD COLUMN age_new bigint;
ALTER TABLE t ALTER COLUMN age_new SET DEFAULT 1;

-- Until age goes, age_new follows it.
CREATE FUNCTION t_age_sync() RETURNS trigger LANGUAGE plpgsql AS $model$
#variable_conflict use_column
BEGIN
    NEW.age_new := (SELECT age FROM (SELECT NEW.*) AS t);
    RETURN NEW;
END
$model$;

CREATE TRIGGER t_age_sync BEFORE INSERT OR UPDATE ON t
    FOR EACH ROW EXECUTE FUNCTION t_age_sync();
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
        UPDATE t SET age_new = age
            WHERE id >= _low AND id < _high AND age_new IS NULL;
        COMMIT;
        _low := _high;
    END LOOP;
    UPDATE t SET age_new = age
        WHERE id >= _low AND age_new IS NULL;
END
$model$;
-- migration: 'index'
-- run_in_transaction = false
-- A failed run leaves an INVALID index: `cargo model up` drops it before it tries again.
CREATE INDEX CONCURRENTLY t_lower_new ON t (abs(age_new), b) WHERE age_new < 1000;
-- migration: 'index 2'
-- run_in_transaction = false
-- A failed run leaves an INVALID index: `cargo model up` drops it before it tries again.
CREATE UNIQUE INDEX CONCURRENTLY t_age_key_new ON t (age_new);
-- migration: 'constrain'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t ADD CONSTRAINT t_age_new CHECK (age_new > 0) NOT VALID;
ALTER TABLE t ADD CONSTRAINT t_age_new_not_null_check CHECK (age_new IS NOT NULL) NOT VALID;
ALTER TABLE t ADD CONSTRAINT t_p_new FOREIGN KEY (age_new) REFERENCES p (id) NOT VALID;
-- migration: 'validate'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t VALIDATE CONSTRAINT t_age_new;
ALTER TABLE t VALIDATE CONSTRAINT t_age_new_not_null_check;
ALTER TABLE t VALIDATE CONSTRAINT t_p_new;
-- migration: 'tighten'
-- The checks prove that there is no NULL: no row is read.
SET LOCAL lock_timeout = '5s';
ALTER TABLE t ALTER COLUMN age_new SET NOT NULL;
ALTER TABLE t DROP CONSTRAINT t_age_new_not_null_check;
ALTER TABLE t ADD CONSTRAINT t_age_key_new UNIQUE USING INDEX t_age_key_new;
-- migration: 'contract'
-- Before this: have code ready that takes t.age as bigint, and deploy it together with this.
SET LOCAL lock_timeout = '5s';
DROP TRIGGER t_age_sync ON t;
DROP FUNCTION t_age_sync();
ALTER TABLE t DROP CONSTRAINT t_p;
DROP INDEX t_lower;
ALTER TABLE t DROP CONSTRAINT t_age_key;
ALTER TABLE t DROP CONSTRAINT t_age;
ALTER TABLE t DROP COLUMN age;
ALTER TABLE t RENAME COLUMN age_new TO age;
ALTER TABLE t RENAME CONSTRAINT t_age_key_new TO t_age_key;
ALTER INDEX t_lower_new RENAME TO t_lower;
ALTER TABLE t RENAME CONSTRAINT t_age_new TO t_age;
ALTER TABLE t RENAME CONSTRAINT t_p_new TO t_p;
