CREATE TABLE posts (id bigint PRIMARY KEY, views text NOT NULL);
