//! What statements really do: each is run, and what the server then holds, has scanned and has rewritten is written down.
//!
//! On PostgreSQL the server itself tells, inside the transaction: `pg_locks` of the session, `pg_class.relfilenode`, and the
//! session's own statistics of the transaction. One catalog query between two statements, whose size follows from
//! the tables that the transaction has locked and not from the schema. SQLite has one lock for everything: what counts
//! there is which tables were made anew.

mod effect;
#[cfg(feature = "postgres")]
mod postgres;
#[cfg(feature = "sqlite")]
mod sqlite;

use std::fmt;

use serde::Serialize;

use crate::database::{Database, DatabaseError};
use crate::ir::{Engine, QName};

pub use effect::{AddedColumn, ConstraintKind, Effect, Filling};

/// What one statement did.
#[derive(Debug, Clone, Default, Serialize)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Observation {
    /// Its text.
    pub sql: String,
    /// The words that it begins with, in upper case: `ALTER TABLE`.
    pub verb: String,
    /// How long it took on the scratch database. No part of a comparison.
    #[serde(skip)]
    pub duration_us: u64,
    /// Which of the file's transactions it ran in, from 0.
    pub transaction: usize,
    /// Locks that the transaction held before it, on relations that were there before the migration.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub held: Vec<Lock>,
    /// Locks that it acquired, or made stronger. A relation is named as it was before the statement. On a database
    /// that was empty nothing is looked at.
    pub locks: Vec<Lock>,
    /// Tables and indexes that were written anew, of those that were there before the migration.
    pub rewritten: Vec<QName>,
    /// Tables that were read from the first row to the last, of those that were there before the migration.
    pub scanned: Vec<Scan>,
    /// Rows that were changed, of tables that were there before the migration.
    pub written: Vec<Write>,
    /// What changed in the catalog, of what was there before the migration or hangs on it.
    pub effects: Vec<Effect>,
    /// Whether `lock_timeout` was set when it ran.
    pub lock_timeout: bool,
    /// Whether `statement_timeout` was set when it ran.
    pub statement_timeout: bool,
    /// Whether the session's time zone was UTC.
    pub utc: bool,
    /// Whether the session itself had set its time zone.
    pub time_zone_pinned: bool,
    /// Whether SQLite enforced foreign keys when it ran.
    pub foreign_keys: bool,
    /// Whether it ran inside a transaction.
    pub in_transaction: bool,
    /// Whether the locks were seen. A statement that refuses to run inside a transaction cannot be watched: its locks
    /// are those of the manual.
    pub measured: bool,
}

impl Observation {
    /// Indexes that it built on tables that were there before the migration, with their tables.
    pub fn indexes_built(&self) -> impl Iterator<Item = (&QName, &str)> {
        self.effects.iter().filter_map(|effect| match effect {
            Effect::IndexBuilt { table, name, .. } => Some((table, name.as_str())),
            _ => None,
        })
    }

    /// Locks on relations that were there before the migration and that keep readers waiting.
    pub fn blocks_readers(&self) -> impl Iterator<Item = &Lock> {
        self.locks.iter().filter(|lock| lock.existed && lock.mode.blocks_readers())
    }

    /// Locks on relations that were there before the migration and that keep writers waiting.
    pub fn blocks_writers(&self) -> impl Iterator<Item = &Lock> {
        self.locks.iter().filter(|lock| lock.existed && lock.mode.blocks_writers())
    }

    /// The strongest lock on a relation while this statement ran, be it its own or one from before.
    pub fn lock_on(&self, relation: &QName) -> Option<LockMode> {
        let all = self.locks.iter().chain(&self.held);
        all.filter(|lock| lock.relation == *relation).map(|lock| lock.mode).max()
    }

    /// Whether the table was scanned.
    pub fn scanned(&self, table: &QName) -> bool {
        self.scanned.iter().any(|scan| scan.table == *table)
    }

    /// Whether the relation was written anew.
    pub fn rewritten(&self, relation: &QName) -> bool {
        self.rewritten.contains(relation)
    }
}

/// A lock on a relation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Lock {
    /// The relation, as it was named before the statement.
    pub relation: QName,
    /// What it is.
    pub kind: RelationKind,
    /// How strong.
    pub mode: LockMode,
    /// Whether the relation was there before the migration: nobody waits for one that was not.
    pub existed: bool,
}

impl Lock {
    /// Whether it is on something that holds rows.
    pub const fn is_on_table(&self) -> bool {
        matches!(
            self.kind,
            RelationKind::Table | RelationKind::PartitionedTable | RelationKind::MaterializedView
        )
    }
}

/// What a relation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// A table.
    Table,
    /// A table with partitions.
    PartitionedTable,
    /// An index, also a partitioned one.
    Index,
    /// A sequence.
    Sequence,
    /// A view.
    View,
    /// A materialised view.
    MaterializedView,
    /// Anything else.
    Other,
}

/// Table-level lock modes of PostgreSQL from the weakest to the strongest
/// (<https://www.postgresql.org/docs/current/explicit-locking.html>).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum LockMode {
    /// Taken by SELECT.
    AccessShare,
    /// Taken by SELECT FOR UPDATE.
    RowShare,
    /// Taken by INSERT, UPDATE, DELETE.
    RowExclusive,
    /// Taken by VACUUM, ANALYZE, CREATE INDEX CONCURRENTLY, VALIDATE CONSTRAINT.
    ShareUpdateExclusive,
    /// Taken by CREATE INDEX: writers wait.
    Share,
    /// Taken by ADD FOREIGN KEY, CREATE TRIGGER: writers wait.
    ShareRowExclusive,
    /// Taken by REFRESH MATERIALIZED VIEW CONCURRENTLY: writers wait.
    Exclusive,
    /// Taken by most of ALTER TABLE: readers and writers wait.
    AccessExclusive,
}

