ALTER TABLE people RENAME TO users;
ALTER INDEX people_boss_idx RENAME TO users_boss_idx;
ALTER TABLE users RENAME CONSTRAINT people_mail_key TO users_mail_key;
ALTER TABLE users RENAME CONSTRAINT people_pkey TO users_pkey;
ALTER TABLE users RENAME CONSTRAINT people_boss_fkey TO users_boss_fkey;
ALTER TABLE users RENAME CONSTRAINT people_mail_check TO users_mail_check;
ALTER SEQUENCE people_id_seq RENAME TO users_id_seq;
