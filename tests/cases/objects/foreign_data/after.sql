CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE FUNCTION usual() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FOREIGN DATA WRAPPER far OPTIONS (debug 'false', more '1');
COMMENT ON FOREIGN DATA WRAPPER far IS 'far away';
GRANT USAGE ON FOREIGN DATA WRAPPER far TO pg_monitor;
CREATE SERVER away TYPE 'db' VERSION '1' FOREIGN DATA WRAPPER far OPTIONS (dbname 'z', port '5');
COMMENT ON SERVER away IS 'somewhere';
GRANT USAGE ON FOREIGN SERVER away TO pg_monitor;
CREATE USER MAPPING FOR pg_monitor SERVER away OPTIONS ("user" 'you');
CREATE USER MAPPING FOR PUBLIC SERVER away;
CREATE USER MAPPING FOR CURRENT_USER SERVER away OPTIONS ("user" 'they');
CREATE FOREIGN TABLE people (
    id bigint NOT NULL, mood mood, name text COLLATE "C" DEFAULT 'x', n integer DEFAULT usual(),
    next bigint GENERATED ALWAYS AS (id + 1) STORED, CONSTRAINT positive CHECK (id > 0)
) SERVER away OPTIONS (t 'p');
COMMENT ON FOREIGN TABLE people IS 'of there';
COMMENT ON COLUMN people.id IS 'and of here';
GRANT SELECT ON people TO pg_monitor;
ALTER FOREIGN TABLE people ALTER COLUMN id SET STATISTICS 100;
CREATE FUNCTION checked() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER checked BEFORE INSERT ON people FOR EACH ROW EXECUTE FUNCTION checked();
CREATE FOREIGN TABLE pets (id integer, name text) SERVER away OPTIONS (b '3', c '4');
CREATE VIEW names AS SELECT name FROM pets;
CREATE VIEW moods AS SELECT mood FROM people;
