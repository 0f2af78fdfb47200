-- before
CREATE TABLE p (id bigint PRIMARY KEY);
INSERT INTO p VALUES (1), (2);
-- up
CREATE TABLE c (id bigint PRIMARY KEY, p_id bigint REFERENCES p);
