//! Histories on disk, read and replayed as Diesel does.
#![cfg(all(feature = "postgres", feature = "tools", unix))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on shall fail")]

mod postgres_support;

use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use diesel::migration::MigrationSource;
use diesel::pg::Pg;
use diesel_migrations::{FileBasedMigrations, MigrationHarness as _};
use model_core::introspect;
use model_core::migration::{MigrationError, read, replay};
use postgres_support::TestDb;

fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/migrations").join(name)
}

/// Version, name, and whether it runs in a transaction, as Diesel has it.
fn of_diesel(directory: &Path) -> Vec<(String, String, bool)> {
    let source = FileBasedMigrations::from_path(directory).unwrap();
    let mut all: Vec<_> = MigrationSource::<Pg>::migrations(&source)
        .unwrap()
        .iter()
        .map(|migration| {
            let name = migration.name();
            (name.version().to_string(), name.to_string(), migration.metadata().run_in_transaction())
        })
        .collect();
    all.sort();
    all
}

#[test]
fn a_history_is_what_diesel_takes_it_for() {
    let history = read(&case("plain")).unwrap();
    let ours: Vec<_> = history
        .migrations
        .iter()
        .map(|migration| (migration.version.clone(), migration.name.clone(), migration.in_transaction))
        .collect();
    assert_eq!(ours, of_diesel(&case("plain")));
    assert_eq!(ours.len(), 6);
    let warnings: Vec<String> =
        history.warnings.iter().map(|warning| warning.rsplit("plain/").next().unwrap().to_owned()).collect();
    assert_eq!(
        warnings,
        [
            "2024-02-03_empty_metadata/metadata.toml does not say `run_in_transaction`: Diesel takes that for false; write it out",
            "20240201000000_no_down/down.sql is missing: this migration cannot be reverted",
        ]
    );
}

#[test]
fn a_replay_leaves_what_diesel_leaves() {
    let mut replayed = TestDb::new("migration_replay");
    replay(&read(&case("plain")).unwrap().migrations, &mut *replayed).unwrap();

    let run = TestDb::new("migration_diesel");
    let mut diesel: postgres_support::Pg = diesel::Connection::establish(run.url()).unwrap();
    diesel.run_pending_migrations(FileBasedMigrations::from_path(case("plain")).unwrap()).unwrap();

    let schema = introspect::read(&mut *replayed).unwrap();
    assert_eq!(schema, introspect::read(&mut diesel).unwrap());
    assert_eq!(schema.tables.len(), 2);
    assert_eq!(replayed.json_rows("SELECT name AS row FROM users").unwrap(), ["it's"]);
}

#[test]
fn a_failing_statement_is_found() {
    let mut db = TestDb::new("migration_failing");
    let error = replay(&read(&case("failing")).unwrap().migrations, &mut *db).unwrap_err();
    assert!(error.to_string().ends_with("2_broken/up.sql:5: column \"missing\" does not exist"), "{error}");
    // What the failing file did is undone, what came before it is not.
    db.batch("ROLLBACK; SELECT x FROM t").unwrap();
    assert!(db.batch("SELECT y FROM u").is_err());
}

#[test]
fn text_that_is_not_utf_8_is_named() {
    let error = read(&case("latin1")).unwrap_err();
    assert!(matches!(&error, MigrationError::NotUtf8(path) if path.ends_with("1_text/up.sql")), "{error}");

    // Diesel runs a directory whose name is not UTF-8; it cannot be passed over.
    let directory = tempfile::tempdir().unwrap();
    let name = directory.path().join(std::ffi::OsStr::from_bytes(b"1_caf\xe9"));
    std::fs::create_dir(&name).unwrap();
    std::fs::write(name.join("up.sql"), "SELECT 1").unwrap();
    assert!(matches!(read(directory.path()).unwrap_err(), MigrationError::NotUtf8(path) if path == name));
}
