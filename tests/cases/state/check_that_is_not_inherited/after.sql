CREATE TABLE parent (id uuid NOT NULL, CONSTRAINT no_direct_rows CHECK (false) NO INHERIT);
CREATE TABLE child (id integer, CONSTRAINT small CHECK (id < 10) NO INHERIT NOT VALID);
