CREATE TYPE mood AS ENUM ('bad', 'fine', 'good');
CREATE TABLE people (id bigint PRIMARY KEY, mood mood NOT NULL);
CREATE DOMAIN some_mood AS mood CHECK (VALUE <> 'bad');
CREATE TABLE feelings (id bigint PRIMARY KEY, felt some_mood);
