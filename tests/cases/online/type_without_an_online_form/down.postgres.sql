-- migration: 'contract'
SET LOCAL lock_timeout = '5s';
ALTER TABLE u RENAME CONSTRAINT u_t_id_fkey TO u_t_id_fkey_new;
ALTER TABLE u RENAME COLUMN t_id TO t_id_new;
ALTER TABLE u ADD COLUMN t_id integer;
UPDATE u SET t_id = t_id_new::integer;
ALTER TABLE u ADD CONSTRAINT u_t_id_fkey FOREIGN KEY (t_id) REFERENCES t (id);

CREATE FUNCTION u_t_id_sync() RETURNS trigger LANGUAGE plpgsql AS $model$
#variable_conflict use_column
BEGIN
    NEW.t_id_new := (SELECT t_id FROM (SELECT NEW.*) AS u);
    RETURN NEW;
END
$model$;

CREATE TRIGGER u_t_id_sync BEFORE INSERT OR UPDATE ON u
    FOR EACH ROW EXECUTE FUNCTION u_t_id_sync();
-- migration: 'validate'
SET LOCAL lock_timeout = '5s';
ALTER TABLE u DROP CONSTRAINT u_t_id_fkey_new;
ALTER TABLE u ADD CONSTRAINT u_t_id_fkey_new FOREIGN KEY (t_id_new) REFERENCES t (id) NOT VALID;
-- migration: 'constrain'
SET LOCAL lock_timeout = '5s';
ALTER TABLE u DROP CONSTRAINT u_t_id_fkey_new;
-- migration: 'backfill'
-- run_in_transaction = false
SELECT 1;
-- migration: 'expand'
SET LOCAL lock_timeout = '5s';
DROP TRIGGER u_t_id_sync ON u;
DROP FUNCTION u_t_id_sync();
ALTER TABLE u DROP CONSTRAINT u_t_id_fkey;
ALTER TABLE t ALTER COLUMN id TYPE integer USING id::integer;
ALTER TABLE u DROP COLUMN t_id_new;
ALTER TABLE u ADD CONSTRAINT u_t_id_fkey FOREIGN KEY (t_id) REFERENCES t (id);
