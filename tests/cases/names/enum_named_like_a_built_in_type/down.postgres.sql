ALTER TYPE public.path ADD VALUE 'right';
ALTER TABLE t DROP COLUMN c;
DROP TYPE public.name;
