-- The view totals rests on posts.total, which changes: dropped here, made again below.
-- Privileges that no migration has granted have to be granted again.
DROP VIEW totals;

-- The view grouped rests on posts_pkey of posts, which changes: dropped here, made again below.
DROP VIEW grouped;
ALTER TABLE posts DROP CONSTRAINT posts_pkey;
ALTER TABLE posts DROP COLUMN total;
ALTER TABLE posts ADD COLUMN total integer GENERATED ALWAYS AS (id + 1) STORED;
ALTER TABLE posts ADD CONSTRAINT posts_pkey PRIMARY KEY (id);

CREATE VIEW grouped AS
 SELECT posts.id,
    posts.title,
    count(*) AS n
   FROM posts
  GROUP BY posts.id;

CREATE VIEW totals AS
 SELECT posts.total
   FROM posts;
