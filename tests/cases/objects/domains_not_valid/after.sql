CREATE DOMAIN amount AS integer CONSTRAINT positive CHECK (VALUE > 0);
CREATE DOMAIN ratio AS numeric CONSTRAINT small CHECK (VALUE <= 1);
ALTER DOMAIN ratio ADD CONSTRAINT positive CHECK (VALUE > 0) NOT VALID;
COMMENT ON CONSTRAINT positive ON DOMAIN ratio IS 'from now on';
CREATE DOMAIN score AS integer;
ALTER DOMAIN score ADD CONSTRAINT positive CHECK (VALUE > 0) NOT VALID;
CREATE TABLE t (id integer PRIMARY KEY, a amount, r ratio, s score);
