//! Every rule on a real database: `tests/hazards/<code>/{fires,quiet}.sql`, and migrations that are harmless.
//!
//! A file has a part `-- before`, a part `-- up`, and is for PostgreSQL unless it is called `fires.sqlite.sql`. With
//! `-- up, no transaction` it is run as Diesel runs one with `run_in_transaction = false`. What a rule says is in
//! `fires.txt` beside it. `UPDATE_GOLDEN=1` writes that, `MODEL_CASE=drop` runs some.
#![allow(
    clippy::pedantic,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on shall fail"
)]
#![cfg(all(feature = "postgres", feature = "sqlite", feature = "tools"))]

mod postgres_support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use diesel::{Connection as _, SqliteConnection};
use model_core::database::Database;
use model_core::hazard::{Facts, Level, Levels, check, rules};
use model_core::introspect;
use model_core::ir::Engine;
use model_core::verify::watched;
use postgres_support::{TestDb, golden};

const EMPTY: &str = "DO $$DECLARE of text; BEGIN
    FOR of IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
        EXECUTE format('DROP SCHEMA %I CASCADE', of);
    END LOOP;
    CREATE SCHEMA public;
END$$";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hazards")
}

struct Case {
    before: String,
    up: String,
    in_transaction: bool,
}

impl Case {
    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap();
        let text = text.strip_prefix("-- before\n").unwrap_or_else(|| panic!("{path:?} begins otherwise"));
        let (before, up) = text.split_once("-- up").unwrap_or_else(|| panic!("{path:?} has no `-- up`"));
        let (flags, up) = up.split_once('\n').unwrap();
        assert!(matches!(flags, "" | ", no transaction"), "{path:?}: {flags}");
        Self { before: before.to_owned(), up: up.to_owned(), in_transaction: flags.is_empty() }
    }

    fn facts(&self, postgres: &mut TestDb, engine: Engine) -> Facts {
        let mut sqlite;
        let database: &mut dyn Database = if engine == Engine::Postgres {
            // Each in a batch of its own: neither DISCARD ALL nor what follows it may be in one transaction.
            for sql in ["ROLLBACK", "DISCARD ALL", EMPTY] {
                postgres.batch(sql).unwrap();
            }
            &mut **postgres
        } else {
            sqlite = SqliteConnection::establish(":memory:").unwrap();
            &mut sqlite
        };
        database.batch(&self.before).unwrap();
        let before = introspect::read(database).unwrap();
        watched(database, &before, &self.up, self.in_transaction)
            .unwrap_or_else(|error| panic!("{error}\n{}", self.up))
    }
}

/// What a rule alone says, with its level raised so that those that are off speak as well.
fn says(facts: &Facts, code: &str) -> String {
    let levels = Levels::new(BTreeMap::from([(code.to_owned(), Level::Warn)])).unwrap();
    let found = check(facts, &levels);
    found.iter().filter(|hazard| hazard.code == code).map(|hazard| format!("{hazard}\n")).collect()
}

fn engine_of(name: &str) -> Engine {
    if name.ends_with(".sqlite.sql") { Engine::Sqlite } else { Engine::Postgres }
}

#[test]
fn every_rule_fires_and_keeps_quiet() {
    let mut database = TestDb::new("hazards");
    let wanted = std::env::var("MODEL_CASE").unwrap_or_default();
    let mut failures = Vec::new();
    for rule in rules().iter().filter(|rule| rule.code.contains(&wanted)) {
        for engine in rule.engines {
            let infix = if *engine == Engine::Sqlite { ".sqlite" } else { "" };
            for kind in ["fires", "quiet"] {
                let name = format!("{}/{kind}{infix}", rule.code);
                let path = root().join(format!("{name}.sql"));
                if !path.exists() {
                    failures.push(format!("{name}.sql is missing"));
                    continue;
                }
                let case = Case::read(&path);
                let run = std::panic::AssertUnwindSafe(|| case.facts(&mut database, *engine));
                let facts = match std::panic::catch_unwind(run) {
                    Ok(facts) => facts,
                    Err(_) => {
                        failures.push(format!("{name}.sql fails: see above"));
                        continue;
                    }
                };
                let said = says(&facts, rule.code);
                match (kind, said.is_empty()) {
                    ("fires", true) => {
                        failures.push(format!("{name}: says nothing\n{:#?}", facts.statements))
                    }
                    ("quiet", false) => failures.push(format!("{name}: {said}")),
                    ("fires", false) => {
                        let file = format!("hazards/{name}.txt");
                        let compare = std::panic::AssertUnwindSafe(|| golden(&file, &said));
                        if std::panic::catch_unwind(compare).is_err() {
                            failures.push(format!("{name}: see above"));
                        }
                    }
                    _ => {}
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} failure(s)\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_case_belongs_to_a_rule() {
    for entry in fs::read_dir(root()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            matches!(name.as_str(), "harmless" | "README.md") || rules().iter().any(|rule| rule.code == name),
            "{name} is no rule"
        );
    }
}

#[test]
fn harmless_migrations_raise_nothing() {
    let mut database = TestDb::new("harmless");
    let mut failures = Vec::new();
    let mut paths: Vec<PathBuf> =
        fs::read_dir(root().join("harmless")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 30, "only {}", paths.len());
    for path in paths {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let facts = Case::read(&path).facts(&mut database, engine_of(&name));
        for hazard in check(&facts, &Levels::default()) {
            failures.push(format!("{name}: {hazard}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

const ROWS: &str = "CREATE TABLE t (id bigint PRIMARY KEY, a integer); INSERT INTO t VALUES (1, 1), (2, 2);";

#[test]
fn a_reason_makes_an_allow_count() {
    let mut database = TestDb::new("allow");
    let run = |database: &mut TestDb, up: &str| {
        let case = Case { before: ROWS.to_owned(), up: up.to_owned(), in_transaction: true };
        let facts = case.facts(database, Engine::Postgres);
        let found = check(&facts, &Levels::default());
        found.into_iter().map(|hazard| hazard.code).collect::<Vec<_>>()
    };
    let set = "ALTER TABLE t ALTER COLUMN a SET NOT NULL;";
    let all = ["made-required-nulls", "no-lock-timeout", "no-statement-timeout", "not-null-scan"];
    assert_eq!(run(&mut database, set), all);
    let above = format!("-- model: allow(not-null-scan) because t is small\n{set}");
    assert_eq!(run(&mut database, &above), all[..3]);
    let head =
        format!("-- model: allow(not-null-scan, no-lock-timeout) because t is small\n\nSELECT 1;\n{set}");
    assert_eq!(run(&mut database, &head), ["made-required-nulls", "no-statement-timeout"]);
    let unreasoned = format!("-- model: allow(not-null-scan)\n{set}");
    assert_eq!(run(&mut database, &unreasoned), ["allow", all[0], all[1], all[2], all[3]]);
    let elsewhere = format!("-- model: allow(not-null-scan) because t is small\nSELECT 1;\n{set}");
    assert_eq!(run(&mut database, &elsewhere), all);
}
