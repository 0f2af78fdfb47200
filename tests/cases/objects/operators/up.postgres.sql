CREATE SCHEMA math;
DROP INDEX places_at;
ALTER TABLE places DROP CONSTRAINT not_there;
ALTER OPERATOR FAMILY public.points USING btree DROP OPERATOR 1 (integer, bigint);

-- The operator class point3_ops using btree rests on the operator ===(point3, point3), which changes: dropped here, made again below.
DROP OPERATOR CLASS public.point3_ops USING btree;
DROP OPERATOR public.=== (point3, point3);
CREATE OPERATOR math.~~~ (FUNCTION = away, RIGHTARG = point3);
CREATE OPERATOR public.=== (FUNCTION = same, LEFTARG = point3, RIGHTARG = point3, COMMUTATOR = OPERATOR(public.===), NEGATOR = OPERATOR(public.!==), RESTRICT = eqsel, HASHES);
COMMENT ON OPERATOR public.=== (point3, point3) IS 'in the same place';
CREATE OPERATOR CLASS public.point3_ops FOR TYPE point3 USING btree FAMILY public.points AS OPERATOR 1 public.<<<(point3, point3), OPERATOR 2 public.<<==(point3, point3), OPERATOR 3 public.===(point3, point3), OPERATOR 4 public.>>==(point3, point3), OPERATOR 5 public.>>>(point3, point3), FUNCTION 1 (point3, point3) compared(point3,point3);
COMMENT ON OPERATOR CLASS public.point3_ops USING btree IS 'by place';
CREATE OPERATOR FAMILY public.box_order USING gist;
CREATE OPERATOR CLASS public.box_order FOR TYPE box USING gist FAMILY public.box_order AS FUNCTION 1 (box, box) gist_box_consistent(internal,box,smallint,oid,internal), FUNCTION 2 (box, box) gist_box_union(internal,internal), FUNCTION 5 (box, box) gist_box_penalty(internal,internal,internal), FUNCTION 6 (box, box) gist_box_picksplit(internal,internal), FUNCTION 7 (box, box) gist_box_same(box,box,internal);
ALTER OPERATOR FAMILY public.box_order USING gist ADD FUNCTION 8 (box, box) gist_box_distance(internal,box,smallint,oid,internal);
ALTER OPERATOR FAMILY public.box_order USING gist ADD OPERATOR 1 pg_catalog.<<(box, box);
ALTER OPERATOR FAMILY public.box_order USING gist ADD OPERATOR 15 pg_catalog.<->(box, point) FOR ORDER BY pg_catalog.float_ops;
ALTER OPERATOR FAMILY public.points USING btree ADD OPERATOR 1 pg_catalog.<=(integer, bigint);
ALTER OPERATOR FAMILY public.points USING btree ADD OPERATOR 3 pg_catalog.=(integer, smallint);
ALTER TABLE places ADD CONSTRAINT not_there CHECK ((at === ROW(1, 2, 3)::point3) OR (at !== ROW(4, 5, 6)::point3));
CREATE INDEX places_at ON places (at point3_ops);

CREATE VIEW opposite AS
 SELECT places.id,
    (OPERATOR(math.~~~) places.at) AS at
   FROM places;

ALTER OPERATOR public.<<< (point3, point3) OWNER TO pg_monitor;
COMMENT ON OPERATOR FAMILY public.points USING btree IS 'of places';
ALTER OPERATOR FAMILY public.points USING btree DROP OPERATOR 3 (integer, bigint);
DROP OPERATOR FAMILY public.gone USING hash;
DROP OPERATOR public.##! (point3, point3);
