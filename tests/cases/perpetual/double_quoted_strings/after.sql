CREATE TABLE t (a TEXT DEFAULT 'x', b TEXT CHECK (b <> 'nothing'));
