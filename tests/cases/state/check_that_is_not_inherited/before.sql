CREATE TABLE parent (id uuid NOT NULL);
CREATE TABLE child (id integer);
