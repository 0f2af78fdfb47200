CREATE EXTENSION btree_gist;
CREATE TABLE rooms (id int, during daterange, PRIMARY KEY (id, during WITHOUT OVERLAPS));
CREATE TABLE becomes (id int, during daterange, PRIMARY KEY (id, during));
CREATE TABLE was (id int, during daterange, UNIQUE (id, during WITHOUT OVERLAPS));
