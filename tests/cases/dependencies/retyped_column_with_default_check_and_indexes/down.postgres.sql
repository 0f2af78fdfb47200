DROP INDEX t_expr;
DROP INDEX t_part;
ALTER TABLE t DROP CONSTRAINT n_set;
ALTER TABLE t ALTER COLUMN n DROP DEFAULT;
ALTER TABLE t ALTER COLUMN n TYPE varchar(20) USING n::character varying(20);
ALTER TABLE t ALTER COLUMN n SET DEFAULT '5'::character varying;
ALTER TABLE t ADD CONSTRAINT n_set CHECK ((n)::text <> ''::text);
CREATE INDEX t_expr ON t (lower((n)::text));
CREATE INDEX t_part ON t (id) WHERE (n)::text <> 'x'::text;
