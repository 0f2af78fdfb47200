//! Runs Diesel's migration directories, as Diesel does: the same directories, the same table, the same order.
//!
//! Diesel's own harness runs and records each migration; the file is run here, because Diesel's keeps neither the server's
//! detail nor the place in the file.

use std::fmt;
use std::path::Path;
use std::time::{Duration, Instant};

use diesel::backend::Backend;
use diesel::connection::BoxableConnection;
use diesel::migration::{Migration, MigrationMetadata, MigrationName, MigrationVersion};
use diesel_migrations::MigrationHarness;
use model_core::database::{DatabaseError, rows};
use model_core::ir::Engine;
pub use model_core::migration::{History, Migration as Entry};
use serde::Deserialize;

use crate::concurrent;
use crate::connect::Connection;
use crate::exit::Failure;

/// Reads a migrations directory. One that is not there is empty.
pub fn history(path: &Path) -> Result<History, Failure> {
    model_core::migration::read(path).map_err(|error| Failure::usage(error.to_string()))
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
    /// The file has nothing to run.
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
        self.entry.in_transaction
    }
}

impl Script<'_> {
    fn execute<DB: Backend>(
        &self,
        connection: &mut dyn BoxableConnection<DB>,
        direction: Direction,
    ) -> Result<(), RunError> {
        let file = direction.file();
        let sql = match direction {
            Direction::Up => self.entry.up.as_str(),
            Direction::Down => self.entry.down.as_deref().unwrap_or_default(),
        };
        if sql.trim().is_empty() {
            return Err(RunError::File(format!(
                "{file} is empty: Diesel refuses such a file; `SELECT 1;` will do"
            )));
        }
        connection.batch_execute(sql).map_err(|error| {
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
struct Named {
    name: String,
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

    /// Drops the INVALID index that an earlier run of the migration has left behind, if the only thing that it does is to build
    /// that index CONCURRENTLY. Its name.
    pub fn repair(&mut self, entry: &Entry, direction: Direction) -> Result<Option<String>, Failure> {
        let sql = match direction {
            Direction::Up => entry.up.as_str(),
            Direction::Down => entry.down.as_deref().unwrap_or_default(),
        };
        let built = concurrent::built(sql).filter(|_| !entry.in_transaction);
        let (Some(name), Engine::Postgres) = (built, self.engine()) else { return Ok(None) };
        // The index is in the schema of its table; a name alone is found there only if the search path leads to it.
        let query = format!(
            "SELECT json_build_object('name', format('%I.%I', n.nspname, c.relname))::text AS row \
             FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid \
             JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
             WHERE NOT i.indisvalid AND c.relname = {} AND i.indrelid = pg_catalog.to_regclass({})",
            model_core::sql::literal(&name.index),
            model_core::sql::literal(&name.table),
        );
        let left: Vec<Named> = rows(self.connection.database(), &query).map_err(refused)?;
        let Some(Named { name }) = left.into_iter().next() else { return Ok(None) };
        let drop = format!("DROP INDEX CONCURRENTLY {name}");
        self.connection.database().batch(&drop).map_err(refused)?;
        Ok(Some(name))
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
