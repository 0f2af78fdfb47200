CREATE TABLE users (
    id bigserial PRIMARY KEY,
    name text NOT NULL DEFAULT ';'
);
INSERT INTO users (name) VALUES ('it''s');
