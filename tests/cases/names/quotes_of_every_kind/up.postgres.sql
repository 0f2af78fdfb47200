ALTER TABLE "a""b'c`d[e]" ADD COLUMN "x""y'z" text DEFAULT 'it''s "x"'::text;
ALTER TABLE "a""b'c`d[e]" ADD COLUMN "\" integer;
ALTER TABLE "a""b'c`d[e]" ADD CONSTRAINT "c""'" CHECK ("\" > 0);
CREATE INDEX "i""x'" ON "a""b'c`d[e]" ("x""y'z");
