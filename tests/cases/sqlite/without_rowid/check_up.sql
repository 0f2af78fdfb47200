-- fails
SELECT rowid FROM t;
