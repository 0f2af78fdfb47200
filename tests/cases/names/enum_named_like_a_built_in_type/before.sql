CREATE TYPE public.path AS ENUM ('left', 'right');
CREATE TABLE t (a public.path DEFAULT 'left', b public.path[]);
