DROP INDEX users_boss_idx;
CREATE INDEX people_boss_idx ON users (boss);
ALTER TABLE users RENAME TO people;
