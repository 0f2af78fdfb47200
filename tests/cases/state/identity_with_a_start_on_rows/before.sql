CREATE TABLE t (id bigint NOT NULL, x text); CREATE TABLE s (id int NOT NULL); CREATE TABLE d (id int NOT NULL);
