//! What is read from SQLite, written anew and read again is the same.
#![cfg(all(feature = "sqlite", feature = "tools"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test's helpers fail like its tests")]

use diesel::sqlite::SqliteConnection;
use diesel::{Connection, connection::SimpleConnection};
use model_core::dialect::sqlite::materialise;
use model_core::introspect::read;
use model_core::ir::{Action, Deferrable, KeyTarget, QName, Schema, Table};
use model_core::plan::to_sql;

fn schema_of(sql: &str) -> Schema {
    let mut connection = SqliteConnection::establish(":memory:").unwrap();
    connection.batch_execute(sql).unwrap_or_else(|error| panic!("{error}:\n{sql}"));
    read(&mut connection).unwrap()
}

fn table_of(sql: &str) -> Table {
    let schema = schema_of(sql);
    assert!(schema.others.is_empty(), "{:?}", schema.others);
    schema.tables[&QName::new("", "t")].clone()
}

/// The law.
fn round_trip(sql: &str) -> Schema {
    let first = schema_of(sql);
    let script = to_sql(&materialise(&first));
    assert_eq!(schema_of(&script), first, "written as\n{script}");
    first
}

/// Statements that must survive, none of them as an object that is only kept.
const DESCRIBED: &[&str] = &[
    "CREATE TABLE t (a)",
    "CREATE TABLE t (id INTEGER PRIMARY KEY)",
    "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name TEXT)",
    "CREATE TABLE t (id INTEGER CONSTRAINT pk PRIMARY KEY ASC)",
    "CREATE TABLE t (id INTEGER, PRIMARY KEY (id))",
    "CREATE TABLE t (id INT PRIMARY KEY, b BIGINT UNIQUE)",
    "CREATE TABLE t (a TEXT PRIMARY KEY, b TEXT UNIQUE NOT NULL) WITHOUT ROWID",
    "CREATE TABLE t (id INTEGER PRIMARY KEY, b BLOB) WITHOUT ROWID, STRICT",
    "CREATE TABLE t (a INT, b TEXT, c ANY, d REAL, PRIMARY KEY (b, a)) STRICT",
    "CREATE TABLE t (a TEXT, b TEXT, c TEXT, CONSTRAINT pk PRIMARY KEY (c, a), CONSTRAINT u1 UNIQUE (a, b), UNIQUE (b))",
    "CREATE TABLE t (a TEXT UNIQUE, b TEXT, UNIQUE (a), UNIQUE (a, b))",
    "CREATE TABLE t (a varchar ( 10 ), b decimal(10,2), c double  precision, d \"odd-type\", e [two words], f \"select\", g)",
    "CREATE TABLE t (a TEXT DEFAULT 'it''s', b INT DEFAULT -1, c REAL DEFAULT +1.5e-3, d DEFAULT X'ab', e DEFAULT TRUE,
        f DEFAULT (datetime('now')), g DEFAULT CURRENT_TIMESTAMP, h DEFAULT ((1)), i DEFAULT word, j DEFAULT \"quoted\",
        k DEFAULT NULL, l DEFAULT (1 + 2), m DEFAULT ('(') , n DEFAULT ((1) + (2)), o DEFAULT ('a' || ')'))",
    "CREATE TABLE t (a TEXT COLLATE nocase, b TEXT COLLATE BINARY, c TEXT COLLATE RTRIM UNIQUE, UNIQUE (a COLLATE NOCASE))",
    "CREATE TABLE t (a INT, b INT AS (a + 1), c INT GENERATED ALWAYS AS (a * 2) STORED NOT NULL, d AS (lower(a)) VIRTUAL)",
    "CREATE TABLE t (a INT CHECK (a > 0), b TEXT CONSTRAINT short CHECK (length(b) < 10),
        CHECK (a <> 3 OR b IS NOT NULL), CONSTRAINT \"odd name\" CHECK (a NOT BETWEEN 5 AND 6 AND b NOT IN ('x', 'y')))",
    "CREATE TABLE t (a INT, CHECK (- -a < - 1 AND NOT a IS NULL AND CAST(a AS varchar(10)) LIKE '1%' ESCAPE '\\' AND ~a & 7 <> 0))",
    "CREATE TABLE t (a TEXT, CHECK (CASE a WHEN 'x' THEN 1 ELSE a COLLATE NOCASE = 'Y' END AND (a, a) = ('x', 'y') OR a -> '$.b' ISNULL))",
    "CREATE TABLE t (a TEXT, b TEXT, CHECK (json_valid(a) AND coalesce(a, b, '') <> X'00' AND a GLOB '[a-z]*' AND a IS NOT b))",
    "CREATE TABLE p (id INTEGER PRIMARY KEY, x INT, y INT, UNIQUE (x, y));
     CREATE TABLE t (a INT REFERENCES p, b INT REFERENCES p (id) ON DELETE CASCADE ON UPDATE SET NULL, x INT, y INT,
        c INT CONSTRAINT c_fk REFERENCES p (id) ON DELETE RESTRICT DEFERRABLE,
        CONSTRAINT xy FOREIGN KEY (x, y) REFERENCES p (x, y) ON DELETE SET DEFAULT DEFERRABLE INITIALLY DEFERRED)",
    "CREATE TABLE t (id INTEGER PRIMARY KEY, parent INT REFERENCES t ON DELETE CASCADE, other INT REFERENCES missing,
        third INT REFERENCES missing (nowhere) MATCH FULL, fourth INT REFERENCES t (id) NOT DEFERRABLE)",
    "CREATE TABLE a (id INTEGER PRIMARY KEY, b INT REFERENCES b); CREATE TABLE b (id INTEGER PRIMARY KEY, a INT REFERENCES a)",
    "CREATE TABLE t (a TEXT COLLATE NOCASE, b TEXT, c INT);
     CREATE INDEX t_a ON t (a); CREATE UNIQUE INDEX t_b ON t (b COLLATE NOCASE DESC, c ASC) WHERE c > 0 AND b IS NOT NULL;
     CREATE INDEX t_e ON t (lower(a), b || c, (c + 1) DESC, (a || b) COLLATE NOCASE, a COLLATE BINARY);
     CREATE INDEX \"an index\" ON t ('a', \"b\", [c])",
    "CREATE TABLE \"order\" (\"select\" TEXT, [group] TEXT, `from` TEXT, 'where' TEXT, \"a\"\"b\" TEXT, \"a.b\" TEXT, \"🦀\" TEXT,
        type TEXT, \"match\" TEXT, \"Upper Case\" TEXT, ünïcode TEXT, \"]\" TEXT, \"it's\" TEXT,
        CHECK (\"select\" <> `from` AND [group] > 'x' AND \"a\"\"b\" IS NULL AND \"🦀\" = '🦀' AND \"it's\" <> ünïcode));
     CREATE INDEX \"select\" ON \"order\" (\"select\", \"a\"\"b\") WHERE \"match\" = type;
     CREATE TABLE \"a \"\"quoted\"\" child\" (x TEXT REFERENCES \"order\" (\"a.b\"))",
    "CREATE TABLE t /* a comment */ (a INT, -- another
        b INT /* CHECK (b > 0) */ , CHECK (a /* here */ > -- and here
        0))",
];

