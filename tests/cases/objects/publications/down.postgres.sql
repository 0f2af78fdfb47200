-- The rows of dropped are gone: this makes the table again, empty.
-- The values of d.gone are gone: rows get NULL.
DROP PUBLICATION of_parents;
DROP PUBLICATION nothing;
DROP PUBLICATION everything;

-- The publication of_d comes back to what changes below.
ALTER PUBLICATION of_d DROP TABLE ONLY d;

-- The publication parts comes back to what changes below.
ALTER PUBLICATION parts DROP TABLE ONLY a;

-- The publication same comes back to what changes below.
ALTER PUBLICATION same DROP TABLE ONLY d;
ALTER TABLE a ALTER COLUMN y TYPE integer USING y::integer;
ALTER TABLE d ALTER COLUMN n TYPE integer USING n::integer;

CREATE TABLE dropped (
    id bigint NOT NULL,
    CONSTRAINT dropped_pkey PRIMARY KEY (id)
);

ALTER TABLE d ADD COLUMN gone text;
CREATE PUBLICATION everything FOR ALL TABLES WITH (publish = 'insert, update, delete, truncate', publish_via_partition_root = false);
CREATE PUBLICATION gone FOR TABLE a (id, y) WITH (publish = 'insert, update, delete, truncate', publish_via_partition_root = false);
ALTER PUBLICATION less SET TABLE d (id), dropped;
CREATE PUBLICATION nothing WITH (publish = 'insert, update, delete, truncate', publish_via_partition_root = false);
ALTER PUBLICATION of_b SET (publish = 'insert, update, delete, truncate', publish_via_partition_root = false);
ALTER PUBLICATION of_d SET TABLE b, d (id, n, gone) WHERE ((n > 1));
ALTER PUBLICATION parts SET TABLE a (id, x), b WHERE ((id > 5));
ALTER PUBLICATION same SET TABLE away.c, d WHERE ((n > 1));
ALTER PUBLICATION schemas SET TABLES IN SCHEMA away;
ALTER PUBLICATION schemas SET (publish = 'insert, update, delete, truncate', publish_via_partition_root = false);
