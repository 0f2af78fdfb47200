//! Rows made to hurt, what a migration did to them, and writing after it, on PostgreSQL.
#![cfg(all(feature = "postgres", feature = "tools"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on shall fail")]

mod postgres_support;

use std::time::Instant;

use model_core::database::Database;
use model_core::introspect;
use model_core::ir::Schema;
use model_core::rows::{Populate, Population, populate};
use postgres_support::TestDb;

fn made(name: &str, sql: &str) -> (TestDb, Schema) {
    let mut db = TestDb::new(name);
    db.batch(sql).unwrap();
    let schema = introspect::read(&mut *db).unwrap();
    (db, schema)
}

fn one(db: &mut dyn Database, expr: &str) -> String {
    db.json_rows(&format!("SELECT ({expr})::text AS row")).unwrap().remove(0)
}

#[track_caller]
fn complete(population: &Population) {
    let short: Vec<_> =
        population.tables.iter().filter(|table| table.shortfall.is_some() || table.rows == 0).collect();
    assert!(short.is_empty(), "{short:#?}");
}

fn migrations() -> Vec<String> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/community/migrations");
    let mut paths: Vec<_> = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path.join("up.sql")).unwrap()).collect()
}

#[test]
fn every_table_of_a_rich_schema_is_filled() {
    let (mut db, schema) = made("rows_rich", include_str!("postgres_catalog/rich.sql"));
    let population = populate(&mut *db, &schema, &Populate::default()).unwrap();
    for table in &population.tables {
        println!("{}: {} {:?}", table.table, table.rows, table.shortfall);
    }
    complete(&population);
    assert_eq!(one(&mut *db, "SELECT count(DISTINCT mood) FROM public.users"), "4", "every label");
    assert_eq!(introspect::read(&mut *db).unwrap(), schema);
}

#[test]
fn every_table_of_a_community_is_filled_at_every_step() {
    let mut db = TestDb::new("rows_community");
    let start = Instant::now();
    for migration in migrations() {
        db.batch(&migration).unwrap();
    }
    let schema = introspect::read(&mut *db).unwrap();
    let at = Instant::now();
    let population = populate(&mut *db, &schema, &Populate::default()).unwrap();
    println!("replayed in {:?}, filled in {:?}", at - start, at.elapsed());
    for table in &population.tables {
        println!("{}: {} {:?}", table.table, table.rows, table.shortfall);
    }
    complete(&population);
    for (what, expr) in [
        (
            "children",
            "SELECT max(n) > 1 FROM (SELECT count(*) AS n FROM public.projects GROUP BY organization_id) x",
        ),
        ("circle", "SELECT count(home_id) > 0 AND count(*) > count(home_id) FROM public.users"),
        ("itself", "SELECT count(parent_id) > 0 FROM public.posts"),
        ("tree", "SELECT count(parent_number) > 0 FROM public.teams"),
        ("empty", "SELECT bool_or(bio = '') FROM (SELECT display_name AS bio FROM public.users) x"),
    ] {
        assert_eq!(one(&mut *db, expr), "true", "{what}");
    }
}

