INSERT INTO prices (id, net, "none") VALUES (1, 10, 60), (2, NULL, NULL);
