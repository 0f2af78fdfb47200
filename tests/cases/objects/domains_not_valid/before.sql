CREATE DOMAIN amount AS integer;
ALTER DOMAIN amount ADD CONSTRAINT positive CHECK (VALUE > 0) NOT VALID;
CREATE DOMAIN ratio AS numeric CONSTRAINT small CHECK (VALUE <= 1);
CREATE TABLE t (id integer PRIMARY KEY, a amount, r ratio);
