//! Catalog rows -> schema.

#[cfg(feature = "postgres")]
pub mod postgres;
#[cfg(feature = "sqlite")]
pub mod sqlite;
mod views;

use crate::database::{Database, DatabaseError};
#[cfg(any(feature = "postgres", feature = "sqlite"))]
use crate::ir::Engine;
use crate::ir::Schema;

pub use views::{ViewColumn, view_columns};

/// Reads the whole schema of a database in a constant number of queries.
pub fn read(database: &mut dyn Database) -> Result<Schema, DatabaseError> {
    match database.engine() {
        #[cfg(feature = "postgres")]
        Engine::Postgres => postgres::read(database),
        #[cfg(feature = "sqlite")]
        Engine::Sqlite => sqlite::read(database),
        #[allow(unreachable_patterns, reason = "reached when a backend is switched off")]
        other => {
            Err(DatabaseError::new(format!("model-core was built without its `{}` feature", other.name())))
        }
    }
}
