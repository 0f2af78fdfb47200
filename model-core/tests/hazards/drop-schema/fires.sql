-- before
CREATE SCHEMA s;
CREATE TABLE s.t (id bigint);
-- up
DROP SCHEMA s CASCADE;
