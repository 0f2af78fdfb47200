ALTER OPERATOR FAMILY pg_catalog.integer_ops USING btree ADD OPERATOR 3 public.=(integer, amount);
ALTER OPERATOR FAMILY pg_catalog.integer_ops USING btree DROP OPERATOR 1 (integer, amount);
ALTER OPERATOR FAMILY pg_catalog.integer_ops USING btree DROP FUNCTION 1 (integer, amount);
