CREATE TABLE t (id int PRIMARY KEY, a int, b int, v int GENERATED ALWAYS AS (a * 1000) VIRTUAL, w int GENERATED ALWAYS AS (a + b) VIRTUAL, added text);
