DROP INDEX "i""x'";
ALTER TABLE "a""b'c`d[e]" DROP CONSTRAINT "c""'";
ALTER TABLE "a""b'c`d[e]" DROP COLUMN "x""y'z";
ALTER TABLE "a""b'c`d[e]" DROP COLUMN "\";
