CREATE TABLE posts (id bigint PRIMARY KEY, views bigint NOT NULL, touched boolean DEFAULT false NOT NULL);
CREATE MATERIALIZED VIEW most AS SELECT max(views) AS views FROM posts;
CREATE FUNCTION changed() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN NEW.touched := (SELECT views >= NEW.views FROM most); RETURN NEW; END$$;
CREATE TRIGGER on_update BEFORE UPDATE ON posts FOR EACH ROW EXECUTE FUNCTION changed();
