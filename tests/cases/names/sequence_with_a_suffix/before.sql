CREATE TABLE other (id integer PRIMARY KEY);
CREATE SEQUENCE t_id_seq;
