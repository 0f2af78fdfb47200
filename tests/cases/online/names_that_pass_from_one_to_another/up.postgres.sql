-- Not online: a name goes from one thing to another, so that old and new cannot stand side by side.
DROP INDEX i;
CREATE INDEX i ON b (x);
