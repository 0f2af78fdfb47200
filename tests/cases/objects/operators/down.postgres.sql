DROP VIEW opposite;
ALTER OPERATOR public.<<< (point3, point3) OWNER TO CURRENT_USER;
COMMENT ON OPERATOR FAMILY public.points USING btree IS NULL;
DROP INDEX places_at;
ALTER TABLE places DROP CONSTRAINT not_there;
ALTER OPERATOR FAMILY public.points USING btree DROP OPERATOR 1 (integer, bigint);

-- The operator class point3_ops using btree rests on the operator ===(point3, point3), which changes: dropped here, made again below.
DROP OPERATOR CLASS public.point3_ops USING btree;
DROP OPERATOR public.=== (point3, point3);
CREATE OPERATOR public.##! (FUNCTION = same, LEFTARG = point3, RIGHTARG = point3);
CREATE OPERATOR public.=== (FUNCTION = same, LEFTARG = point3, RIGHTARG = point3, COMMUTATOR = OPERATOR(public.===), NEGATOR = OPERATOR(public.!==), RESTRICT = eqsel);
CREATE OPERATOR CLASS public.point3_ops FOR TYPE point3 USING btree FAMILY public.points AS OPERATOR 1 public.<<<(point3, point3), OPERATOR 2 public.<<==(point3, point3), OPERATOR 3 public.===(point3, point3), OPERATOR 4 public.>>==(point3, point3), OPERATOR 5 public.>>>(point3, point3), FUNCTION 1 (point3, point3) compared(point3,point3);
CREATE OPERATOR FAMILY public.gone USING hash;
ALTER OPERATOR FAMILY public.points USING btree ADD OPERATOR 1 pg_catalog.<(integer, bigint);
ALTER OPERATOR FAMILY public.points USING btree ADD OPERATOR 3 pg_catalog.=(integer, bigint);
ALTER TABLE places ADD CONSTRAINT not_there CHECK ((at === ROW(1, 2, 3)::point3) OR (at !== ROW(4, 5, 6)::point3));
CREATE INDEX places_at ON places (at point3_ops);
ALTER OPERATOR FAMILY public.points USING btree DROP OPERATOR 3 (integer, smallint);
ALTER OPERATOR FAMILY public.box_order USING gist DROP OPERATOR 15 (box, point);
ALTER OPERATOR FAMILY public.box_order USING gist DROP OPERATOR 1 (box, box);
ALTER OPERATOR FAMILY public.box_order USING gist DROP FUNCTION 8 (box, box);
DROP OPERATOR CLASS public.box_order USING gist;
DROP OPERATOR FAMILY public.box_order USING gist;
DROP OPERATOR math.~~~ (NONE, point3);
DROP SCHEMA math;
