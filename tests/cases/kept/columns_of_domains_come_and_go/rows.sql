INSERT INTO users (name, born, mail) VALUES ('Ada', 1915, 'ada@work');
