-- The sequence may stand below its new minimum.
SELECT setval(pg_get_serial_sequence('t', 'id'), greatest(nextval(pg_get_serial_sequence('t', 'id')), 10), false);
ALTER TABLE t ALTER COLUMN id SET GENERATED ALWAYS SET START WITH 100 SET INCREMENT BY 5 SET MINVALUE 10 SET MAXVALUE 10000 SET CACHE 3 SET CYCLE;
