//! What the catalog of PostgreSQL tells of types.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::database::{Database, DatabaseError, rows};
use crate::ir::{Engine, Schema};
use crate::sql::qualified;

/// A type that is not built in, or a range.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct TypeRow {
    pub name: String,
    /// `pg_type.typtype`: `b`ase, `c`omposite, `d`omain, `e`num, `r`ange, `m`ultirange.
    pub kind: String,
    pub category: String,
    /// What a domain restricts.
    pub base: Option<String>,
    /// What a range is of.
    pub subtype: Option<String>,
    /// A domain that is NOT NULL.
    pub not_null: bool,
    /// A domain's.
    pub checks: Vec<String>,
    pub labels: Vec<String>,
    pub fields: Vec<Field>,
}

/// An attribute of a composite type.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Field {
    pub ty: String,
}

/// Of enums the labels that a schema leaves them, which may be fewer than the database has.
pub(super) fn restrict(types: &mut BTreeMap<String, TypeRow>, schema: &Schema) {
    for ty in schema.enums.values() {
        if let Some(row) = types.get_mut(&qualified(Engine::Postgres, &ty.name)) {
            row.labels.clone_from(&ty.labels);
        }
    }
}

/// By name as `format_type` prints it. SQLite has none.
pub(super) fn read(database: &mut dyn Database) -> Result<BTreeMap<String, TypeRow>, DatabaseError> {
    if database.engine() == Engine::Sqlite {
        return Ok(BTreeMap::new());
    }
    let types: Vec<TypeRow> = rows(database, include_str!("types.sql"))?;
    Ok(types.into_iter().map(|row| (row.name.clone(), row)).collect())
}
