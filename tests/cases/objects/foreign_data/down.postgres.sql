DROP TRIGGER checked ON people;
DROP FUNCTION checked();

-- The view moods rests on the foreign table people, which changes: dropped here, made again below.
-- Privileges that no migration has granted have to be granted again.
DROP VIEW moods;
DROP FOREIGN TABLE people;
COMMENT ON FOREIGN DATA WRAPPER far IS NULL;
REVOKE USAGE ON FOREIGN DATA WRAPPER far FROM pg_monitor;
COMMENT ON SERVER away IS NULL;
REVOKE USAGE ON FOREIGN SERVER away FROM pg_monitor;
ALTER FOREIGN DATA WRAPPER far OPTIONS (DROP more, SET debug 'true');
ALTER SERVER away OPTIONS (DROP port, SET dbname 'x''y', ADD host 'a b');
ALTER USER MAPPING FOR pg_monitor SERVER away OPTIONS (SET "user" 'me');
CREATE FOREIGN TABLE gone (id integer) SERVER away;
CREATE FOREIGN TABLE people (id integer OPTIONS (column_name 'ID') NOT NULL, mood mood) SERVER away OPTIONS (t 'p');
ALTER FOREIGN TABLE pets OPTIONS (DROP c, ADD a '1', SET b '2');

CREATE VIEW moods AS
 SELECT people.mood
   FROM people;

DROP USER MAPPING FOR PUBLIC SERVER away;
DROP USER MAPPING FOR CURRENT_USER SERVER away;
