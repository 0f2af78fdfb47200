//! Reading the catalog of PostgreSQL 12 and newer.
//!
//! Fourteen queries whatever the size (and one for a view that a model is over): their texts are the `.sql` files beside
//! this one, one text for all versions. Rows are decoded in `rows`, put together in `assemble`, and read under the settings of
//! `session`.

mod assemble;
mod decode;
mod others;
mod rows;
mod session;

use super::ViewColumn;
use crate::database::{Database, DatabaseError, rows as query};
use crate::ir::{Schema, Table};

/// Reads the schema of every namespace but the system's.
///
/// Does not depend on the session's settings, and changes none of them: inside a transaction it works behind a
/// savepoint, elsewhere in a read-only transaction of its own.
pub fn read(database: &mut dyn Database) -> Result<Schema, DatabaseError> {
    let catalog = session::pinned(database, fetch)?;
    assemble::schema(catalog)
}

/// The columns of the view that a model is over.
pub(super) fn view_columns(
    database: &mut dyn Database,
    model: &Table,
) -> Result<Vec<ViewColumn>, DatabaseError> {
    session::pinned(database, |database| {
        super::views::of_postgres(database, model, include_str!("view_columns.sql"))
    })
}

/// Of an option of a foreign data wrapper, server, user mapping, table or column, whether nobody minds that it is written down: all
/// but what has a name or a value that secrets are given.
const IS_OPEN: &str = r"(o.option_name !~* 'pass|pwd|secret|token|credential|private|auth|api_?key|access_?key'
    AND coalesce(o.option_value, '') !~* '(pass|password|pwd|secret|token)\s*=|://[^/@]*:[^/@]*@')";

fn with_secrets(sql: &str) -> String {
    sql.replace("is_open(o)", IS_OPEN)
}

fn fetch(database: &mut dyn Database) -> Result<rows::Catalog, DatabaseError> {
    Ok(rows::Catalog {
        containers: query(database, include_str!("containers.sql"))?,
        enums: query(database, include_str!("enums.sql"))?,
        tables: query(database, include_str!("tables.sql"))?,
        columns: query(database, include_str!("columns.sql"))?,
        sequences: query(database, include_str!("sequences.sql"))?,
        constraints: query(database, include_str!("constraints.sql"))?,
        indexes: query(database, include_str!("indexes.sql"))?,
        index_keys: query(database, include_str!("index_keys.sql"))?,
        relations: query(database, &with_secrets(include_str!("other_relations.sql")))?,
        objects: query(database, include_str!("other_objects.sql"))?,
        rare: query(database, &with_secrets(include_str!("other_rare.sql")))?,
        needs: query(database, include_str!("other_needs.sql"))?,
        extras: query(database, include_str!("other_extras.sql"))?,
        uses: query(database, include_str!("other_uses.sql"))?,
    })
}
