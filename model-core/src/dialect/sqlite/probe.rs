//! Whether what is only kept still works.
//!
//! SQLite compiles a view when it is read and a trigger when it fires, so that a column can go from under them in silence.

use super::render::quote;
use crate::ir::{Column, OtherObject, Schema};

/// A statement that fails if a kept object names something that is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// The view or trigger.
    pub object: OtherObject,
    /// Changes nothing: it is an `EXPLAIN`.
    pub sql: String,
}

/// A probe for every view, and for every trigger those of its table's writes that can set it off.
///
/// One that fails before a migration was broken already.
pub fn probes(schema: &Schema) -> Vec<Probe> {
    let mut probes = Vec::new();
    for object in &schema.others {
        let statements = match (object.kind.as_str(), &object.table) {
            ("view", _) => vec![format!("SELECT * FROM {}", quote(&object.name.name))],
            ("trigger", Some(table)) => {
                let name = quote(&table.name);
                let columns =
                    schema.tables.get(table).map(|table| table.columns.as_slice()).unwrap_or_default();
                let sets: Vec<String> =
                    columns.iter().filter(|column| column.generated.is_none()).map(set).collect();
                let update = (!sets.is_empty()).then(|| format!("UPDATE {name} SET {}", sets.join(", ")));
                [format!("INSERT INTO {name} DEFAULT VALUES"), format!("DELETE FROM {name}")]
                    .into_iter()
                    .chain(update)
                    .collect()
            }
            _ => Vec::new(),
        };
        probes.extend(
            statements.into_iter().map(|sql| Probe { object: object.clone(), sql: format!("EXPLAIN {sql}") }),
        );
    }
    probes
}

fn set(column: &Column) -> String {
    let name = quote(&column.name);
    format!("{name} = {name}")
}