#[test]
fn every_table_comes_back() {
    for sql in DESCRIBED {
        let schema = round_trip(sql);
        assert!(schema.others.is_empty(), "{sql}: {:?}", schema.others);
        assert!(!schema.tables.is_empty());
    }
}

#[test]
fn what_no_model_describes_is_kept_and_comes_back() {
    let schema = round_trip(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);
         CREATE VIEW v AS SELECT a FROM t; CREATE VIEW a_view_over_it AS SELECT a FROM v; CREATE VIEW broken AS SELECT x FROM gone;
         CREATE TRIGGER tr AFTER INSERT ON t BEGIN UPDATE t SET a = 'x;y' WHERE id = new.id; DELETE FROM log; END;
         CREATE TRIGGER on_view INSTEAD OF INSERT ON v BEGIN SELECT 1; END;
         CREATE TABLE log (a TEXT);
         CREATE VIRTUAL TABLE words USING fts5(body, content='');
         CREATE TABLE loose (a TEXT NOT NULL ON CONFLICT REPLACE DEFAULT 'x', b INT UNIQUE ON CONFLICT IGNORE);
         CREATE INDEX loose_a ON loose (a);
         CREATE TABLE falling (a INT, b INT, PRIMARY KEY (a, b DESC)) WITHOUT ROWID;
         CREATE TABLE old (id INTEGER PRIMARY KEY DESC);",
    );
    let kept: Vec<_> =
        schema.others.iter().map(|other| (other.kind.as_str(), other.name.name.as_str())).collect();
    assert_eq!(
        kept,
        [
            ("index", "loose_a"),
            ("table", "falling"),
            ("table", "loose"),
            ("table", "old"),
            ("trigger", "on_view"),
            ("trigger", "tr"),
            ("view", "a_view_over_it"),
            ("view", "broken"),
            ("view", "v"),
            ("virtual table", "words"),
        ]
    );
    assert_eq!(schema.tables.keys().map(|name| name.name.as_str()).collect::<Vec<_>>(), ["log", "t"]);
    assert_eq!(schema.others[5].table, Some(QName::new("", "t")));
}

