CREATE TABLE t (a text CHECK (a IN ('x', 'y')), b int CHECK (b BETWEEN 1 AND 9), c varchar CHECK (lower(c) = c), CHECK ((a IS NOT NULL) OR (b > 0)));
CREATE INDEX t_b ON t (b) WHERE a = 'x' AND b > 0;
CREATE INDEX t_lower ON t (lower(c));
