-- migration: 'expand'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t ADD COLUMN b_new integer;

-- Until b goes, b_new follows it.
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
        UPDATE t SET b_new = ltrim(b, 'x')::integer
            WHERE id >= _low AND id < _high AND b_new IS NULL;
        COMMIT;
        _low := _high;
    END LOOP;
    UPDATE t SET b_new = ltrim(b, 'x')::integer
        WHERE id >= _low AND b_new IS NULL;
END
$model$;
-- migration: 'contract'
-- Before this: have code ready that takes t.b as integer, and deploy it together with this.
SET LOCAL lock_timeout = '5s';
DROP TRIGGER t_b_sync ON t;
DROP FUNCTION t_b_sync();
ALTER TABLE t DROP COLUMN b;
ALTER TABLE t RENAME COLUMN b_new TO b;
