CREATE TABLE named (
    id int PRIMARY KEY,
    renamed text CONSTRAINT renamed_new NOT NULL,
    gets_name text CONSTRAINT gets_name_new NOT NULL,
    loses_name text NOT NULL,
    gets_it text CONSTRAINT gets_it_new NOT NULL,
    loses_it text,
    added int CONSTRAINT added_new NOT NULL NO INHERIT DEFAULT 1,
    unproven int DEFAULT 2
);
ALTER TABLE named ADD NOT NULL unproven NOT VALID;
CREATE TABLE swapped (a int CONSTRAINT two NOT NULL, b int CONSTRAINT one NOT NULL);
CREATE TABLE alone (
    becomes_alone int NOT NULL NO INHERIT,
    is_alone int CONSTRAINT alone_old NOT NULL,
    becomes_valid int CONSTRAINT alone_becomes_valid NOT NULL,
    is_valid int
);
ALTER TABLE alone ADD NOT NULL is_valid NOT VALID;
CREATE TABLE parent (a int NOT NULL, b int NOT NULL NO INHERIT);
CREATE TABLE child (x int) INHERITS (parent);
CREATE TABLE fresh (
    id int CONSTRAINT fresh_id NOT NULL GENERATED ALWAYS AS IDENTITY,
    number serial CONSTRAINT fresh_number NOT NULL,
    text text CONSTRAINT fresh_text NOT NULL,
    unproven int
);
ALTER TABLE fresh ADD NOT NULL unproven NOT VALID;
