-- So does what the partition says of its columns.
CREATE TABLE other (id int PRIMARY KEY);
