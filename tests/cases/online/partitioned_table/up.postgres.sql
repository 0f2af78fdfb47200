-- Not online: `CREATE INDEX CONCURRENTLY t_a ON t (a)` fails: cannot create index on partitioned table "t" concurrently.
CREATE INDEX t_a ON t (a);
