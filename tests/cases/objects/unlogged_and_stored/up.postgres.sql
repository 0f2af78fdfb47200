ALTER SEQUENCE numbers SET LOGGED;
ALTER TABLE parts_1 SET LOGGED;

CREATE UNLOGGED TABLE numbered (
    id serial,
    CONSTRAINT numbered_pkey PRIMARY KEY (id)
);

ALTER TABLE moved SET ACCESS METHOD second;
CREATE TABLE parts_3 PARTITION OF parts FOR VALUES IN (3);
ALTER SEQUENCE others SET UNLOGGED;
ALTER TABLE parts_1 SET (fillfactor = '60');
ALTER TABLE parts_2 SET (autovacuum_enabled = 'false', toast.autovacuum_enabled = 'false');
ALTER TABLE parts_2 SET UNLOGGED;
ALTER TABLE parts_3 SET (fillfactor = '70');
