CREATE TABLE posts (
    id bigint NOT NULL,
    slug text,
    user_id bigint,
    CONSTRAINT posts_pkey PRIMARY KEY (id),
    CONSTRAINT posts_slug_key UNIQUE (slug),
    CONSTRAINT posts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id)
);

ALTER TABLE posts ADD CONSTRAINT posts_id_key UNIQUE (id);
ALTER TABLE posts ADD CONSTRAINT posts_slug_key1 UNIQUE (slug);
