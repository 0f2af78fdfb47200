-- Assumes t.title: no row breaks it
ALTER TABLE t ADD COLUMN title text GENERATED ALWAYS AS (data ->> 'title'::text) STORED NOT NULL;
