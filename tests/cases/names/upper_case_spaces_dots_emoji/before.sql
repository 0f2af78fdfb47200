CREATE TABLE "My Table" (id integer PRIMARY KEY);
