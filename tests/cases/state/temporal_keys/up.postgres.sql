-- Assumes becomes_pkey: no row breaks it
-- Assumes was_id_during_key: no row breaks it
ALTER TABLE becomes DROP CONSTRAINT becomes_pkey;
ALTER TABLE was DROP CONSTRAINT was_id_during_key;

CREATE TABLE bookings (
    id integer NOT NULL,
    room integer,
    during daterange,
    CONSTRAINT bookings_pkey PRIMARY KEY (id),
    CONSTRAINT bookings_room_during_fkey FOREIGN KEY (room, PERIOD during) REFERENCES rooms (id, PERIOD during)
);

ALTER TABLE rooms ADD COLUMN price integer;
ALTER TABLE becomes ADD CONSTRAINT becomes_pkey PRIMARY KEY (id, during WITHOUT OVERLAPS);
ALTER TABLE was ADD CONSTRAINT was_id_during_key UNIQUE (id, during);
