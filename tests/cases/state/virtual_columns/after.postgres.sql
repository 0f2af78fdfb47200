CREATE TABLE prices (
    id int PRIMARY KEY,
    net int,
    "none" int GENERATED ALWAYS AS (net * 6),
    becomes_stored int GENERATED ALWAYS AS (net * 2) STORED,
    becomes_virtual int GENERATED ALWAYS AS (net * 3) VIRTUAL,
    changes int GENERATED ALWAYS AS (coalesce(net, 0) * 40) VIRTUAL NOT NULL CHECK (changes <> 1),
    becomes_plain int,
    added int GENERATED ALWAYS AS (net * 7) VIRTUAL
);
CREATE TABLE made (id int PRIMARY KEY, twice int GENERATED ALWAYS AS (id * 2) VIRTUAL);
