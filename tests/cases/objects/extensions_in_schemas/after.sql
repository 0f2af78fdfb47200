-- One moves into a schema that is new, one from one schema to another; one is made where it shall be, one goes with its schema.
CREATE SCHEMA own;
CREATE SCHEMA tools;
CREATE EXTENSION hstore SCHEMA tools;
CREATE EXTENSION citext SCHEMA own;
CREATE EXTENSION "uuid-ossp" SCHEMA own;
CREATE TABLE t (id int PRIMARY KEY, tags tools.hstore NOT NULL DEFAULT '', code own.citext CHECK (code <> 'none'), name text,
    token uuid DEFAULT own.uuid_generate_v4());
CREATE VIEW codes AS SELECT code FROM t WHERE tags OPERATOR(tools.?) 'seen';
