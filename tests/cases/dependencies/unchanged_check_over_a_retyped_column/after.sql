CREATE TABLE t (id integer PRIMARY KEY, n bigint, m integer, CONSTRAINT c CHECK (n > m), EXCLUDE USING btree (n WITH =) WHERE (m > 0));
CREATE INDEX i ON t ((n + m)) WHERE n > 3;
