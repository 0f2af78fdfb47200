CREATE TABLE prices (
    id int PRIMARY KEY,
    net int,
    "none" int,
    becomes_stored int GENERATED ALWAYS AS (net * 2) VIRTUAL,
    becomes_virtual int GENERATED ALWAYS AS (net * 3) STORED,
    changes int GENERATED ALWAYS AS (net * 4) VIRTUAL,
    becomes_plain int GENERATED ALWAYS AS (net * 5) VIRTUAL
);
