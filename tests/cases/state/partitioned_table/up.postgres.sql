CREATE TABLE events (
    id bigint NOT NULL,
    day date NOT NULL,
    user_id bigint,
    CONSTRAINT events_pkey PRIMARY KEY (id, day),
    CONSTRAINT events_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id)
) PARTITION BY RANGE (day);

CREATE INDEX events_user_id_idx ON events (user_id) INCLUDE (id);
