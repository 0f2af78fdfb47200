INSERT INTO "order" (id, "select") VALUES (1, 1), (2, 1);
