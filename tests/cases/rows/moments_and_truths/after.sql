CREATE TABLE t (id int PRIMARY KEY, at timestamptz, day date, flag smallint, done boolean);
