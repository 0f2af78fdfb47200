ALTER TABLE "a""b'c`d[e]" ADD COLUMN "x""y'z" TEXT DEFAULT 'it''s "x"';
ALTER TABLE "a""b'c`d[e]" ADD COLUMN "\" INTEGER CONSTRAINT "c""'" CHECK ("\" > 0);
CREATE INDEX "i""x'" ON "a""b'c`d[e]" ("x""y'z");
