-- migration: 'expand'
-- t.id is written anew for every row while the table is locked: it cannot be replaced, because it is part of the primary key.
SET LOCAL lock_timeout = '5s';
ALTER TABLE u DROP CONSTRAINT u_t_id_fkey;
ALTER TABLE t ALTER COLUMN id TYPE bigint;
ALTER TABLE u ADD COLUMN t_id_new bigint;
ALTER TABLE u ADD CONSTRAINT u_t_id_fkey FOREIGN KEY (t_id) REFERENCES t (id);

-- Until t_id goes, t_id_new follows it.
CREATE FUNCTION u_t_id_sync() RETURNS trigger LANGUAGE plpgsql AS $model$
#variable_conflict use_column
BEGIN
    NEW.t_id_new := (SELECT t_id FROM (SELECT NEW.*) AS u);
    RETURN NEW;
END
$model$;

CREATE TRIGGER u_t_id_sync BEFORE INSERT OR UPDATE ON u
    FOR EACH ROW EXECUTE FUNCTION u_t_id_sync();
-- migration: 'backfill'
-- run_in_transaction = false
-- Commits after each batch, and goes on where it stopped if it is run again.
DO $model$
#variable_conflict use_column
DECLARE
    _low u.id%TYPE;
    _high u.id%TYPE;
BEGIN
    SELECT id INTO _low FROM u ORDER BY id LIMIT 1;
    LOOP
        SELECT id INTO _high FROM u
            WHERE id >= _low ORDER BY id OFFSET 10 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE u SET t_id_new = t_id
            WHERE id >= _low AND id < _high AND t_id_new IS NULL;
        COMMIT;
        _low := _high;
    END LOOP;
    UPDATE u SET t_id_new = t_id
        WHERE id >= _low AND t_id_new IS NULL;
END
$model$;
-- migration: 'constrain'
SET LOCAL lock_timeout = '5s';
ALTER TABLE u ADD CONSTRAINT u_t_id_fkey_new FOREIGN KEY (t_id_new) REFERENCES t (id) NOT VALID;
-- migration: 'validate'
SET LOCAL lock_timeout = '5s';
ALTER TABLE u VALIDATE CONSTRAINT u_t_id_fkey_new;
-- migration: 'contract'
-- Before this: have code ready that takes u.t_id as bigint, and deploy it together with this.
SET LOCAL lock_timeout = '5s';
DROP TRIGGER u_t_id_sync ON u;
DROP FUNCTION u_t_id_sync();
ALTER TABLE u DROP CONSTRAINT u_t_id_fkey;
ALTER TABLE u DROP COLUMN t_id;
ALTER TABLE u RENAME COLUMN t_id_new TO t_id;
ALTER TABLE u RENAME CONSTRAINT u_t_id_fkey_new TO u_t_id_fkey;
