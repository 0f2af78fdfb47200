-- Each has been drawn from: it keeps its value.
CREATE SEQUENCE to_created INCREMENT BY 2 START WITH 10;
CREATE SEQUENCE to_serial_id_seq;
CREATE TABLE dropped (id serial, n integer);
CREATE SEQUENCE of_dropped CACHE 5 OWNED BY dropped.n;
CREATE TABLE one (id integer PRIMARY KEY, a serial, b integer);
CREATE SEQUENCE of_one OWNED BY one.b;
GRANT USAGE ON SEQUENCE of_one TO pg_monitor;
CREATE TABLE other (id integer PRIMARY KEY);
