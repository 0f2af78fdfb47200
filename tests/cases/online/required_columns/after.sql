CREATE TABLE t (id integer PRIMARY KEY, a integer, b text, c integer NOT NULL DEFAULT 3, d timestamptz NOT NULL DEFAULT now(), e uuid NOT NULL DEFAULT gen_random_uuid(), f text NOT NULL);
