CREATE TABLE t (a integer, n integer, b text, c text, PRIMARY KEY (n, a));
CREATE TABLE u (b text, c text);
