ALTER TABLE becomes DROP CONSTRAINT becomes_pkey;
ALTER TABLE was DROP CONSTRAINT was_id_during_key;
DROP TABLE bookings;
ALTER TABLE rooms DROP COLUMN price;
ALTER TABLE becomes ADD CONSTRAINT becomes_pkey PRIMARY KEY (id, during);
ALTER TABLE was ADD CONSTRAINT was_id_during_key UNIQUE (id, during WITHOUT OVERLAPS);
