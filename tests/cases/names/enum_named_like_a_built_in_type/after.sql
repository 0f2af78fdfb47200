CREATE TYPE public.path AS ENUM ('left');
CREATE TYPE public.name AS ENUM ('x');
CREATE TABLE t (a public.path DEFAULT 'left', b public.path[], c public.name);
