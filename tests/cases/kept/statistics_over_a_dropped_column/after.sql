CREATE TABLE posts (id bigint PRIMARY KEY, views integer NOT NULL);
