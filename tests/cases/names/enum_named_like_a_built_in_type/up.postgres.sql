-- Assumes path.right: no row has this label
CREATE TYPE public.name AS ENUM ('x');

-- The labels of path change from (left, right) to (left).
ALTER TYPE public.path RENAME TO path_old;
CREATE TYPE public.path AS ENUM ('left');
ALTER TABLE t ALTER COLUMN a DROP DEFAULT;
ALTER TABLE t ALTER COLUMN a TYPE public.path USING a::text::public.path;
ALTER TABLE t ALTER COLUMN a SET DEFAULT 'left'::public.path;
ALTER TABLE t ALTER COLUMN b TYPE public.path[] USING b::text[]::public.path[];
ALTER TABLE t ADD COLUMN c public.name;
DROP TYPE path_old;
