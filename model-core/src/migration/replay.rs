use super::{History, Migration, MigrationError};
use crate::database::{Database, DatabaseError};

/// Runs the migrations on an empty database as Diesel would: each file as one string, in a transaction unless its metadata
/// says otherwise.
pub fn replay(history: &History, database: &mut dyn Database) -> Result<(), MigrationError> {
    history.migrations.iter().try_for_each(|migration| run(migration, database))
}

fn run(migration: &Migration, database: &mut dyn Database) -> Result<(), MigrationError> {
    let failed = |error: DatabaseError| MigrationError::Replay {
        path: migration.path.join("up.sql"),
        line: error.position.map(|position| line(&migration.up, position)),
        error: Box::new(error),
    };
    if !migration.in_transaction {
        return database.batch(&migration.up).map_err(failed);
    }
    database.batch("BEGIN").map_err(failed)?;
    database.batch(&migration.up).and_then(|()| database.batch("COMMIT")).map_err(failed)
}

/// The line of a position, both from 1; the position counts characters.
fn line(text: &str, position: usize) -> usize {
    1 + text.chars().take(position.saturating_sub(1)).filter(|c| *c == '\n').count()
}
