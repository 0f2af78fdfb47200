-- before
CREATE TABLE p (id bigint PRIMARY KEY);
INSERT INTO p VALUES (1), (2);
-- up
SET LOCAL lock_timeout = '2s';
CREATE TABLE c (id bigint PRIMARY KEY, p_id bigint REFERENCES p);
CREATE TABLE d (c_id bigint REFERENCES c);
