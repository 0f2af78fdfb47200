PRAGMA foreign_keys = OFF;
INSERT INTO t VALUES (1, NULL);
PRAGMA foreign_keys = ON;
