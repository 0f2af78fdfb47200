ALTER TABLE t ADD CONSTRAINT t_a_check CHECK ((a)::text = ANY ((ARRAY['x'::character varying, 'y'::character varying])::text[]));
ALTER TABLE t ADD CONSTRAINT t_check CHECK (((b >= 1) AND (b <= 9)) AND ((a)::text > 'a'::text));
CREATE INDEX t_b ON t (b) WHERE ((a)::text = ANY ((ARRAY['x'::character varying, 'y'::character varying])::text[])) AND ((b >= 2) AND (b <= 3)) AND (id > 0);
