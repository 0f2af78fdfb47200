-- The rows of t_3 are gone: this makes it again, empty.
CREATE TABLE t_3 PARTITION OF t_2 FOR VALUES FROM (1000) TO (2000);
