CREATE TABLE posts (id bigint PRIMARY KEY, title varchar(20) NOT NULL, views integer NOT NULL);
CREATE TABLE log (post bigint, views bigint);
CREATE RULE seen AS ON UPDATE TO posts WHERE NEW.views > OLD.views DO ALSO INSERT INTO log VALUES (NEW.id, NEW.views);
ALTER TABLE posts DISABLE RULE seen;
COMMENT ON RULE seen ON posts IS 'who looks';
