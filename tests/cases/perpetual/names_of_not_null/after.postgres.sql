CREATE TABLE renamed (a int NOT NULL, y int NOT NULL, z int NOT NULL);
