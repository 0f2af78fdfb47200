-- The sequence may stand below its new minimum.
SELECT setval(pg_get_serial_sequence('t', 'id'), greatest(nextval(pg_get_serial_sequence('t', 'id')), 100), false);
ALTER TABLE t ALTER COLUMN id SET START WITH 100 SET MINVALUE 100;
