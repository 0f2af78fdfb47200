-- before
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE DOMAIN plain AS integer;
CREATE TABLE t (c plain);
INSERT INTO t VALUES (1), (2);
-- up
ALTER DOMAIN plain ADD CONSTRAINT plain_check CHECK (VALUE > 0);
