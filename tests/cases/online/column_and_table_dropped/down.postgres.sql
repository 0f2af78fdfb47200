-- migration: 'contract'
SET LOCAL lock_timeout = '5s';

-- The rows of g are gone: this makes the table again, empty.
-- The values of t.gone are gone: rows get NULL.
CREATE TABLE g (
    id integer NOT NULL,
    t_id integer,
    CONSTRAINT g_pkey PRIMARY KEY (id),
    CONSTRAINT g_t_id_fkey FOREIGN KEY (t_id) REFERENCES t (id)
);

ALTER TABLE t ADD COLUMN gone text;
CREATE INDEX t_gone ON t (gone);
-- migration: 'expand'
SET LOCAL lock_timeout = '5s';

-- Rows with NULL in t.gone get ''.
UPDATE t SET gone = '' WHERE gone IS NULL;
ALTER TABLE t ALTER COLUMN gone SET NOT NULL;
