CREATE SCHEMA shop;
SET search_path = shop;
CREATE TYPE state AS ENUM ('a', 'b');
CREATE TABLE items (id int PRIMARY KEY, state state DEFAULT 'a'::state);
CREATE TABLE parts (item int REFERENCES items);
