CREATE TABLE p (id bigserial PRIMARY KEY, boss bigint REFERENCES p);
CREATE TABLE c (id bigserial PRIMARY KEY, p bigint NOT NULL REFERENCES p (id) ON DELETE CASCADE);
CREATE INDEX c_p ON c (p);
