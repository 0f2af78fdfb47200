-- One that is referenced has to be detached before it can be dropped.
CREATE TABLE t (id int PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM (1) TO (1000);
CREATE TABLE t_2 PARTITION OF t FOR VALUES FROM (1000) TO (3000) PARTITION BY RANGE (id);
CREATE TABLE refers (id int PRIMARY KEY, t_id int REFERENCES t);
