CREATE TABLE last (x integer);
