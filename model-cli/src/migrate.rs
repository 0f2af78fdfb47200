//! Runs Diesel's migration directories, as Diesel does: the same directories, the same table, the same order.
//!
//! Diesel's own harness runs and records each migration; the directory is read here, because Diesel's reader keeps neither
//! the server's detail nor the place in the file, and is silent about two migrations of one version.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use diesel::backend::Backend;
use diesel::connection::BoxableConnection;
use diesel::migration::{Migration, MigrationMetadata, MigrationName, MigrationVersion};
use diesel_migrations::MigrationHarness;
use model_core::database::{DatabaseError, rows};
use model_core::ir::Engine;
use serde::Deserialize;

use crate::connect::Connection;
use crate::exit::Failure;

/// One migration directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its version: the name up to the first `_`, without dashes.
    pub version: String,
    /// Its name: the directory's.
    pub name: String,
    /// The directory.
    pub path: PathBuf,
    /// Whether it is run in a transaction.
    pub transaction: bool,
}

impl Entry {
    /// Whether it can be reverted.
    pub fn has_down(&self) -> bool {
        self.path.join("down.sql").is_file()
    }
}

/// Reads a migrations directory, sorted by version. One that is not there is empty.
pub fn directory(path: &Path) -> Result<Vec<Entry>, Failure> {
    let unreadable =
        |error: std::io::Error| Failure::usage(format!("cannot read {}: {error}", path.display()));
    let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
    let listing = match std::fs::read_dir(path) {
        Ok(listing) => listing,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(unreadable(error)),
    };
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in listing {
        paths.push(entry.map_err(unreadable)?.path());
    }
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !path.is_dir() || name.starts_with('.') {
            continue;
        }
        let entry = entry(path, name)?;
        if let Some(first) = entries.get(&entry.version) {
            return Err(Failure::usage(format!(
                "two migrations have the version {}: {} and {}",
                entry.version, first.name, entry.name
            ))
            .hint("Diesel would skip one of them in silence: give the later one a later version"));
        }
        entries.insert(entry.version.clone(), entry);
    }
    Ok(entries.into_values().collect())
}

fn entry(path: PathBuf, name: String) -> Result<Entry, Failure> {
    if !path.join("up.sql").is_file() {
        return Err(Failure::usage(format!("the migration {name} has no up.sql"))
            .hint("Diesel refuses every command while it is there: add the file, or remove the directory"));
    }
    let version = version_of(&name);
    if version.is_empty() || version.chars().count() > 50 {
        return Err(Failure::usage(format!(
            "the version of the migration {name} has not 1 to 50 characters"
        ))
        .hint("the version is the directory's name up to the first `_`, without dashes"));
    }
    let transaction = transaction(&path, &name)?;
    Ok(Entry { version, name, path, transaction })
}

fn version_of(name: &str) -> String {
    name.split('_').next().unwrap_or_default().replace('-', "")
}

/// `run_in_transaction` as Diesel reads it: true without a file, false in a file that does not say it.
fn transaction(path: &Path, name: &str) -> Result<bool, Failure> {
    #[derive(Deserialize)]
    struct Metadata {
        #[serde(default)]
        run_in_transaction: bool,
    }
    let text = match std::fs::read_to_string(path.join("metadata.toml")) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(Failure::usage(format!("cannot read metadata.toml of {name}: {error}"))),
    };
    toml::from_str(&text).map(|metadata: Metadata| metadata.run_in_transaction).map_err(|error| {
        Failure::usage(format!("metadata.toml of {name} is malformed: {}", error.message()))
            .hint("Diesel would run the migration as if the file were not there: write `run_in_transaction = true` or `false`")
    })
}

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// up.sql
    Up,
    /// down.sql
    Down,
}

impl Direction {
    const fn file(self) -> &'static str {
        match self {
            Self::Up => "up.sql",
            Self::Down => "down.sql",
        }
    }
}

/// Why a migration did not run.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The server refused.
    #[error("{error}")]
    Sql {
        /// What it said.
        error: DatabaseError,
        /// The line of the file, from 1, if the server told where.
        line: Option<usize>,
    },
    /// The file could not be read.
    #[error("{0}")]
    File(String),
    /// Recording it failed.
    #[error("{0}")]
    Record(String),
}

/// A migration as Diesel's harness takes it.
struct Script<'a> {
    entry: &'a Entry,
}

impl MigrationName for Script<'_> {
    fn version(&self) -> MigrationVersion<'_> {
        MigrationVersion::from(self.entry.version.clone())
    }
}

impl fmt::Display for Script<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.entry.name)
    }
}

impl MigrationMetadata for Script<'_> {
    fn run_in_transaction(&self) -> bool {
        self.entry.transaction
    }
}

impl Script<'_> {
    fn execute<DB: Backend>(
        &self,
        connection: &mut dyn BoxableConnection<DB>,
        direction: Direction,
    ) -> Result<(), RunError> {
        let file = direction.file();
        let sql = std::fs::read_to_string(self.entry.path.join(file))
            .map_err(|error| RunError::File(format!("cannot read {file}: {error}")))?;
        if sql.trim().is_empty() {
            return Err(RunError::File(format!(
                "{file} is empty: Diesel refuses such a file; `SELECT 1;` will do"
            )));
        }
        connection.batch_execute(&sql).map_err(|error| {
            let error = DatabaseError::from(error);
            let line = error.position.map(|at| {
                sql.chars().take(at.saturating_sub(1)).filter(|character| *character == '\n').count() + 1
            });
            RunError::Sql { error, line }
        })
    }
}

