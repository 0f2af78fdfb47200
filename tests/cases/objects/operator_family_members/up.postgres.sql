ALTER OPERATOR FAMILY pg_catalog.integer_ops USING btree ADD FUNCTION 1 (integer, amount) compared(integer,amount);
ALTER OPERATOR FAMILY pg_catalog.integer_ops USING btree ADD OPERATOR 1 public.<(integer, amount);
ALTER OPERATOR FAMILY pg_catalog.integer_ops USING btree DROP OPERATOR 3 (integer, amount);
