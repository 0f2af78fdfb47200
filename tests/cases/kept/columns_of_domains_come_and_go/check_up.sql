SELECT mail = 'ada@work' AND since = 2000 AS ok FROM users;
-- fails
UPDATE users SET others = '{nobody}';
