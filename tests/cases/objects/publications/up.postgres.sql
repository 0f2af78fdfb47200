DROP PUBLICATION gone;
DROP PUBLICATION everything;

-- The publication of_d comes back to what changes below.
ALTER PUBLICATION of_d DROP TABLE ONLY d;

-- The publication same comes back to what changes below.
ALTER PUBLICATION same DROP TABLE ONLY d;
DROP TABLE dropped;
ALTER TABLE a ALTER COLUMN y TYPE bigint;
ALTER TABLE d ALTER COLUMN n TYPE bigint;
ALTER TABLE d DROP COLUMN gone;
CREATE PUBLICATION everything FOR TABLE a WHERE (((id > 3) AND (id < 9))) WITH (publish = 'insert', publish_via_partition_root = false);
ALTER PUBLICATION less SET TABLE d (id);
ALTER PUBLICATION nothing SET TABLE a;
ALTER PUBLICATION of_b SET (publish = 'insert, update', publish_via_partition_root = false);
ALTER PUBLICATION of_d SET TABLE b, d (id, n) WHERE ((n > 2));
CREATE PUBLICATION of_parents FOR TABLE ONLY parents WITH (publish = 'insert, update, delete, truncate', publish_via_partition_root = false);
COMMENT ON PUBLICATION of_parents IS 'not of their children';
ALTER PUBLICATION parts SET TABLE a (id, y), away.c WHERE ((id > 6));
ALTER PUBLICATION same SET TABLE away.c, d WHERE ((n > 1));
ALTER PUBLICATION schemas SET TABLES IN SCHEMA away, public;
ALTER PUBLICATION schemas SET (publish = 'delete', publish_via_partition_root = false);
