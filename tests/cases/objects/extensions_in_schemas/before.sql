CREATE SCHEMA ext;
CREATE EXTENSION hstore;
CREATE EXTENSION citext SCHEMA ext;
CREATE EXTENSION pg_trgm SCHEMA ext;
CREATE TABLE t (id int PRIMARY KEY, tags hstore NOT NULL DEFAULT '', code ext.citext CHECK (code <> 'none'), name text);
CREATE INDEX t_name ON t USING gin (name ext.gin_trgm_ops);
CREATE VIEW codes AS SELECT code FROM t WHERE tags ? 'seen';
