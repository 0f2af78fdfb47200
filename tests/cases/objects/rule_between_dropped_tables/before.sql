CREATE TABLE kept (id bigint NOT NULL);
CREATE TABLE payments (id bigint NOT NULL);
CREATE TABLE parts (id bigint NOT NULL);
-- It goes with `payments`, but `parts` cannot go before it.
CREATE RULE payments_insert AS ON INSERT TO payments DO INSTEAD INSERT INTO parts VALUES (new.id);
