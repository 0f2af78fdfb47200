CREATE TABLE p (id INTEGER PRIMARY KEY);
CREATE TABLE t (id INTEGER PRIMARY KEY NOT NULL, name varchar(10) default 'x' not null, "on" text, p integer references p, check (name <> ''));
CREATE INDEX t_name on t(name asc);
