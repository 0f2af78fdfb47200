CREATE TABLE t (id int PRIMARY KEY, a varchar(9) CONSTRAINT t_a_check CHECK (a IN ('x', 'y')), b int, CONSTRAINT t_check CHECK (b BETWEEN 1 AND 9 AND a > 'a'));
CREATE INDEX t_b ON t (b) WHERE a IN ('x', 'y') AND b BETWEEN 2 AND 3 AND id > 0;
