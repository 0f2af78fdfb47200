//! Everything from nothing.

use super::render::{create_index, create_table};
use crate::ir::{OtherObject, Schema};
use crate::plan::Statement;

/// The statements that create a whole schema in an empty database.
///
/// SQLite looks for the parent of a foreign key only when rows are written, and for what a view selects from only when it is
/// read, so that neither asks for an order. An index and a trigger need their table or view.
pub fn materialise(schema: &Schema) -> Vec<Statement> {
    let mut statements = Vec::new();
    for table in schema.tables.values() {
        statements.push(Statement::new(create_table(table)));
        statements.extend(table.indexes.iter().map(|index| Statement::new(create_index(&table.name, index))));
    }
    let mut others: Vec<&OtherObject> = schema.others.iter().collect();
    others.sort_by_key(|object| match object.kind.as_str() {
        "table" | "virtual table" => 0,
        "index" => 1,
        "view" => 2,
        _ => 3,
    });
    statements
        .extend(others.into_iter().filter_map(|object| object.definition.as_deref().map(Statement::new)));
    statements
}
