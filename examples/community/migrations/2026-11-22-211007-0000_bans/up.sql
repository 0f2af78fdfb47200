ALTER TABLE follows RENAME TO subscriptions;

CREATE TABLE bans (
    community_id bigint NOT NULL,
    user_id bigint NOT NULL,
    until timestamptz,
    CONSTRAINT bans_pkey PRIMARY KEY (community_id, user_id),
    CONSTRAINT bans_until_check CHECK (until > '2020-01-01'),
    CONSTRAINT bans_community_id_fkey FOREIGN KEY (community_id) REFERENCES communities (id) ON DELETE CASCADE,
    CONSTRAINT bans_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

ALTER TABLE subscriptions RENAME CONSTRAINT follows_pkey TO subscriptions_pkey;
ALTER TABLE subscriptions RENAME CONSTRAINT follows_check TO subscriptions_check;
ALTER TABLE subscriptions RENAME CONSTRAINT follows_followed_id_fkey TO subscriptions_followed_id_fkey;
ALTER TABLE subscriptions RENAME CONSTRAINT follows_follower_id_fkey TO subscriptions_follower_id_fkey;
ALTER INDEX follows_followed_id_idx RENAME TO subscriptions_followed_id_idx;
CREATE INDEX bans_user_id_idx ON bans (user_id);
