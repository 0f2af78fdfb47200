CREATE TABLE "p" ("id" integer NOT NULL, PRIMARY KEY ("id"));
CREATE TABLE [t] (
    id INTEGER PRIMARY KEY, -- a comment
    `name` VARCHAR ( 10 ) NOT NULL DEFAULT 'x', /* another */
    [on] TEXT,
    p INTEGER,
    CONSTRAINT something CHECK (("name" <> '')),
    FOREIGN KEY (p) REFERENCES p (id)
);
CREATE INDEX "t_name" ON "t" ("name");
