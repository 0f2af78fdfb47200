-- k has no online form: foreign keys rest on it, so that it is built while t is locked.
SET LOCAL lock_timeout = '5s';
ALTER TABLE u DROP CONSTRAINT u_x;
ALTER TABLE t DROP CONSTRAINT k;
ALTER TABLE t ADD CONSTRAINT k UNIQUE (a) INCLUDE (b);
ALTER TABLE u ADD CONSTRAINT u_x FOREIGN KEY (x) REFERENCES t (a);
