-- The view popular rests on posts.views, which changes: dropped here, made again below.
-- Privileges that no migration has granted have to be granted again.
DROP VIEW popular;

-- The view owned rests on posts.views, which changes: dropped here, made again below.
DROP VIEW owned;
ALTER TABLE posts ALTER COLUMN views TYPE integer USING views::integer;

CREATE VIEW owned AS
 SELECT posts.views
   FROM posts;

ALTER VIEW owned OWNER TO "model cases owner";
REVOKE TRUNCATE ON owned FROM "model cases owner";

CREATE VIEW popular WITH (security_barrier='true', check_option='cascaded') AS
 SELECT posts.id,
    posts.views
   FROM posts
  WHERE (posts.views > 15);

GRANT INSERT, SELECT ON popular TO model_cases_reader;
GRANT SELECT ON popular TO PUBLIC;
GRANT UPDATE (views) ON popular TO model_cases_reader WITH GRANT OPTION;
ALTER VIEW popular ALTER COLUMN views SET DEFAULT 16;
COMMENT ON VIEW popular IS 'much read';
COMMENT ON COLUMN popular.views IS 'how much';
