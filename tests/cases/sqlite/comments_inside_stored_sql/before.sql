CREATE TABLE t ( -- a table, with (
  id INTEGER PRIMARY KEY /* the key, ) */,
  n INTEGER -- last; 'one
);
CREATE INDEX i ON t (n) -- why not
;
