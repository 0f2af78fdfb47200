SELECT mail = 'ada@work' AND born IS NULL AS ok FROM users;
