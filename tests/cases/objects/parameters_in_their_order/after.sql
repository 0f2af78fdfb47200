CREATE TABLE a (id bigint PRIMARY KEY, n integer) WITH (parallel_workers = 2, fillfactor = 70);
CREATE INDEX a_n ON a (n) WITH (fillfactor = 60, deduplicate_items = off);
CREATE TABLE b (id bigint PRIMARY KEY, tags integer[]) WITH (toast_tuple_target = 200, fillfactor = 50);
CREATE INDEX b_tags ON b USING gin (tags) WITH (gin_pending_list_limit = 100, fastupdate = off);
CREATE TABLE same (id bigint PRIMARY KEY) WITH (autovacuum_enabled = off, fillfactor = 70);
