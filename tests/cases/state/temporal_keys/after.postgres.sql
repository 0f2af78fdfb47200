CREATE EXTENSION btree_gist;
CREATE TABLE rooms (id int, during daterange, price int, PRIMARY KEY (id, during WITHOUT OVERLAPS));
CREATE TABLE becomes (id int, during daterange, PRIMARY KEY (id, during WITHOUT OVERLAPS));
CREATE TABLE was (id int, during daterange, UNIQUE (id, during));
CREATE TABLE bookings (
    id int PRIMARY KEY,
    room int,
    during daterange,
    FOREIGN KEY (room, PERIOD during) REFERENCES rooms (id, PERIOD during)
);
