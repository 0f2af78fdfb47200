CREATE SEQUENCE owned_id_seq INCREMENT BY 2 MAXVALUE 1000;
COMMENT ON SEQUENCE owned_id_seq IS 'odd ones';
CREATE TABLE owned (id integer PRIMARY KEY DEFAULT nextval('owned_id_seq'));
CREATE TABLE plain (id serial PRIMARY KEY);
CREATE SEQUENCE leaves_n_seq;
CREATE TABLE leaves (id integer PRIMARY KEY);
