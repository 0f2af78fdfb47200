-- before
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE t (id bigint, m mood);
INSERT INTO t VALUES (1, 'happy'), (2, 'happy');
-- up
ALTER TYPE mood ADD VALUE 'calm';
