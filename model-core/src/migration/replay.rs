use super::{Migration, MigrationError};
use crate::database::{Database, DatabaseError, in_transaction};

/// Runs a file as Diesel does: as one string, in a transaction unless its metadata says otherwise.
///
/// # Errors
/// What the server says of the statement that it refuses.
pub fn run(database: &mut dyn Database, sql: &str, transaction: bool) -> Result<(), DatabaseError> {
    if transaction { in_transaction(database, sql) } else { database.batch(sql) }
}

/// Runs the migrations as Diesel would.
///
/// # Errors
/// [`MigrationError::Replay`] with the file, and the line where the server tells it.
pub fn replay(migrations: &[Migration], database: &mut dyn Database) -> Result<(), MigrationError> {
    migrations.iter().try_for_each(|migration| step(migration, database))
}

fn step(migration: &Migration, database: &mut dyn Database) -> Result<(), MigrationError> {
    run(database, &migration.up, migration.in_transaction).map_err(|error| MigrationError::Replay {
        path: migration.path.join("up.sql"),
        line: error.position.map(|position| line(&migration.up, position)),
        error: Box::new(error),
    })
}

/// The line of a position, both from 1; the position counts characters.
fn line(text: &str, position: usize) -> usize {
    1 + text.chars().take(position.saturating_sub(1)).filter(|c| *c == '\n').count()
}
