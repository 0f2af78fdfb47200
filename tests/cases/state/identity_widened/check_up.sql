INSERT INTO t (n) VALUES (3);
SELECT setval(pg_get_serial_sequence('t', 'id'), 3000000000) > 0 AS ok;
INSERT INTO t (n) VALUES (4);
DELETE FROM t WHERE n = 4;
SELECT setval(pg_get_serial_sequence('t', 'id'), 10) > 0 AS ok;
