DROP INDEX a_n;
DROP TABLE b;
ALTER TABLE a RESET (parallel_workers, fillfactor);
