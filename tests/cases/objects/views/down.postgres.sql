-- The view on_wider rests on the view wider, which changes: dropped here, made again below.
-- Privileges that no migration has granted have to be granted again.
DROP VIEW on_wider;
DROP VIEW wider;

-- The view same rests on posts.views, which changes: dropped here, made again below.
DROP VIEW same;
DROP VIEW a_first;
DROP VIEW a_new_one;
DROP TABLE tags;
ALTER TABLE posts ALTER COLUMN views TYPE integer USING views::integer;
ALTER TABLE posts DROP COLUMN author;

CREATE VIEW gone AS
 SELECT posts.id
   FROM posts;

CREATE OR REPLACE VIEW narrower AS
 SELECT posts.id,
    posts.title
   FROM posts;

CREATE VIEW on_gone AS
 SELECT gone.id
   FROM gone;

CREATE VIEW same AS
 SELECT posts.id
   FROM posts
  WHERE ((posts.views >= 1) AND (posts.views <= 9));

CREATE VIEW wider AS
 SELECT posts.id,
    posts.title
   FROM posts;

COMMENT ON VIEW wider IS 'old words';

CREATE VIEW on_wider AS
 SELECT wider.title
   FROM wider;
