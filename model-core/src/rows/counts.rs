//! How full tables are.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::database::{Database, DatabaseError, rows as query};
use crate::ir::{Engine, QName, Schema};
use crate::sql;

/// How many tables one query counts: SQLite takes 500 SELECTs in one at most.
const COUNTED: usize = 200;

#[derive(Deserialize)]
struct CountRow {
    at: usize,
    rows: u64,
}

/// How many rows there are in each table.
///
/// # Errors
/// What the database says.
pub fn counts(database: &mut dyn Database, schema: &Schema) -> Result<BTreeMap<QName, u64>, DatabaseError> {
    let engine = schema.engine;
    let object = if engine == Engine::Postgres { "json_build_object" } else { "json_object" };
    let cast = if engine == Engine::Postgres { "::text" } else { "" };
    let names: Vec<&QName> = schema.tables.keys().collect();
    let mut counts = BTreeMap::new();
    for chunk in names.chunks(COUNTED) {
        let selects: Vec<String> = chunk
            .iter()
            .enumerate()
            .map(|(at, name)| {
                let table = sql::qualified(engine, name);
                format!("SELECT {object}('at', {at}, 'rows', count(*)){cast} AS row FROM {table}")
            })
            .collect();
        for row in query::<CountRow>(database, &selects.join(" UNION ALL "))? {
            if let Some(name) = chunk.get(row.at) {
                counts.insert((*name).clone(), row.rows);
            }
        }
    }
    Ok(counts)
}
