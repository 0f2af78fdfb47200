CREATE TABLE "a""b'c`d[e]" (id integer PRIMARY KEY, "x""y'z" text DEFAULT 'it''s "x"', "\" integer CONSTRAINT "c""'" CHECK ("\" > 0));
CREATE INDEX "i""x'" ON "a""b'c`d[e]" ("x""y'z");
