CREATE TYPE point3 AS (x integer, y integer, z integer);
CREATE FUNCTION same(a point3, b point3) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT a.x = b.x';
CREATE FUNCTION other(a point3, b point3) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT a.x <> b.x';
CREATE FUNCTION below(a point3, b point3) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT a.x < b.x';
CREATE FUNCTION at_most(a point3, b point3) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT a.x <= b.x';
CREATE FUNCTION above(a point3, b point3) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT a.x > b.x';
CREATE FUNCTION at_least(a point3, b point3) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT a.x >= b.x';
CREATE FUNCTION compared(a point3, b point3) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT sign(coalesce(a.x, 0) - coalesce(b.x, 0))::integer';
CREATE FUNCTION away(a point3) RETURNS point3 LANGUAGE sql IMMUTABLE AS 'SELECT ROW(-a.x, -a.y, -a.z)::point3';
CREATE OPERATOR === (FUNCTION = same, LEFTARG = point3, RIGHTARG = point3, COMMUTATOR = ===, NEGATOR = !==, RESTRICT = eqsel, HASHES);
CREATE OPERATOR !== (FUNCTION = other, LEFTARG = point3, RIGHTARG = point3, COMMUTATOR = !==, NEGATOR = ===);
CREATE OPERATOR <<< (FUNCTION = below, LEFTARG = point3, RIGHTARG = point3, COMMUTATOR = >>>);
CREATE OPERATOR <<== (FUNCTION = at_most, LEFTARG = point3, RIGHTARG = point3, COMMUTATOR = >>==);
CREATE OPERATOR >>== (FUNCTION = at_least, LEFTARG = point3, RIGHTARG = point3, COMMUTATOR = <<==);
CREATE OPERATOR >>> (FUNCTION = above, LEFTARG = point3, RIGHTARG = point3, COMMUTATOR = <<<);
CREATE OPERATOR FAMILY points USING btree;
CREATE OPERATOR CLASS point3_ops FOR TYPE point3 USING btree FAMILY points AS
    OPERATOR 1 <<<, OPERATOR 2 <<==, OPERATOR 3 ===, OPERATOR 4 >>==, OPERATOR 5 >>>, FUNCTION 1 compared(point3, point3);
ALTER OPERATOR FAMILY points USING btree ADD OPERATOR 1 <= (integer, bigint), OPERATOR 3 = (integer, smallint);
CREATE TABLE places (id bigint PRIMARY KEY, at point3, CONSTRAINT not_there CHECK (at === ROW(1, 2, 3)::point3 OR at !== ROW(4, 5, 6)::point3));
CREATE INDEX places_at ON places (at point3_ops);
CREATE VIEW near AS SELECT id FROM places WHERE at <<< ROW(9, 9, 9)::point3;
COMMENT ON OPERATOR === (point3, point3) IS 'in the same place';
COMMENT ON OPERATOR CLASS point3_ops USING btree IS 'by place';
COMMENT ON OPERATOR FAMILY points USING btree IS 'of places';
ALTER OPERATOR <<< (point3, point3) OWNER TO pg_monitor;
CREATE SCHEMA math;
CREATE OPERATOR math.~~~ (FUNCTION = away, RIGHTARG = point3);
CREATE VIEW opposite AS SELECT id, OPERATOR(math.~~~) at AS at FROM places;
CREATE OPERATOR CLASS box_order FOR TYPE box USING gist AS
    OPERATOR 1 <<, OPERATOR 15 <-> (box, point) FOR ORDER BY float_ops,
    FUNCTION 1 gist_box_consistent(internal, box, smallint, oid, internal), FUNCTION 2 gist_box_union(internal, internal),
    FUNCTION 5 gist_box_penalty(internal, internal, internal), FUNCTION 6 gist_box_picksplit(internal, internal),
    FUNCTION 7 gist_box_same(box, box, internal), FUNCTION 8 (box, box) gist_box_distance(internal, box, smallint, oid, internal);