impl<DB: Backend> Migration<DB> for Script<'_> {
    fn run(&self, connection: &mut dyn BoxableConnection<DB>) -> diesel::migration::Result<()> {
        Ok(self.execute(connection, Direction::Up)?)
    }

    fn revert(&self, connection: &mut dyn BoxableConnection<DB>) -> diesel::migration::Result<()> {
        Ok(self.execute(connection, Direction::Down)?)
    }

    fn metadata(&self) -> &dyn MigrationMetadata {
        self
    }

    fn name(&self) -> &dyn MigrationName {
        self
    }
}

fn harness<DB, C>(connection: &mut C, entry: &Entry, direction: Direction) -> Result<(), RunError>
where
    DB: Backend,
    C: MigrationHarness<DB>,
{
    let script = Script { entry };
    let result = match direction {
        Direction::Up => connection.run_migration(&script),
        Direction::Down => connection.revert_migration(&script),
    };
    match result {
        Ok(_) => Ok(()),
        Err(error) => Err(match error.downcast::<RunError>() {
            Ok(error) => *error,
            Err(other) => RunError::Record(other.to_string()),
        }),
    }
}

/// A database whose migrations are run.
pub struct Runner {
    connection: Connection,
}

/// A migration that was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Applied {
    /// Its version.
    pub version: String,
    /// When it was run, as the database has it.
    pub run_on: String,
}

#[derive(Deserialize)]
struct There {
    there: i64,
}

#[derive(Deserialize)]
struct Locked {
    locked: bool,
}

/// The key of the lock that keeps two runners apart.
const LOCK: &str = "hashtext('cargo model'), hashtext(current_database())";

impl Runner {
    /// Takes a connection.
    pub const fn new(connection: Connection) -> Self {
        Self { connection }
    }

    /// The engine.
    pub fn engine(&mut self) -> Engine {
        self.connection.database().engine()
    }

    /// Recorded migrations by version, oldest first. Does not create Diesel's table.
    pub fn applied(&mut self) -> Result<Vec<Applied>, Failure> {
        let database = self.connection.database();
        let (there, list) = match database.engine() {
            Engine::Postgres => (
                "SELECT json_build_object('there', count(*))::text AS row FROM pg_catalog.pg_class \
                 WHERE oid = pg_catalog.to_regclass('__diesel_schema_migrations')",
                "SELECT json_build_object('version', version, 'run_on', to_char(run_on, 'YYYY-MM-DD HH24:MI:SS'))::text \
                 AS row FROM __diesel_schema_migrations ORDER BY version COLLATE \"C\"",
            ),
            Engine::Sqlite => (
                "SELECT json_object('there', count(*)) AS row FROM sqlite_schema \
                 WHERE name = '__diesel_schema_migrations'",
                "SELECT json_object('version', version, 'run_on', run_on) AS row \
                 FROM __diesel_schema_migrations ORDER BY version",
            ),
        };
        if rows::<There>(database, there).map_err(refused)?.iter().all(|row| row.there == 0) {
            return Ok(Vec::new());
        }
        rows(database, list).map_err(refused)
    }

    /// Creates Diesel's table if it is not there.
    pub fn setup(&mut self) -> Result<(), Failure> {
        self.connection.database().batch(diesel::migration::CREATE_MIGRATIONS_TABLE).map_err(refused)
    }

    /// Keeps other runners out of a PostgreSQL database until the connection ends. `waiting` is called once if one is in.
    ///
    /// The lock is tried, not waited for: a session that waits in a statement holds a snapshot, on which a
    /// CREATE INDEX CONCURRENTLY of the other runner would wait in turn.
    pub fn lock(&mut self, waiting: impl FnOnce()) -> Result<(), Failure> {
        if self.engine() != Engine::Postgres {
            return Ok(());
        }
        let query = format!("SELECT json_build_object('locked', pg_try_advisory_lock({LOCK}))::text AS row");
        let mut waiting = Some(waiting);
        loop {
            let locked: Vec<Locked> = rows(self.connection.database(), &query).map_err(refused)?;
            if locked.iter().any(|row| row.locked) {
                return Ok(());
            }
            if let Some(waiting) = waiting.take() {
                waiting();
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Runs or reverts one migration and records it.
    pub fn run(&mut self, entry: &Entry, direction: Direction) -> Result<Duration, RunError> {
        let start = Instant::now();
        match &mut self.connection {
            Connection::Postgres(connection) => harness(connection, entry, direction)?,
            Connection::Sqlite(connection) => harness(connection, entry, direction)?,
        }
        Ok(start.elapsed())
    }

    /// Records versions as applied, all or none.
    pub fn record(&mut self, entries: &[&Entry]) -> Result<(), Failure> {
        let values: Vec<String> =
            entries.iter().map(|entry| format!("({})", model_core::sql::literal(&entry.version))).collect();
        if values.is_empty() {
            return Ok(());
        }
        let sql = format!("INSERT INTO __diesel_schema_migrations (version) VALUES {}", values.join(", "));
        self.connection.database().batch(&sql).map_err(refused)
    }
}

fn refused(error: DatabaseError) -> Failure {
    let mut failure = Failure::database(format!("the database refused: {}", error.message));
    failure.hints.extend(error.detail.into_iter().chain(error.hint));
    failure
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_diesels() {
        assert_eq!(version_of("2024-01-02-030405_add_users"), "20240102030405");
        assert_eq!(version_of("00000000000000_diesel_initial_setup"), "00000000000000");
    }
}
