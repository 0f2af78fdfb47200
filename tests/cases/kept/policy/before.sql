CREATE TABLE posts (id bigint PRIMARY KEY, title varchar(20) NOT NULL, views integer NOT NULL);
ALTER TABLE posts ENABLE ROW LEVEL SECURITY;
ALTER TABLE posts FORCE ROW LEVEL SECURITY;
CREATE POLICY popular ON posts AS RESTRICTIVE FOR UPDATE USING (views > 3) WITH CHECK (views < 1000);
CREATE POLICY everyone ON posts USING (true);
COMMENT ON POLICY popular ON posts IS 'what is read';
