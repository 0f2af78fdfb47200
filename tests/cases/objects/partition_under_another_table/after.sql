-- The partition goes with the one table and comes with the other; so does all that is on it.
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TABLE u (id int, name text) PARTITION BY RANGE (id);
CREATE TABLE p PARTITION OF u FOR VALUES FROM (1) TO (1000);
CREATE INDEX p_id ON p (id);
CREATE TRIGGER noted BEFORE INSERT ON p FOR EACH ROW EXECUTE FUNCTION note();
ALTER TABLE p DISABLE TRIGGER noted;
