CREATE TABLE t (a text CONSTRAINT t_a_check CHECK (a = ANY (ARRAY['x', 'y'])), b integer CONSTRAINT t_b_check CHECK (b >= 1 AND b <= 9), c character varying CONSTRAINT t_c_check CHECK (lower(c::text) = (c)::text), CONSTRAINT t_check CHECK (a IS NOT NULL OR b > 0));
CREATE INDEX t_b ON t USING btree (b) WHERE (((a = 'x'::text) AND (b > 0)));
CREATE INDEX t_lower ON t (lower((c)::text));