#[test]
fn constraints_of_every_kind_are_met() {
    let (mut db, schema) = made(
        "rows_kinds",
        "CREATE EXTENSION hstore; CREATE EXTENSION ltree;
         CREATE DOMAIN email AS text NOT NULL CHECK (VALUE ~ '^[^@]+@[^@]+$');
         CREATE DOMAIN percent AS numeric(5, 2) CHECK (VALUE BETWEEN 0 AND 100);
         CREATE TYPE pair AS (a integer, b text);
         CREATE TABLE chicken (id integer PRIMARY KEY, egg integer NOT NULL);
         CREATE TABLE egg (id serial PRIMARY KEY, chicken integer NOT NULL REFERENCES chicken);
         ALTER TABLE chicken ADD FOREIGN KEY (egg) REFERENCES egg;
         CREATE TABLE put_off (id bigint PRIMARY KEY,
             next bigint NOT NULL UNIQUE REFERENCES put_off DEFERRABLE);
         CREATE TABLE odd (
             id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mail email UNIQUE, share percent,
             h hstore NOT NULL, path ltree NOT NULL, p pair NOT NULL, ps pair[] NOT NULL, b bit(5) NOT NULL, bv bit varying(3) NOT NULL,
             ip inet NOT NULL UNIQUE, mac macaddr UNIQUE, u uuid NOT NULL UNIQUE, i interval NOT NULL, t time NOT NULL,
             r int4range NOT NULL, nr numrange NOT NULL, d daterange NOT NULL, j json NOT NULL, x xml NOT NULL, pt point NOT NULL, c char NOT NULL,
             m money NOT NULL, v tsvector NOT NULL, grid integer[][] NOT NULL, ts timestamptz(3)[] NOT NULL, real real NOT NULL, s \"char\" NOT NULL,
             code char(2) NOT NULL CHECK (code ~ '^[A-Z]{2}$'), state text NOT NULL CHECK (state IN ('it''s', 'on')),
             lo integer NOT NULL, hi integer NOT NULL, CHECK (lo < hi), up integer NOT NULL CHECK (up % 7 = 3),
             fraction numeric(3, 3) NOT NULL, small smallint NOT NULL UNIQUE,
             EXCLUDE USING gist (d WITH &&),
             doubled bigint GENERATED ALWAYS AS (small * 2) STORED CHECK (doubled > 2)
         );
         CREATE UNIQUE INDEX ON odd (lower(state), lo) WHERE hi > 0;",
    );
    let population = populate(&mut *db, &schema, &Populate::default()).unwrap();
    complete(&population);
    println!("{:?}", population.tables);
    assert_eq!(
        one(
            &mut *db,
            "SELECT count(*) FROM chicken c JOIN egg e ON c.egg = e.id JOIN chicken d ON d.id = e.chicken"
        ),
        one(&mut *db, "SELECT count(*) FROM chicken")
    );
    let content = |db: &mut dyn Database| {
        one(
            db,
            "SELECT (SELECT json_agg(x ORDER BY id)::text FROM odd x) || (SELECT json_agg(x ORDER BY id)::text FROM chicken x)",
        )
    };
    let (mut other, _) = made("rows_kinds_again", "SELECT 1");
    other.batch("CREATE SCHEMA nothing").unwrap();
    let first = content(&mut *db);
    db.batch("TRUNCATE odd, egg, chicken, put_off RESTART IDENTITY CASCADE").unwrap();
    populate(&mut *db, &schema, &Populate::default()).unwrap();
    assert_eq!(content(&mut *db), first, "same rows again");
    db.batch("TRUNCATE odd, egg, chicken, put_off RESTART IDENTITY CASCADE").unwrap();
    populate(&mut *db, &schema, &Populate { seed: 7, ..Populate::default() }).unwrap();
    assert_ne!(content(&mut *db), first, "other rows by another seed");
    let more = populate(&mut *db, &schema, &Populate::default()).unwrap();
    assert!(more.tables.iter().any(|table| table.rows > 12), "rows are added to rows");
}

#[test]
fn a_table_that_takes_no_row_says_why() {
    let (mut db, schema) = made(
        "rows_none",
        "CREATE TABLE never (a integer CONSTRAINT odd_one CHECK (a IS NOT NULL AND a * a = 17 * 31 * 101));
         CREATE TABLE child (a integer NOT NULL REFERENCES parent_of_none (id));
         CREATE TABLE barred (a integer);
         CREATE FUNCTION bar() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not a row'; END $$;
         CREATE TRIGGER bar BEFORE INSERT ON barred FOR EACH ROW EXECUTE FUNCTION bar();"
            .replace("CREATE TABLE child", "CREATE TABLE parent_of_none (id integer PRIMARY KEY CHECK (id * 0 = 1)); CREATE TABLE child")
            .as_str(),
    );
    let population = populate(&mut *db, &schema, &Populate::default()).unwrap();
    let reasons: Vec<_> = population
        .tables
        .iter()
        .map(|table| (table.table.name.as_str(), table.shortfall.as_deref().unwrap()))
        .collect();
    assert_eq!(
        reasons,
        [
            ("barred", "not a row"),
            ("never", "no row that was tried meets: the check `odd_one`"),
            ("parent_of_none", "no row that was tried meets: the check `parent_of_none_id_check`"),
            ("child", "`parent_of_none`, which its rows have to refer to, is empty"),
        ]
    );
}

/// Two seconds in a debug build on a busy machine; a regression of an order of magnitude fails.
#[test]
fn a_hundred_thousand_rows_take_seconds() {
    let (mut db, schema) = made(
        "rows_many",
        "CREATE TYPE mood AS ENUM ('sad', 'ok');
         CREATE TABLE parents (id bigserial PRIMARY KEY, name text NOT NULL UNIQUE);
         CREATE TABLE many (
             id bigserial PRIMARY KEY, parent_id bigint NOT NULL REFERENCES parents, code varchar(40) NOT NULL UNIQUE,
             n integer CHECK (n >= 0), mood mood NOT NULL, data jsonb, at timestamptz NOT NULL, price numeric(10, 2), note text, flag boolean,
             UNIQUE (parent_id, code));",
    );
    let start = Instant::now();
    let population = populate(&mut *db, &schema, &Populate { rows: 100_000, seed: 1 }).unwrap();
    let elapsed = start.elapsed();
    println!("twice 100,000 rows in {elapsed:?}");
    assert!(population.tables.iter().all(|table| table.rows == 100_000), "{population:?}");
    assert!(elapsed.as_secs() < 30, "{elapsed:?}");
}
