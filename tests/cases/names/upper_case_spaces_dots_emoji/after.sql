CREATE TABLE "My Table" (id integer PRIMARY KEY, "Full Name" text, "a.b" integer, "🎉" text DEFAULT '🎉' NOT NULL);
CREATE TABLE "x.y" ("ID" integer PRIMARY KEY, "My Table" integer CONSTRAINT "a key" REFERENCES "My Table" (id));
CREATE UNIQUE INDEX "My Index 🎉" ON "My Table" ("Full Name", "🎉");
