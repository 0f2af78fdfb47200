-- Extensions in schemas of their own: what they have is not called by its name alone.
CREATE SCHEMA ext;
CREATE EXTENSION citext SCHEMA ext;
CREATE EXTENSION hstore SCHEMA ext;
CREATE EXTENSION pg_trgm SCHEMA ext;
CREATE EXTENSION "uuid-ossp" SCHEMA ext;
CREATE TABLE users (
    id uuid PRIMARY KEY DEFAULT ext.uuid_generate_v4(),
    email ext.citext NOT NULL UNIQUE,
    others ext.citext[] NOT NULL DEFAULT '{}',
    labels ext.hstore,
    name text NOT NULL CHECK (ext.similarity(name, 'root') < 0.9)
);
CREATE INDEX users_name_idx ON users USING gin (name ext.gin_trgm_ops);
