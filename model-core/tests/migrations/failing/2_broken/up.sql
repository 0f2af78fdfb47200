-- é
CREATE TABLE u (y integer);

SELECT y,
    missing
FROM u;
