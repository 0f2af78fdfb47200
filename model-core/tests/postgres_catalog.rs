//! The catalog of a database with one of everything.
#![cfg(all(feature = "postgres", feature = "tools"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on shall fail")]

mod postgres_support;

use std::fmt::Write as _;
use std::time::Instant;

use model_core::database::Database;
use model_core::introspect;
use model_core::ir::{Action, QName, Schema};
use postgres_support::{TestDb, golden};

fn read(db: &mut dyn Database) -> Schema {
    introspect::read(db).unwrap()
}

fn one(db: &mut dyn Database, query: &str) -> String {
    db.json_rows(query).unwrap().remove(0)
}

#[test]
fn everything_is_read() {
    let mut db = TestDb::new("catalog_rich");
    db.batch(include_str!("postgres_catalog/rich.sql")).unwrap();
    let schema = read(&mut *db);
    let json = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    golden("postgres_catalog/rich.json", &json);
    assert_eq!(serde_json::from_str::<Schema>(&json).unwrap(), schema, "survives its own JSON");
}

#[test]
fn the_session_neither_shows_nor_changes() {
    let mut db = TestDb::new("catalog_session");
    db.batch(include_str!("postgres_catalog/rich.sql")).unwrap();
    let plain = read(&mut *db);
    db.batch(
        "SET search_path = audit, \"Odd Schema\"; SET datestyle = 'German, DMY'; SET timezone = 'Asia/Tokyo';
         SET quote_all_identifiers = on; SET intervalstyle = 'iso_8601'; SET bytea_output = 'escape';
         SET standard_conforming_strings = off; SET extra_float_digits = -10",
    )
    .unwrap();
    let settings = "SELECT json_build_array(current_setting('search_path'), current_setting('datestyle'),
        current_setting('timezone'), current_setting('jit'), current_setting('bytea_output'))::text AS row";
    let before = one(&mut *db, settings);
    assert_eq!(read(&mut *db), plain);
    assert_eq!(one(&mut *db, settings), before, "outside a transaction");

    db.batch("BEGIN; SET LOCAL search_path = nowhere; CREATE TABLE public.within (x integer)").unwrap();
    let inside = one(&mut *db, settings);
    let schema = read(&mut *db);
    assert_eq!(schema.tables.len(), plain.tables.len() + 1);
    assert_eq!(one(&mut *db, settings), inside, "inside a transaction, SET LOCAL");
    db.batch("ROLLBACK").unwrap();
    assert_eq!(one(&mut *db, settings), before, "after it");
}

#[test]
fn a_failed_reading_leaves_the_transaction_usable() {
    struct Failing(TestDb);
    impl Database for Failing {
        fn engine(&self) -> model_core::ir::Engine {
            self.0.engine()
        }
        fn batch(&mut self, sql: &str) -> Result<(), model_core::database::DatabaseError> {
            self.0.batch(sql)
        }
        fn json_rows(&mut self, query: &str) -> Result<Vec<String>, model_core::database::DatabaseError> {
            let query = if query.contains("pg_enum") { "SELECT 1 / 0" } else { query };
            self.0.json_rows(query)
        }
    }
    let mut db = Failing(TestDb::new("catalog_failing"));
    db.batch("BEGIN; CREATE TABLE kept (x integer)").unwrap();
    let error = introspect::read(&mut db).unwrap_err();
    assert_eq!(error.message, "division by zero");
    db.batch("INSERT INTO kept VALUES (1); COMMIT").unwrap();
    assert!(introspect::read(&mut db).is_err());
    assert_eq!(one(&mut db, "SELECT current_setting('transaction_read_only') AS row"), "off");
}

#[test]
fn what_version_15_added() {
    let mut db = TestDb::new("catalog_15");
    let version: u32 = one(&mut *db, "SELECT current_setting('server_version_num') AS row").parse().unwrap();
    if version < 150_000 {
        return;
    }
    db.batch(
        "CREATE TABLE t (a integer, b integer, UNIQUE NULLS NOT DISTINCT (a, b));
         CREATE UNIQUE INDEX i ON t (b) NULLS NOT DISTINCT;
         CREATE UNIQUE INDEX j ON t (b);
         CREATE TABLE u (x integer, y integer,
             FOREIGN KEY (x, y) REFERENCES t (a, b) ON DELETE SET NULL (y));",
    )
    .unwrap();
    let schema = read(&mut *db);
    let table = &schema.tables[&QName::new("public", "t")];
    assert!(table.uniques[0].nulls_not_distinct);
    assert_eq!(table.indexes.iter().map(|index| index.nulls_not_distinct).collect::<Vec<_>>(), [true, false]);
    let key = &schema.tables[&QName::new("public", "u")].foreign_keys[0];
    assert_eq!(key.on_delete, Action::SetNullColumns(vec!["y".into()]));
}

#[test]
fn what_an_extension_owns_is_not_ours() {
    let mut db = TestDb::new("catalog_extension");
    let empty = read(&mut *db);
    db.batch("CREATE EXTENSION hstore; CREATE EXTENSION ltree; CREATE EXTENSION pg_stat_statements").unwrap();
    let mut schema = read(&mut *db);
    assert_eq!(schema.extensions.keys().collect::<Vec<_>>(), ["hstore", "ltree", "pg_stat_statements"]);
    schema.extensions.clear();
    assert_eq!(schema, empty);
}

/// Half a second in a debug build on a busy machine; a regression of an order of magnitude fails.
#[test]
fn a_thousand_tables_are_read_at_once() {
    let mut db = TestDb::new("catalog_many");
    let mut sql = String::new();
    for i in 0..1000 {
        write!(sql, "CREATE TABLE t{i} (id bigserial PRIMARY KEY, a text NOT NULL DEFAULT 'x', b integer, c integer, d numeric,
            e timestamptz DEFAULT now(), f text, g boolean DEFAULT false, h jsonb, i bigint REFERENCES t{});
            CREATE INDEX ON t{i} (lower(a)); CREATE INDEX ON t{i} (b, c) WHERE c > 0;", i / 2).unwrap();
    }
    db.batch(&sql).unwrap();
    db.batch("ANALYZE").unwrap();
    let start = Instant::now();
    let schema = read(&mut *db);
    let elapsed = start.elapsed();
    println!("read in {elapsed:?}");
    assert_eq!(schema.tables.len(), 1000);
    assert!(elapsed.as_secs() < 5, "{elapsed:?}");
}
