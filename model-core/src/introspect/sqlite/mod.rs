//! Reading a database of this engine.

use crate::database::{Database, DatabaseError};
use crate::ir::{Engine, Schema};

/// Reads the schema.
pub fn read(database: &mut dyn Database) -> Result<Schema, DatabaseError> {
    let _ = database;
    Ok(Schema::empty(Engine::Sqlite))
}
