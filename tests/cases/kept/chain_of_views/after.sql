CREATE TABLE posts (id bigint PRIMARY KEY, title varchar(20) NOT NULL, views bigint NOT NULL);
CREATE VIEW a_top AS SELECT 1 AS x;
DROP VIEW a_top;
CREATE VIEW z_base AS SELECT id, views FROM posts;
CREATE VIEW m_middle AS SELECT id, views * 2 AS twice FROM z_base;
CREATE VIEW a_top AS SELECT sum(m.twice)::numeric AS total FROM m_middle m JOIN posts p USING (id);
CREATE FUNCTION set_views() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER instead INSTEAD OF INSERT ON z_base FOR EACH ROW EXECUTE FUNCTION set_views();
CREATE VIEW apart AS SELECT title FROM posts;
