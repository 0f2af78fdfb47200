CREATE TABLE posts (id bigint NOT NULL, title text NOT NULL, total integer GENERATED ALWAYS AS (id + 1) STORED, CONSTRAINT posts_pkey PRIMARY KEY (id));
CREATE VIEW grouped AS SELECT id, title, count(*) AS n FROM posts GROUP BY id;
CREATE VIEW totals AS SELECT total FROM posts;