impl LockMode {
    /// Whether SELECT waits.
    pub const fn blocks_readers(self) -> bool {
        matches!(self, Self::AccessExclusive)
    }

    /// Whether INSERT, UPDATE and DELETE wait.
    pub fn blocks_writers(self) -> bool {
        self >= Self::Share
    }
}

impl fmt::Display for LockMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AccessShare => "ACCESS SHARE",
            Self::RowShare => "ROW SHARE",
            Self::RowExclusive => "ROW EXCLUSIVE",
            Self::ShareUpdateExclusive => "SHARE UPDATE EXCLUSIVE",
            Self::Share => "SHARE",
            Self::ShareRowExclusive => "SHARE ROW EXCLUSIVE",
            Self::Exclusive => "EXCLUSIVE",
            Self::AccessExclusive => "ACCESS EXCLUSIVE",
        })
    }
}

/// A table that was read as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Scan {
    /// The table, as it was named before the statement.
    pub table: QName,
    /// How many rows were read, all scans together.
    pub rows: u64,
}

/// Rows of a table that were changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Write {
    /// The table, as it was named before the statement.
    pub table: QName,
    /// Rows inserted.
    pub inserted: u64,
    /// Rows updated.
    pub updated: u64,
    /// Rows deleted.
    pub deleted: u64,
}

/// A statement that the database refused.
#[derive(Debug, thiserror::Error)]
#[error("statement {} failed: {error}", at + 1)]
pub struct ObserveError {
    /// Which, from 0.
    pub at: usize,
    /// Its text.
    pub sql: String,
    /// What the database said.
    pub error: DatabaseError,
    /// What the statements before it did.
    pub before: Vec<Observation>,
}

/// What a migration did.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Observed {
    /// One for each statement.
    pub statements: Vec<Observation>,
    /// Columns that have another name than before, in the order of their tables: the table before, the column's old name
    /// and its new one. Known by the number that the catalog gives a column (PostgreSQL).
    pub renamed_columns: Vec<(QName, String, String)>,
    /// Tables that have another name than before.
    pub renamed_tables: Vec<(QName, QName)>,
}

/// Runs statements as Diesel runs a file, and observes each.
///
/// With `in_transaction` one transaction is around all of them. Without, PostgreSQL still puts one around a file of several
/// statements, since a file is sent as one string; a `COMMIT` in the file ends it. A statement that refuses to run inside
/// a transaction then runs outside, after what came before it is committed. SQLite runs each statement as it stands.
pub fn run(
    database: &mut dyn Database,
    statements: &[&str],
    in_transaction: bool,
) -> Result<Vec<Observation>, Box<ObserveError>> {
    migration(database, statements, in_transaction).map(|observed| observed.statements)
}

/// As [`run`], with what only the whole can tell.
pub fn migration(
    database: &mut dyn Database,
    statements: &[&str],
    in_transaction: bool,
) -> Result<Observed, Box<ObserveError>> {
    match database.engine() {
        #[cfg(feature = "postgres")]
        Engine::Postgres => postgres::run(database, statements, in_transaction),
        #[cfg(feature = "sqlite")]
        Engine::Sqlite => sqlite::run(database, statements, in_transaction),
        #[allow(unreachable_patterns, reason = "reached when a backend is switched off")]
        other => Err(Box::new(ObserveError {
            at: 0,
            sql: String::new(),
            error: DatabaseError::new(format!("model-core was built without its `{}` feature", other.name())),
            before: Vec::new(),
        })),
    }
}

/// What a statement does to the transaction that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Control {
    Begin,
    Commit,
    Rollback,
}

fn control(engine: Engine, sql: &str) -> Option<Control> {
    let words = crate::migration::leading_words(engine, sql, 3);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["BEGIN", ..] | ["START", "TRANSACTION", ..] => Some(Control::Begin),
        ["COMMIT" | "END"] | ["COMMIT" | "END", "TRANSACTION" | "WORK" | "AND", ..] => Some(Control::Commit),
        ["ROLLBACK" | "ABORT"] | ["ROLLBACK" | "ABORT", "TRANSACTION" | "WORK", ..] => {
            Some(Control::Rollback)
        }
        _ => None,
    }
}

/// The words that name what a statement does: `CREATE UNIQUE INDEX` and `CREATE INDEX` are the same.
fn verb(engine: Engine, sql: &str) -> String {
    let words = crate::migration::leading_words(engine, sql, 5);
    let kept = words.iter().map(String::as_str).filter(|word| {
        !matches!(*word, "UNIQUE" | "OR" | "REPLACE" | "TEMP" | "TEMPORARY" | "UNLOGGED" | "RECURSIVE")
    });
    let kept: Vec<&str> = kept.take(3).collect();
    match kept[..] {
        [first @ ("CREATE" | "ALTER" | "DROP" | "REFRESH"), "MATERIALIZED", ..] => {
            format!("{first} MATERIALIZED VIEW")
        }
        [first @ ("CREATE" | "ALTER" | "DROP" | "REINDEX"), second, ..] => format!("{first} {second}"),
        ["VACUUM", "FULL", ..] => "VACUUM FULL".to_owned(),
        [first, ..] => first.to_owned(),
        [] => String::new(),
    }
}
