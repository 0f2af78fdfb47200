ALTER TABLE "order" ADD COLUMN "group" text NOT NULL DEFAULT 'x'::text;
ALTER TABLE "order" ADD CONSTRAINT "check" CHECK ("group" <> ''::text);
CREATE INDEX index ON "order" ("select", "group");
ALTER TABLE "order" ADD CONSTRAINT "foreign" FOREIGN KEY ("select") REFERENCES "order" (id);
