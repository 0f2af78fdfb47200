-- migration: 'contract'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t RENAME CONSTRAINT t_age_key TO t_age_key_new;
ALTER INDEX t_lower RENAME TO t_lower_new;
ALTER TABLE t RENAME CONSTRAINT t_age TO t_age_new;
ALTER TABLE t RENAME CONSTRAINT t_p TO t_p_new;
ALTER TABLE t RENAME COLUMN age TO age_new;
ALTER TABLE t ADD COLUMN age integer NOT NULL DEFAULT 1;
UPDATE t SET age = age_new::integer;
ALTER TABLE t ADD CONSTRAINT t_age_key UNIQUE (age);
ALTER TABLE t ADD CONSTRAINT t_age CHECK (age > 0);
CREATE INDEX t_lower ON t (abs(age), b) WHERE age < 1000;
ALTER TABLE t ADD CONSTRAINT t_p FOREIGN KEY (age) REFERENCES p (id);

CREATE FUNCTION t_age_sync() RETURNS trigger LANGUAGE plpgsql AS $model$
#variable_conflict use_column
BEGIN
    NEW.age_new := (SELECT age FROM (SELECT NEW.*) AS t);
    RETURN NEW;
END
$model$;

CREATE TRIGGER t_age_sync BEFORE INSERT OR UPDATE ON t
    FOR EACH ROW EXECUTE FUNCTION t_age_sync();
-- migration: 'tighten'
SET LOCAL lock_timeout = '5s';

-- An index cannot be taken back from its constraint: it is built anew.
ALTER TABLE t DROP CONSTRAINT t_age_key_new;
CREATE UNIQUE INDEX t_age_key_new ON t (age_new);
ALTER TABLE t ADD CONSTRAINT t_age_new_not_null_check CHECK (age_new IS NOT NULL);
ALTER TABLE t ALTER COLUMN age_new DROP NOT NULL;
-- migration: 'validate'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t DROP CONSTRAINT t_p_new;
ALTER TABLE t DROP CONSTRAINT t_age_new;
ALTER TABLE t DROP CONSTRAINT t_age_new_not_null_check;
ALTER TABLE t ADD CONSTRAINT t_age_new CHECK (age_new > 0) NOT VALID;
ALTER TABLE t ADD CONSTRAINT t_age_new_not_null_check CHECK (age_new IS NOT NULL) NOT VALID;
ALTER TABLE t ADD CONSTRAINT t_p_new FOREIGN KEY (age_new) REFERENCES p (id) NOT VALID;
-- migration: 'constrain'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t DROP CONSTRAINT t_p_new;
ALTER TABLE t DROP CONSTRAINT t_age_new;
ALTER TABLE t DROP CONSTRAINT t_age_new_not_null_check;
-- migration: 'index 2'
-- run_in_transaction = false
DROP INDEX CONCURRENTLY t_age_key_new;
-- migration: 'index'
-- run_in_transaction = false
DROP INDEX CONCURRENTLY t_lower_new;
-- migration: 'backfill'
-- run_in_transaction = false
SELECT 1;
-- migration: 'expand'
SET LOCAL lock_timeout = '5s';
DROP TRIGGER t_age_sync ON t;
DROP FUNCTION t_age_sync();
ALTER TABLE t ALTER COLUMN age_new DROP DEFAULT;
ALTER TABLE t DROP COLUMN age_new;
