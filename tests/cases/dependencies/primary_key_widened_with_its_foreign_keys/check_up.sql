SELECT setval('p_id_seq', 3000000000) > 0 AS ok;
INSERT INTO p (boss) VALUES (1);
DELETE FROM p WHERE id > 2000000000;
SELECT setval('p_id_seq', 100) > 0 AS ok;
