CREATE TABLE "_new_a""b'c`d[e]" (
    id INTEGER PRIMARY KEY NOT NULL
);

INSERT INTO "_new_a""b'c`d[e]" (id)
SELECT id
FROM "a""b'c`d[e]";

DROP TABLE "a""b'c`d[e]";
ALTER TABLE "_new_a""b'c`d[e]" RENAME TO "a""b'c`d[e]";
