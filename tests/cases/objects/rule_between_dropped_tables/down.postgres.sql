-- The rows of parts are gone: this makes the table again, empty.
-- The rows of payments are gone: this makes the table again, empty.
CREATE TABLE parts (
    id bigint NOT NULL
);

CREATE TABLE payments (
    id bigint NOT NULL
);

CREATE RULE payments_insert AS
    ON INSERT TO public.payments DO INSTEAD  INSERT INTO parts (id)
  VALUES (new.id);
