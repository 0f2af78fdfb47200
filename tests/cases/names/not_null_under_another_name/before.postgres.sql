CREATE TABLE first (
    x int CONSTRAINT chosen NOT NULL,
    loses int CONSTRAINT loses NOT NULL,
    late int,
    becomes_wide int NOT NULL
);
ALTER TABLE first ADD CONSTRAINT late NOT NULL late NOT VALID;
ALTER TABLE first RENAME TO renamed;
