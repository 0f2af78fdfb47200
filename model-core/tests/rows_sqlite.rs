//! Rows made to hurt, what a migration did to them, and writing after it, on SQLite.
#![cfg(all(feature = "sqlite", feature = "tools"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on shall fail")]

use std::collections::BTreeSet;
use std::time::Instant;

use diesel::Connection;
use diesel::sqlite::SqliteConnection;
use model_core::database::Database;
use model_core::diff::{Pair, Rename};
use model_core::introspect;
use model_core::ir::{QName, Schema};
use model_core::plan::PlanHints;
use model_core::rows::{Claims, Populate, Population, Snapshot, populate, probe};

fn made(sql: &str) -> (SqliteConnection, Schema) {
    let mut db = SqliteConnection::establish(":memory:").unwrap();
    db.batch(sql).unwrap();
    let schema = introspect::read(&mut db).unwrap();
    (db, schema)
}

fn one(db: &mut SqliteConnection, expr: &str) -> String {
    db.json_rows(&format!("SELECT CAST(({expr}) AS TEXT) AS row")).unwrap().remove(0)
}

#[track_caller]
fn complete(population: &Population) {
    let short: Vec<_> =
        population.tables.iter().filter(|table| table.shortfall.is_some() || table.rows == 0).collect();
    assert!(short.is_empty(), "{short:#?}");
}

const KINDS: &str = r#"
    CREATE TABLE users (
        id INTEGER PRIMARY KEY AUTOINCREMENT, email VARCHAR(60) NOT NULL COLLATE NOCASE UNIQUE,
        mood TEXT NOT NULL DEFAULT 'ok' CHECK (mood IN ('sad', 'it''s', 'ok')), home INTEGER REFERENCES places,
        age INTEGER CHECK (age >= 18), raw BLOB, born DATE, seen TIMESTAMP, price NUMERIC, ratio REAL, active BOOLEAN NOT NULL,
        "Weird ""Name"" 🦀" TEXT, data JSON CHECK (json_valid(data)), upper TEXT GENERATED ALWAYS AS (upper(mood)) STORED CHECK (upper <> 'SAD')
    );
    CREATE UNIQUE INDEX users_mood ON users (lower(mood), age) WHERE active;
    CREATE TABLE places (id TEXT PRIMARY KEY, owner INTEGER NOT NULL REFERENCES users ON DELETE CASCADE, parent TEXT REFERENCES places);
    CREATE TABLE chicken (id INTEGER PRIMARY KEY, egg INTEGER NOT NULL REFERENCES egg);
    CREATE TABLE egg (id INTEGER PRIMARY KEY, chicken INTEGER NOT NULL REFERENCES chicken);
    CREATE TABLE pairs (a INTEGER REFERENCES users, b TEXT REFERENCES places, n INT, PRIMARY KEY (a, b)) WITHOUT ROWID;
    CREATE TABLE tree (tenant INTEGER NOT NULL, n INTEGER NOT NULL, up INTEGER, PRIMARY KEY (tenant, n),
        FOREIGN KEY (tenant, up) REFERENCES tree (tenant, n)) WITHOUT ROWID;
    CREATE TABLE strict (i INT NOT NULL, t TEXT NOT NULL UNIQUE CHECK (length(t) = 3), b BLOB NOT NULL, r REAL NOT NULL, a ANY NOT NULL) STRICT;
    CREATE TABLE numbers (id INTEGER PRIMARY KEY);
"#;

#[test]
fn constraints_of_every_kind_are_met() {
    let (mut db, schema) = made(KINDS);
    let population = populate(&mut db, &schema, &Populate::default()).unwrap();
    println!("{:#?}", population.tables);
    complete(&population);
    assert_eq!(one(&mut db, "SELECT count(*) FROM pragma_foreign_key_check"), "0");
    for expr in [
        "SELECT count(home) > 0 AND count(home) < count(*) FROM users",
        "SELECT count(parent) > 0 FROM places",
        "SELECT count(up) > 0 FROM tree",
        "SELECT count(DISTINCT mood) = 2 FROM users",
    ] {
        assert_eq!(one(&mut db, expr), "1", "{expr}");
    }
    let content = |db: &mut SqliteConnection| {
        one(db, "SELECT group_concat(quote(email) || quote(age) || quote(born) || quote(home)) FROM users")
    };
    let (mut again, _) = made(KINDS);
    populate(&mut again, &schema, &Populate::default()).unwrap();
    assert_eq!(content(&mut again), content(&mut db), "same rows again");
    assert_eq!(introspect::read(&mut db).unwrap(), schema);
    db.batch("BEGIN; COMMIT").unwrap();
}

#[test]
fn a_table_that_takes_no_row_says_why() {
    let (mut db, schema) = made(
        "CREATE TABLE never (a INTEGER, CONSTRAINT odd_one CHECK (a IS NOT NULL AND a * a = -2));
         CREATE TABLE none (id INTEGER PRIMARY KEY, n INTEGER CHECK (n IS NULL AND n = 1), m INTEGER NOT NULL CHECK (m * 0 = 1));
         CREATE TABLE child (a INTEGER NOT NULL REFERENCES none);
         CREATE TABLE barred (a INTEGER);
         CREATE TRIGGER bar BEFORE INSERT ON barred BEGIN SELECT RAISE(ABORT, 'not a row'); END;",
    );
    let population = populate(&mut db, &schema, &Populate::default()).unwrap();
    let reasons: Vec<_> = population
        .tables
        .iter()
        .map(|table| (table.table.name.as_str(), table.shortfall.as_deref().unwrap()))
        .collect();
    assert_eq!(reasons[0], ("barred", "not a row"));
    assert_eq!(reasons[1], ("never", "no row that was tried meets: the check `odd_one`"));
    assert_eq!(reasons[3], ("child", "`none`, which its rows have to refer to, is empty"));
}

