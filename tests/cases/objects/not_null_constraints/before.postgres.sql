CREATE TABLE named (
    id int PRIMARY KEY,
    renamed text CONSTRAINT renamed_old NOT NULL,
    gets_name text NOT NULL,
    loses_name text CONSTRAINT loses_name_old NOT NULL,
    gets_it text,
    loses_it text CONSTRAINT loses_it_old NOT NULL
);
-- Each has the other's name.
CREATE TABLE swapped (a int CONSTRAINT one NOT NULL, b int CONSTRAINT two NOT NULL);
CREATE TABLE alone (
    becomes_alone int NOT NULL,
    is_alone int CONSTRAINT alone_old NOT NULL NO INHERIT,
    becomes_valid int,
    is_valid int NOT NULL
);
ALTER TABLE alone ADD CONSTRAINT alone_becomes_valid NOT NULL becomes_valid NOT VALID;
CREATE TABLE parent (a int CONSTRAINT parent_a NOT NULL, b int NOT NULL NO INHERIT);
CREATE TABLE child (x int) INHERITS (parent);
CREATE TABLE gone (id int CONSTRAINT gone_id NOT NULL);
