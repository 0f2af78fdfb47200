-- before
CREATE SCHEMA s;
CREATE TABLE s.t (id bigint);
-- up
CREATE SCHEMA n;
CREATE TABLE n.t (id bigint);
DROP SCHEMA n CASCADE;
