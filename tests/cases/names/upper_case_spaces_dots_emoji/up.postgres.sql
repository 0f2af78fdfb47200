CREATE TABLE "x.y" (
    "ID" integer NOT NULL,
    "My Table" integer,
    CONSTRAINT "x.y_pkey" PRIMARY KEY ("ID"),
    CONSTRAINT "a key" FOREIGN KEY ("My Table") REFERENCES "My Table" (id)
);

ALTER TABLE "My Table" ADD COLUMN "Full Name" text;
ALTER TABLE "My Table" ADD COLUMN "a.b" integer;
ALTER TABLE "My Table" ADD COLUMN "🎉" text NOT NULL DEFAULT '🎉'::text;
CREATE UNIQUE INDEX "My Index 🎉" ON "My Table" ("Full Name", "🎉");
