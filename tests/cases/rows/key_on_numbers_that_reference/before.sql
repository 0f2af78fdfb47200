-- Their numbers are those of others, and the sequence is behind them, which only matters once they are a key.
CREATE TABLE others (id integer PRIMARY KEY);
CREATE TABLE people (at timestamp PRIMARY KEY, id serial REFERENCES others);
