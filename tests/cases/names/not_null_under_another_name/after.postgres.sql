CREATE TABLE renamed (x bigint NOT NULL, loses int, late int NOT NULL, becomes_wide bigint NOT NULL);
