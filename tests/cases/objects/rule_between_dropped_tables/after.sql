CREATE TABLE kept (id bigint NOT NULL);
