CREATE TABLE b (
    id bigint NOT NULL,
    tags integer[],
    CONSTRAINT b_pkey PRIMARY KEY (id)
) WITH (toast_tuple_target = 200, fillfactor = 50);

CREATE INDEX b_tags ON b USING gin (tags) WITH (gin_pending_list_limit = 100, fastupdate = off);
CREATE INDEX a_n ON a (n) WITH (fillfactor = 60, deduplicate_items = off);
ALTER TABLE a SET (parallel_workers = 2, fillfactor = 70);
