CREATE TABLE users (id bigserial PRIMARY KEY, mail text UNIQUE, boss bigint REFERENCES users, CHECK (mail <> ''));
CREATE TABLE pets (id integer PRIMARY KEY, owner bigint REFERENCES users);
CREATE INDEX users_boss_idx ON users (boss);
