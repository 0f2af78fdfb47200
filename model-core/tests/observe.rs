//! What statements are seen to do.
#![allow(
    clippy::pedantic,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on shall fail"
)]
#![cfg(all(feature = "postgres", feature = "sqlite", feature = "tools"))]

mod postgres_support;

use diesel::{Connection as _, SqliteConnection};
use model_core::database::Database;
use model_core::observe::{Effect, LockMode, Observation, RelationKind, migration, run};
use postgres_support::TestDb;

/// `table MODE` of what was there before, in order.
fn locks(observation: &Observation) -> Vec<String> {
    let locks = observation.locks.iter().filter(|lock| lock.existed && lock.kind != RelationKind::Index);
    locks.map(|lock| format!("{} {}", lock.relation, lock.mode)).collect()
}

const SETUP: &str = "
    CREATE TABLE p (id bigint PRIMARY KEY);
    CREATE TABLE t (id bigint PRIMARY KEY, a integer, b varchar(10));
    INSERT INTO t SELECT n, n, 'x' FROM generate_series(1, 5) n;
    INSERT INTO p SELECT n FROM generate_series(1, 5) n;";

fn postgres(name: &str) -> TestDb {
    let mut database = TestDb::new(name);
    database.batch(SETUP).unwrap();
    database
}

#[test]
fn locks_scans_and_rewrites_are_those_of_each_statement() {
    let mut database = postgres("observe_each");
    let statements = [
        "ALTER TABLE t ADD COLUMN c integer DEFAULT 1",
        "ALTER TABLE t ALTER COLUMN a SET NOT NULL",
        "ALTER TABLE t ALTER COLUMN a TYPE bigint",
        "ALTER TABLE t ADD FOREIGN KEY (id) REFERENCES p",
        "UPDATE t SET a = 7 WHERE id <= 2",
        "CREATE TABLE n (id bigint)",
        "ALTER TABLE n ADD COLUMN c serial",
    ];
    let seen = run(&mut *database, &statements, true).unwrap();
    assert_eq!(locks(&seen[0]), ["t ACCESS EXCLUSIVE"]);
    assert!(seen[0].scanned.is_empty() && seen[0].rewritten.is_empty() && seen[0].held.is_empty());
    assert!(locks(&seen[1]).is_empty(), "it was held already: {:?}", seen[1].locks);
    assert_eq!(seen[1].held.iter().map(|lock| lock.mode).max(), Some(LockMode::AccessExclusive));
    assert_eq!(seen[1].scanned.iter().map(|scan| scan.rows).collect::<Vec<_>>(), [5]);
    assert_eq!(seen[2].rewritten.len(), 1);
    assert_eq!(locks(&seen[3]), ["p SHARE ROW EXCLUSIVE"]);
    assert!(seen[3].blocks_writers().any(|lock| lock.relation.name == "p"));
    assert!(seen[3].blocks_readers().next().is_none());
    assert_eq!((seen[4].written[0].updated, seen[4].written[0].inserted), (2, 0));
    for new in &seen[5..] {
        assert!(locks(new).is_empty() && new.rewritten.is_empty() && new.effects.is_empty(), "{new:?}");
    }
    assert!(seen.iter().all(|one| one.measured && one.in_transaction && one.transaction == 0));
}

#[test]
fn statistics_of_earlier_transactions_are_not_this_ones() {
    let mut database = postgres("observe_pending");
    database.batch("SELECT count(*) FROM t").unwrap();
    let seen =
        run(&mut *database, &["ALTER TABLE t ADD COLUMN c integer", "SELECT count(*) FROM t"], true).unwrap();
    assert!(seen[0].scanned.is_empty(), "{:?}", seen[0]);
    assert_eq!(seen[1].scanned[0].rows, 5);
}

#[test]
fn a_file_is_one_transaction_until_it_commits() {
    let mut database = postgres("observe_implicit");
    let statements = [
        "ALTER TABLE t ADD COLUMN c integer",
        "ALTER TABLE p ADD COLUMN c integer",
        "COMMIT",
        "ALTER TABLE t ADD COLUMN d integer",
        "BEGIN",
        "ALTER TABLE t ADD COLUMN e integer",
        "ROLLBACK",
        "ALTER TABLE t ADD COLUMN e integer",
    ];
    let seen = run(&mut *database, &statements, false).unwrap();
    assert_eq!(seen[1].held.iter().filter(|lock| lock.is_on_table()).count(), 1);
    assert!(seen[3].held.is_empty() && seen[7].held.is_empty());
    assert_eq!(seen.iter().map(|one| one.transaction).collect::<Vec<_>>(), [0, 0, 0, 1, 1, 1, 1, 2]);
    let added = |one: &Observation| matches!(one.effects[..], [Effect::ColumnAdded { .. }]);
    assert!(added(&seen[5]) && added(&seen[7]), "what was rolled back can be done again");
    assert_eq!(locks(&seen[7]), ["t ACCESS EXCLUSIVE"]);
}

