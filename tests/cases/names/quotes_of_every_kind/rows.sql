INSERT INTO "a""b'c`d[e]" (id) VALUES (1);
