CREATE TYPE mood AS ENUM ('a');
CREATE TABLE t (id integer PRIMARY KEY, kept mood, new mood DEFAULT 'a');
CREATE TABLE gone_later (s mood);
CREATE TABLE fresh (s mood DEFAULT 'a');
