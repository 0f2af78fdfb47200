INSERT INTO a_parent VALUES (1);
INSERT INTO z_child (id) VALUES (1);
