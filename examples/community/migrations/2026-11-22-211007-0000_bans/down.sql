DROP TABLE bans;
ALTER TABLE subscriptions RENAME CONSTRAINT subscriptions_pkey TO follows_pkey;
ALTER TABLE subscriptions RENAME CONSTRAINT subscriptions_check TO follows_check;
ALTER TABLE subscriptions RENAME CONSTRAINT subscriptions_followed_id_fkey TO follows_followed_id_fkey;
ALTER TABLE subscriptions RENAME CONSTRAINT subscriptions_follower_id_fkey TO follows_follower_id_fkey;
ALTER INDEX subscriptions_followed_id_idx RENAME TO follows_followed_id_idx;
ALTER TABLE subscriptions RENAME TO follows;
