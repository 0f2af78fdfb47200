//! What happened to rows, in words.

use std::fmt;

use serde::Serialize;

use crate::diff::Pair;
use crate::ir::QName;

/// What a migration did to the rows there were. Names of tables and columns are those after it, where they still are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum RowChange {
    /// Rows are gone.
    RowsLost {
        /// Their table.
        table: QName,
        /// How many.
        rows: u64,
        /// Of how many.
        of: u64,
    },
    /// Rows have come.
    RowsAdded {
        /// Their table.
        table: QName,
        /// How many.
        rows: u64,
    },
    /// A column that is kept has other values.
    ValuesChanged {
        /// Its table.
        table: QName,
        /// The column.
        column: String,
        /// In how many rows.
        rows: u64,
        /// Of how many.
        of: u64,
        /// One of them; `None` is NULL.
        example: Pair<Option<String>>,
    },
    /// The values of each column are there, but not together in the same rows (of a table without a key).
    Recombined {
        /// The table.
        table: QName,
        /// How many rows.
        rows: u64,
    },
    /// A column's values cannot be cast to its new type.
    NotComparable {
        /// Its table.
        table: QName,
        /// The column.
        column: String,
        /// What the database says.
        reason: String,
    },
    /// A column is gone. Its table's name is the one before.
    DroppedColumn {
        /// Its table.
        table: QName,
        /// The column.
        column: String,
        /// How many rows had a value in it.
        rows_with_values: u64,
    },
    /// A table is gone.
    DroppedTable {
        /// The table.
        table: QName,
        /// How many rows it had.
        rows_with_values: u64,
    },
}

impl RowChange {
    /// Whether it is only what dropping a column or a table says.
    pub const fn is_dropped(&self) -> bool {
        matches!(self, Self::DroppedColumn { .. } | Self::DroppedTable { .. })
    }
}

impl fmt::Display for RowChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RowsLost { table, rows, of } => {
                write!(f, "{table}: {rows} of {of} rows {} lost", if *rows == 1 { "was" } else { "were" })
            }
            Self::RowsAdded { table, rows } => write!(f, "{table}: {} added", counted(*rows)),
            Self::ValuesChanged { table, column, rows, of, example: Pair { from, to } } => {
                let (from, to) = (shown(from.as_deref()), shown(to.as_deref()));
                write!(f, "{table}.{column}: {rows} of {of} rows changed, e.g. {from} became {to}")
            }
            Self::Recombined { table, rows } => {
                let hold = if *rows == 1 { "holds" } else { "hold" };
                write!(f, "{table}: {} {hold} values that stood in different rows before", counted(*rows))
            }
            Self::NotComparable { table, column, reason } => {
                write!(
                    f,
                    "{table}.{column}: the old values could not be compared with the new ones: {reason}"
                )
            }
            Self::DroppedColumn { table, column, rows_with_values } => {
                write!(f, "{table}.{column}: dropped with the values of {}", counted(*rows_with_values))
            }
            Self::DroppedTable { table, rows_with_values } => {
                write!(f, "{table}: dropped with {}", counted(*rows_with_values))
            }
        }
    }
}

fn counted(rows: u64) -> String {
    if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") }
}

fn shown(value: Option<&str>) -> String {
    const LONGEST: usize = 60;
    match value {
        None => "NULL".to_owned(),
        Some(text) if text.chars().count() > LONGEST => {
            format!("'{}...'", text.chars().take(LONGEST).collect::<String>())
        }
        Some(text) => format!("'{text}'"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_read_as_sentences() {
        let table = QName::new("public", "users");
        let example = Pair { from: Some("x".to_owned()), to: None };
        let change = RowChange::ValuesChanged {
            table: table.clone(),
            column: "name".to_owned(),
            rows: 12,
            of: 40,
            example,
        };
        assert_eq!(change.to_string(), "users.name: 12 of 40 rows changed, e.g. 'x' became NULL");
        assert_eq!(RowChange::RowsLost { table, rows: 1, of: 3 }.to_string(), "users: 1 of 3 rows was lost");
    }
}
