CREATE TABLE "order" (id integer PRIMARY KEY, "select" integer, "group" text DEFAULT 'x' NOT NULL, CONSTRAINT "check" CHECK ("group" <> ''), CONSTRAINT "foreign" FOREIGN KEY ("select") REFERENCES "order" (id));
CREATE INDEX "index" ON "order" ("select", "group");
