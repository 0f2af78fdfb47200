ALTER TABLE people RENAME TO users;
DROP INDEX people_boss_idx;
CREATE INDEX users_boss_idx ON users (boss);
