-- The view a_top rests on the view m_middle, which changes: dropped here, made again below.
-- Privileges that no migration has granted have to be granted again.
DROP VIEW a_top;

-- The view m_middle rests on the view z_base, which changes: dropped here, made again below.
DROP VIEW m_middle;

-- The view z_base (with its trigger instead) rests on posts.views, which changes: dropped here, made again below.
DROP VIEW z_base;
ALTER TABLE posts ALTER COLUMN views TYPE integer USING views::integer;

CREATE VIEW z_base AS
 SELECT posts.id,
    posts.views
   FROM posts;

CREATE TRIGGER instead INSTEAD OF INSERT ON public.z_base FOR EACH ROW EXECUTE FUNCTION set_views();

CREATE VIEW m_middle AS
 SELECT z_base.id,
    (z_base.views * 2) AS twice
   FROM z_base;

CREATE VIEW a_top AS
 SELECT (sum(m.twice))::numeric AS total
   FROM (m_middle m
     JOIN posts p USING (id));
