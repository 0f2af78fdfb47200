-- The rows of dropped are gone: this makes the table again, empty.
-- The values of one.a are gone: rows get new numbers.
ALTER SEQUENCE of_one OWNED BY NONE;
ALTER SEQUENCE one_a_seq OWNED BY NONE;
ALTER SEQUENCE to_created OWNED BY NONE;
ALTER SEQUENCE to_serial_id_seq OWNED BY NONE;
DROP TABLE to_serial;
DROP TABLE created;
ALTER SEQUENCE to_serial_id_seq AS bigint INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1 NO CYCLE;
ALTER SEQUENCE dropped_id_seq AS integer INCREMENT BY 1 NO MINVALUE NO MAXVALUE START WITH 1 CACHE 1 NO CYCLE;

CREATE TABLE dropped (
    id integer NOT NULL DEFAULT nextval('dropped_id_seq'),
    n integer
);

ALTER SEQUENCE dropped_id_seq OWNED BY dropped.id;
ALTER SEQUENCE one_a_seq AS integer INCREMENT BY 1 NO MINVALUE NO MAXVALUE START WITH 1 CACHE 1 NO CYCLE;
ALTER TABLE one ADD COLUMN a integer NOT NULL DEFAULT nextval('one_a_seq');
ALTER SEQUENCE one_a_seq OWNED BY one.a;
ALTER TABLE other DROP COLUMN a;
ALTER TABLE other DROP COLUMN b;
ALTER SEQUENCE of_dropped OWNED BY dropped.n;
GRANT USAGE ON SEQUENCE of_one TO pg_monitor;
ALTER SEQUENCE of_one OWNED BY one.b;
