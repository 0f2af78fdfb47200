CREATE UNIQUE INDEX t_a ON t (lower(a)) WHERE a <> '';
