CREATE TABLE t (a varchar(9) CONSTRAINT t_a_check CHECK (a IN ('x', 'y')), b int, CONSTRAINT t_check CHECK (b BETWEEN 1 AND 9 AND a > 'a'));
CREATE INDEX t_b ON t (b) WHERE a IN ('x', 'y') AND (b > 0 OR (b < -1 OR b = 7));
