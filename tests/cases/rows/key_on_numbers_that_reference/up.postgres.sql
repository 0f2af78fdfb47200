-- Assumes people_pkey: no row breaks it
ALTER TABLE people DROP CONSTRAINT people_pkey;
ALTER TABLE people ADD CONSTRAINT people_pkey PRIMARY KEY (id);
