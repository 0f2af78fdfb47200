-- Assumes prices.changes: no row is NULL there
ALTER TABLE prices DROP COLUMN "none";
ALTER TABLE prices DROP COLUMN becomes_stored;
ALTER TABLE prices DROP COLUMN becomes_virtual;
ALTER TABLE prices DROP COLUMN changes;
ALTER TABLE prices DROP COLUMN becomes_plain;

CREATE TABLE made (
    id integer NOT NULL,
    twice integer GENERATED ALWAYS AS (id * 2) VIRTUAL,
    CONSTRAINT made_pkey PRIMARY KEY (id)
);

ALTER TABLE prices ADD COLUMN "none" integer GENERATED ALWAYS AS (net * 6) VIRTUAL;
ALTER TABLE prices ADD COLUMN becomes_stored integer GENERATED ALWAYS AS (net * 2) STORED;
ALTER TABLE prices ADD COLUMN becomes_virtual integer GENERATED ALWAYS AS (net * 3) VIRTUAL;
ALTER TABLE prices ADD COLUMN changes integer GENERATED ALWAYS AS (COALESCE(net, 0) * 40) VIRTUAL NOT NULL;
ALTER TABLE prices ADD COLUMN becomes_plain integer;
UPDATE prices SET becomes_plain = net * 5;
ALTER TABLE prices ADD COLUMN added integer GENERATED ALWAYS AS (net * 7) VIRTUAL;
ALTER TABLE prices ADD CONSTRAINT prices_changes_check CHECK (changes <> 1);
