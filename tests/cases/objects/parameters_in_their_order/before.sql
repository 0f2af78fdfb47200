CREATE TABLE a (id bigint PRIMARY KEY, n integer);
CREATE TABLE same (id bigint PRIMARY KEY) WITH (fillfactor = 70, autovacuum_enabled = off);
