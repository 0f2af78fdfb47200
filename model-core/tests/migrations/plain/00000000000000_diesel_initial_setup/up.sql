CREATE FUNCTION diesel_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := now(); -- ; in a comment
    RETURN NEW;
END;
$$;
