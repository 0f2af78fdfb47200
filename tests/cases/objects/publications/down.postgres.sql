-- The publication parts rests on a.y, which changes: dropped here, made again below.
DROP PUBLICATION parts;
DROP PUBLICATION of_parents;
DROP PUBLICATION nothing;
DROP PUBLICATION everything;
ALTER TABLE a ALTER COLUMN y TYPE integer USING y::integer;
CREATE PUBLICATION everything FOR ALL TABLES WITH (publish = 'insert, update, delete, truncate', publish_via_partition_root = false);
CREATE PUBLICATION gone FOR TABLE a (id, y) WITH (publish = 'insert, update, delete, truncate', publish_via_partition_root = false);
CREATE PUBLICATION nothing WITH (publish = 'insert, update, delete, truncate', publish_via_partition_root = false);
ALTER PUBLICATION of_b SET (publish = 'insert, update, delete, truncate', publish_via_partition_root = false);
CREATE PUBLICATION parts FOR TABLE a (id, x), b WHERE ((id > 5)) WITH (publish = 'insert, update, delete, truncate', publish_via_partition_root = false);
ALTER PUBLICATION schemas SET TABLES IN SCHEMA away;
ALTER PUBLICATION schemas SET (publish = 'insert, update, delete, truncate', publish_via_partition_root = false);
