-- migration: 'expand'
SET LOCAL lock_timeout = '5s';
ALTER TABLE t ADD COLUMN c text;
-- migration: 'expand 2'
SET LOCAL lock_timeout = '5s';
ALTER TABLE u ADD COLUMN c text;
-- migration: 'backfill'
-- run_in_transaction = false
-- Commits after each batch, and goes on where it stopped if it is run again.
DO $model$
#variable_conflict use_column
DECLARE
    _low_1 t.n%TYPE;
    _low_2 t.a%TYPE;
    _high_1 t.n%TYPE;
    _high_2 t.a%TYPE;
BEGIN
    SELECT n, a INTO _low_1, _low_2 FROM t ORDER BY n, a LIMIT 1;
    LOOP
        SELECT n, a INTO _high_1, _high_2 FROM t
            WHERE (n, a) >= (_low_1, _low_2) ORDER BY n, a OFFSET 10 LIMIT 1;
        EXIT WHEN NOT FOUND;
        UPDATE t SET c = upper(b)
            WHERE (n, a) >= (_low_1, _low_2) AND (n, a) < (_high_1, _high_2) AND c IS NULL;
        COMMIT;
        _low_1 := _high_1;
        _low_2 := _high_2;
    END LOOP;
    UPDATE t SET c = upper(b)
        WHERE (n, a) >= (_low_1, _low_2) AND c IS NULL;
END
$model$;
-- migration: 'backfill 2'
-- run_in_transaction = false
-- Commits after each batch, and goes on where it stopped if it is run again.
DO $model$
#variable_conflict use_column
BEGIN
    LOOP
        UPDATE u SET c = upper(b)
            WHERE c IS NULL AND ctid = ANY (ARRAY(
                SELECT ctid FROM u WHERE c IS NULL AND (upper(b)) IS NOT NULL LIMIT 10
            ));
        EXIT WHEN NOT FOUND;
        COMMIT;
    END LOOP;
END
$model$;
