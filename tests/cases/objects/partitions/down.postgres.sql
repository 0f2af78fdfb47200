-- The rows of gone are gone: this makes the table again, empty.
-- The rows of events_old are gone: this makes it again, empty.
DROP VIEW in_2022;
DROP TABLE events_2022;
DROP TABLE made;

CREATE TABLE gone (
    id bigint,
    n integer
) PARTITION BY LIST (n);

ALTER TABLE events DROP COLUMN more;
ALTER TABLE events DETACH PARTITION events_2020;
ALTER TABLE events ATTACH PARTITION events_2020 FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE INDEX events_2020_at ON public.events_2020 USING btree (at);
CREATE TABLE events_old PARTITION OF events FOR VALUES FROM ('2019-01-01') TO ('2020-01-01');
CREATE TABLE gone_1 PARTITION OF gone FOR VALUES IN (1) PARTITION BY HASH (id);
CREATE TABLE gone_1_a PARTITION OF gone_1 FOR VALUES WITH (modulus 1, remainder 0);
