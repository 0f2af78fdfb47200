CREATE TYPE mood AS ENUM ('it''s', 'a');
CREATE TABLE t (id integer PRIMARY KEY, s mood NOT NULL DEFAULT 'a');
