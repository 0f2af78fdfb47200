CREATE TABLE other (id bigint PRIMARY KEY);
CREATE FUNCTION changed() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN NEW.title := NEW.title || '!'; RETURN NEW; END$$;
