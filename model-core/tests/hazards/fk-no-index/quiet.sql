-- before
CREATE TABLE p (id bigint PRIMARY KEY);
INSERT INTO p VALUES (1), (2);
CREATE TABLE c (id bigint PRIMARY KEY, p_id bigint);
INSERT INTO c VALUES (1, 1), (2, 1);
-- up
CREATE INDEX c_p_id_idx ON c (p_id);
ALTER TABLE c ADD FOREIGN KEY (p_id) REFERENCES p NOT VALID;
