-- The view same rests on posts.views, which changes: dropped here, made again below.
-- Privileges that no migration has granted have to be granted again.
DROP VIEW same;

-- The view on_narrower rests on the view narrower, which changes: dropped here, made again below.
DROP VIEW on_narrower;
DROP VIEW on_gone;
DROP VIEW narrower;
DROP VIEW gone;
ALTER TABLE posts ALTER COLUMN views TYPE bigint;

CREATE TABLE tags (
    id bigint NOT NULL,
    CONSTRAINT tags_pkey PRIMARY KEY (id)
);

ALTER TABLE posts ADD COLUMN author text;

CREATE VIEW a_new_one AS
 SELECT posts.id
   FROM (posts
     JOIN tags USING (id));

CREATE VIEW a_first AS
 SELECT a_new_one.id
   FROM a_new_one;

CREATE VIEW narrower AS
 SELECT posts.id
   FROM posts;

COMMENT ON VIEW narrower IS 'few columns';

CREATE VIEW on_narrower AS
 SELECT narrower.id
   FROM narrower;

CREATE VIEW same AS
 SELECT posts.id
   FROM posts
  WHERE ((posts.views >= 1) AND (posts.views <= 9));

CREATE OR REPLACE VIEW wider AS
 SELECT posts.id,
    posts.title,
    posts.author
   FROM posts;

COMMENT ON VIEW wider IS 'new words';
