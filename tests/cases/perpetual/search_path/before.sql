CREATE SCHEMA shop;
CREATE TYPE shop.state AS ENUM ('a', 'b');
CREATE TABLE shop.items (id int PRIMARY KEY, state shop.state DEFAULT 'a');
CREATE TABLE shop.parts (item int REFERENCES shop.items);