#[test]
fn a_hundred_thousand_rows_take_seconds() {
    let (mut db, schema) = made(
        "CREATE TABLE parents (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
         CREATE TABLE many (
             id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL REFERENCES parents, code TEXT NOT NULL UNIQUE,
             n INTEGER CHECK (n >= 0), mood TEXT CHECK (mood IN ('sad', 'ok')), data TEXT, at TIMESTAMP, price REAL, note TEXT, flag BOOLEAN,
             UNIQUE (parent_id, code));",
    );
    let start = Instant::now();
    let population = populate(&mut db, &schema, &Populate { rows: 100_000, seed: 1 }).unwrap();
    let elapsed = start.elapsed();
    println!("twice 100,000 rows in {elapsed:?}");
    assert!(population.tables.iter().all(|table| table.rows == 100_000), "{population:?}");
    assert!(elapsed.as_secs() < 30, "{elapsed:?}");
}

fn told(db: &mut SqliteConnection, migration: &str, claims: &Claims<'_>) -> Vec<String> {
    let before = introspect::read(db).unwrap();
    let snapshot = Snapshot::take(db, &before).unwrap();
    assert_eq!(introspect::read(db).unwrap(), before, "the copies do not show");
    db.batch(migration).unwrap();
    let after = introspect::read(db).unwrap();
    let changes = snapshot.compare(db, &after, claims).unwrap();
    snapshot.discard(db).unwrap();
    changes.iter().map(ToString::to_string).collect()
}

#[test]
fn what_happened_to_rows_is_told() {
    let (mut db, _) = made(
        "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, n INTEGER, raw BLOB, ratio REAL);
         CREATE TABLE lines (a INTEGER, b TEXT);
         INSERT INTO people VALUES (1, 'it''s', 1, x'00ff', 0.1), (2, NULL, NULL, NULL, NULL), (3, 'x', 3, x'', 1e300);
         INSERT INTO lines VALUES (1, 'a'), (1, 'a'), (2, NULL);",
    );
    let nothing = PlanHints::default();
    let plain = Claims { renames: &[], hints: &nothing };
    let mut check = |migration: &str, claims: &Claims<'_>, expected: &[&str]| {
        assert_eq!(told(&mut db, migration, claims), expected, "{migration}");
    };
    check(
        "BEGIN; PRAGMA foreign_keys = OFF; CREATE TABLE new (id INTEGER PRIMARY KEY, name VARCHAR(9), n TEXT, raw BLOB, ratio REAL); INSERT INTO new SELECT * FROM people; DROP TABLE people; ALTER TABLE new RENAME TO people; COMMIT",
        &plain,
        &[],
    );
    check(
        "UPDATE people SET n = 4 WHERE id = 3; UPDATE people SET name = 'y' WHERE id < 3",
        &plain,
        &[
            "people.name: 2 of 3 rows changed, e.g. 'it's' became 'y'",
            "people.n: 1 of 3 rows changed, e.g. '3' became '4'",
        ],
    );
    check(
        "DELETE FROM people WHERE id = 1; INSERT INTO lines VALUES (3, 'c')",
        &plain,
        &["lines: 1 row added", "people: 1 of 3 rows was lost"],
    );
    check(
        "UPDATE lines SET b = 'z' WHERE a = 1",
        &plain,
        &["lines.b: 2 of 4 rows changed, e.g. 'a' became 'z'"],
    );
    let renames = [Rename::Column {
        table: QName::new("", "people"),
        column: Pair { from: "name".to_owned(), to: "title".to_owned() },
    }];
    check(
        "ALTER TABLE people RENAME name TO title; DROP TABLE lines",
        &Claims { renames: &renames, ..plain },
        &["lines: dropped with 4 rows"],
    );
    check("ALTER TABLE people DROP title", &plain, &["people.title: dropped with the values of 2 rows"]);
    let mut hints = PlanHints::default();
    hints.backfills.insert((QName::new("", "people"), "n".to_owned()), "'0'".to_owned());
    let filled = "CREATE TABLE new (id INTEGER PRIMARY KEY, n TEXT NOT NULL, raw BLOB, ratio REAL); INSERT INTO new SELECT id, coalesce(n, '0'), raw, ratio FROM people; DROP TABLE people; ALTER TABLE new RENAME TO people";
    check(filled, &Claims { renames: &[], hints: &hints }, &[]);
}

#[test]
fn writing_after_a_migration_is_tried() {
    let (mut db, schema) = made(KINDS);
    complete(&populate(&mut db, &schema, &Populate::default()).unwrap());
    let all: BTreeSet<QName> = schema.tables.keys().cloned().collect();
    assert_eq!(probe(&mut db, &schema, &all, &BTreeSet::new()).unwrap(), []);
    let rows = one(&mut db, "SELECT count(*) FROM strict");
    db.batch("CREATE TRIGGER broken AFTER INSERT ON strict BEGIN INSERT INTO nowhere VALUES (1); END")
        .unwrap();
    let failures = probe(&mut db, &schema, &all, &BTreeSet::new()).unwrap();
    let said: Vec<_> = failures.iter().map(ToString::to_string).collect();
    assert_eq!(said, ["strict: no row can be inserted any more: no such table: main.nowhere"]);
    assert_eq!(one(&mut db, "SELECT count(*) FROM strict"), rows, "nothing stays");
}