#[test]
fn what_refuses_a_transaction_runs_without() {
    let mut database = postgres("observe_bare");
    let statements =
        ["ALTER TABLE t ADD COLUMN c integer", "CREATE INDEX CONCURRENTLY t_a ON t (a)", "VACUUM FULL t"];
    let seen = run(&mut *database, &statements, false).unwrap();
    assert!(seen[0].measured && !seen[1].measured && !seen[2].measured);
    assert_eq!(locks(&seen[1]), ["t SHARE UPDATE EXCLUSIVE"]);
    assert_eq!(seen[1].indexes_built().map(|(_, name)| name).collect::<Vec<_>>(), ["t_a"]);
    assert_eq!(locks(&seen[2]), ["t ACCESS EXCLUSIVE"]);
    assert_eq!(seen[2].rewritten.len(), 1);
    let error = run(&mut *database, &["SELECT 1", "CREATE INDEX CONCURRENTLY i ON t (a)"], true).unwrap_err();
    assert_eq!((error.at, error.before.len()), (1, 1));
    assert!(error.to_string().starts_with("statement 2 failed:"), "{error}");
}

#[test]
fn names_are_those_from_before() {
    let mut database = postgres("observe_names");
    let statements = [
        "ALTER TABLE t RENAME TO u",
        "ALTER TABLE u RENAME COLUMN a TO z",
        "ALTER TABLE u ALTER COLUMN z SET NOT NULL",
        "DROP TABLE p",
    ];
    let seen = migration(&mut *database, &statements, true).unwrap();
    assert_eq!(locks(&seen.statements[0])[0], "t ACCESS EXCLUSIVE");
    assert_eq!(seen.statements[2].scanned[0].table.name, "u");
    assert_eq!(locks(&seen.statements[3]), ["p ACCESS EXCLUSIVE"]);
    let renamed: Vec<_> = seen.renamed_tables.iter().map(|(from, to)| (&*from.name, &*to.name)).collect();
    assert_eq!(renamed, [("t", "u")]);
    let renamed: Vec<_> =
        seen.renamed_columns.iter().map(|(of, from, to)| (&*of.name, &**from, &**to)).collect();
    assert_eq!(renamed, [("t", "a", "z")]);
}

#[test]
fn the_isolation_level_can_be_set() {
    let mut database = postgres("observe_isolation");
    let statements = ["SET TRANSACTION ISOLATION LEVEL SERIALIZABLE", "SELECT count(*) FROM t"];
    let seen = run(&mut *database, &statements, true).unwrap();
    assert_eq!(seen[1].scanned[0].rows, 5);
}

#[test]
fn an_observation_is_the_same_each_time() {
    let statements =
        ["ALTER TABLE t ALTER COLUMN a TYPE bigint, ADD COLUMN c serial", "CREATE INDEX i ON t (a)"];
    let mut texts = Vec::new();
    for name in ["observe_first", "observe_second"] {
        let seen = run(&mut *postgres(name), &statements, true).unwrap();
        texts.push(format!(
            "{:?}",
            seen.iter().map(|one| (&one.locks, &one.effects, &one.scanned)).collect::<Vec<_>>()
        ));
    }
    assert_eq!(texts[0], texts[1]);
}

#[test]
fn sqlite_tables_that_are_made_anew() {
    let mut database = SqliteConnection::establish(":memory:").unwrap();
    database
        .batch("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT); CREATE TABLE u (id INTEGER PRIMARY KEY);")
        .unwrap();
    let statements = [
        "CREATE TABLE new_t (id INTEGER PRIMARY KEY, a TEXT NOT NULL)",
        "DROP TABLE t",
        "ALTER TABLE new_t RENAME TO t",
        "ALTER TABLE u RENAME TO v",
    ];
    let seen = migration(&mut database, &statements, true).unwrap();
    let kinds: Vec<String> = seen.statements.iter().map(|one| format!("{:?}", one.effects)).collect();
    assert_eq!(kinds[0], "[]");
    assert!(kinds[1].starts_with("[TableDropped") && kinds[2].starts_with("[TableRebuilt"), "{kinds:?}");
    assert_eq!(seen.statements[2].rewritten.len(), 1);
    assert_eq!(seen.renamed_tables.len(), 1);
    let error = run(&mut database, &["SELECT 1", "DROP TABLE nowhere"], true).unwrap_err();
    assert_eq!(error.at, 1);
}
