CREATE TABLE owned (id serial PRIMARY KEY);
CREATE SEQUENCE plain_id_seq;
CREATE TABLE plain (id integer PRIMARY KEY DEFAULT nextval('plain_id_seq'));
CREATE TABLE leaves (id integer PRIMARY KEY, n serial);
