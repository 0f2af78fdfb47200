-- There may be a row with the largest number already: the sequence is at its end.
CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY, name text);