#[test]
fn internals_are_left_out() {
    let schema = schema_of(
        "CREATE TABLE __diesel_schema_migrations (version VARCHAR(50) PRIMARY KEY NOT NULL, run_on TIMESTAMP);
         CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT); CREATE INDEX i ON t (a); INSERT INTO t (a) VALUES ('x');
         CREATE TABLE sqlitex (a); ANALYZE;",
    );
    assert_eq!(schema.tables.keys().map(|name| name.name.as_str()).collect::<Vec<_>>(), ["sqlitex", "t"]);
    assert!(schema.others.is_empty(), "{:?}", schema.others);
}

#[test]
fn whitespace_case_comments_and_quotes_make_no_difference() {
    let plain = schema_of(
        "CREATE TABLE t (Id INTEGER PRIMARY KEY, a INTEGER NOT NULL DEFAULT 1, b AS (lower(a)), CHECK (a > 1 AND a IS NOT NULL), CHECK (a <> 'x'));
         CREATE INDEX i ON t (lower(a)) WHERE a IN (1, 2)",
    );
    let odd = schema_of(
        "create table [t] (\"Id\" integer primary key /* the key */, `a` integer not null default (  1 ), 'b' generated always as (( LOWER ( \"A\" ) )),
            check((t.A>1 and a NOTNULL)), -- the rest
            check (a != \"x\"));
         create index \"i\" on t(LOWER(a)) where ((A in(1,2)))",
    );
    assert_eq!(odd, plain);
}

#[test]
fn facts_are_what_sqlite_makes_of_them() {
    let table = table_of(
        "CREATE TABLE T2 (x INT, Y INT, PRIMARY KEY (Y, x));
         CREATE TABLE t (id INTEGER PRIMARY KEY, k INT, b TEXT UNIQUE, c TEXT COLLATE nocase CHECK (c <> ID),
            x INT, y INT, g INT AS (k + 1) STORED,
            FOREIGN KEY (X, Y) REFERENCES t2 ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED);
         CREATE INDEX i ON t (lower(b), c COLLATE BINARY DESC) WHERE k > 0",
    );
    assert!(!table.columns[0].nullable, "an INTEGER PRIMARY KEY is never NULL");
    assert!(table.columns[1].nullable);
    assert_eq!(table.columns[3].collation.as_deref(), Some("NOCASE"));
    assert!(table.columns[6].generated.as_ref().is_some_and(|generated| generated.stored));
    assert_eq!(table.checks[0].columns, ["c", "id"]);
    let key = &table.foreign_keys[0];
    assert_eq!(
        (key.columns.as_slice(), key.target.name.as_str()),
        (&["x".to_owned(), "y".to_owned()][..], "T2")
    );
    assert_eq!(key.target_columns, ["Y", "x"], "no columns: the parent's primary key");
    assert_eq!((&key.on_delete, key.deferrable), (&Action::SetNull, Deferrable::Deferred));
    let index = &table.indexes[0];
    assert_eq!(index.columns, ["b", "c", "k"]);
    assert_eq!(index.keys[1].target, KeyTarget::Column("c".to_owned()));
    assert_eq!((index.keys[1].collation.as_deref(), index.keys[1].desc), (Some("BINARY"), true));
    let key = table_of("CREATE TABLE t (a TEXT PRIMARY KEY, b INT)");
    assert!(key.columns[0].nullable, "any other key may be NULL");
    let key = table_of("CREATE TABLE t (a TEXT PRIMARY KEY, b INT) WITHOUT ROWID");
    assert!(!key.columns[0].nullable, "but for a table without rowids");
}

#[test]
fn text_follows_a_rename() {
    let renamed = schema_of(
        "CREATE TABLE old (a INT CHECK (a > 0), b INT AS (a + 1), CONSTRAINT c CHECK (old.a < 9));
         CREATE TABLE child (x INT REFERENCES old (a)); CREATE INDEX i ON old (a) WHERE a > 1;
         ALTER TABLE old RENAME TO t; ALTER TABLE t RENAME COLUMN a TO \"select\"; ALTER TABLE t RENAME COLUMN \"select\" TO z;",
    );
    let made = schema_of(
        "CREATE TABLE t (z INT CHECK (z > 0), b INT AS (z + 1), CONSTRAINT c CHECK (z < 9));
         CREATE TABLE child (x INT REFERENCES t (z)); CREATE INDEX i ON t (z) WHERE z > 1;",
    );
    assert_eq!(renamed, made);
}

#[test]
fn every_keyword_is_a_name() {
    let words = "ABORT ACTION ADD AFTER ALL ALTER ALWAYS ANALYZE AND AS ASC ATTACH AUTOINCREMENT BEFORE BEGIN BETWEEN BY CASCADE CASE \
        CAST CHECK COLLATE COLUMN COMMIT CONFLICT CONSTRAINT CREATE CROSS CURRENT CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP \
        DATABASE DEFAULT DEFERRABLE DEFERRED DELETE DESC DETACH DISTINCT DO DROP EACH ELSE END ESCAPE EXCEPT EXCLUDE EXCLUSIVE \
        EXISTS EXPLAIN FAIL FALSE FILTER FIRST FOLLOWING FOR FOREIGN FROM FULL GENERATED GLOB GROUP GROUPS HAVING IF IGNORE IMMEDIATE \
        IN INDEX INDEXED INITIALLY INNER INSERT INSTEAD INTERSECT INTO IS ISNULL JOIN KEY LAST LEFT LIKE LIMIT MATCH MATERIALIZED \
        NATURAL NO NOT NOTHING NOTNULL NULL NULLS OF OFFSET ON OR ORDER OTHERS OUTER OVER PARTITION PLAN PRAGMA PRECEDING PRIMARY \
        QUERY RAISE RANGE RECURSIVE REFERENCES REGEXP REINDEX RELEASE RENAME REPLACE RESTRICT RETURNING RIGHT ROLLBACK ROW ROWID ROWS \
        SAVEPOINT SELECT SET STORED STRICT TABLE TEMP TEMPORARY THEN TIES TO TRANSACTION TRIGGER TRUE UNBOUNDED UNION UNIQUE UPDATE \
        USING VACUUM VALUES VIEW VIRTUAL WHEN WHERE WINDOW WITH WITHIN WITHOUT";
    for word in words.split_whitespace().flat_map(|word| [word.to_owned(), word.to_lowercase()]) {
        round_trip(&format!(
            "CREATE TABLE \"{word}\" (\"{word}\" TEXT PRIMARY KEY COLLATE NOCASE, b INT REFERENCES \"{word}\" (\"{word}\"), c AS (\"{word}\" || 'x'),
                CONSTRAINT \"{word}\" CHECK (\"{word}\" <> 'x' AND NOT \"{word}\" IS NULL), UNIQUE (b, \"{word}\"));
             CREATE INDEX \"{word}_i\" ON \"{word}\" (\"{word}\" DESC, lower(\"{word}\")) WHERE \"{word}\" > '';
             CREATE TABLE t (\"{word}\")"
        ));
    }
}

#[test]
fn what_is_written_reads_like_written_by_hand() {
    let schema = schema_of(
        "create table users(id integer primary key autoincrement, email varchar(255) not null unique collate nocase,
            created_at timestamp not null default current_timestamp, karma int default (0) check(karma>=0),
            full_name text as (first||' '||last) stored, first text, last text default (lower('X')));
         create unique index users_email_lower on users(lower(email) desc, first collate rtrim) where (karma NOTNULL);
         create table memberships(user_id integer not null references users on delete cascade, \"group\" text not null,
            constraint memberships_pkey primary key(user_id,\"group\"), constraint \"no root\" check(\"group\"!='root')) strict, without rowid",
    );
    assert_eq!(
        to_sql(&materialise(&schema)),
        r#"CREATE TABLE memberships (
    user_id INTEGER NOT NULL,
    "group" TEXT NOT NULL,
    CONSTRAINT memberships_pkey PRIMARY KEY (user_id, "group"),
    FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT "no root" CHECK ("group" <> 'root')
) WITHOUT ROWID, STRICT;

CREATE TABLE users (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    email VARCHAR(255) NOT NULL COLLATE NOCASE,
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    karma INT DEFAULT 0,
    full_name TEXT GENERATED ALWAYS AS (first || ' ' || last) STORED,
    first TEXT,
    last TEXT DEFAULT (lower('X')),
    UNIQUE (email),
    CHECK (karma >= 0)
);

CREATE UNIQUE INDEX users_email_lower ON users (lower(email) DESC, first COLLATE RTRIM) WHERE karma IS NOT NULL;
"#
    );
}
