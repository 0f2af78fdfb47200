//! What may not repeat in a table, whichever constraint or index says so.

use std::collections::BTreeSet;

use crate::ir::{Deferrable, Engine, Index, IndexKey, KeyTarget, Table};
use crate::sql::{quoted, words};

/// Expressions whose values together may not repeat.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "four independent facts of a constraint")]
pub(super) struct UniqueKey {
    /// The expressions.
    parts: Vec<String>,
    /// Columns in them, in key order.
    pub columns: Vec<String>,
    predicate: Option<String>,
    nulls_not_distinct: bool,
    pub deferrable: bool,
    /// An exclusion constraint: its operators may find more alike than equality does.
    pub exclusive: bool,
    plain: bool,
}

impl UniqueKey {
    fn columns(columns: &[String], nulls_not_distinct: bool, deferrable: Deferrable) -> Self {
        Self {
            parts: columns.iter().map(|column| quoted(column)).collect(),
            columns: columns.to_vec(),
            predicate: None,
            nulls_not_distinct,
            deferrable: !deferrable.is_never(),
            exclusive: false,
            plain: true,
        }
    }

    fn index(table: &Table, index: &Index) -> Self {
        let (parts, columns) = parts(table, index.keys.iter());
        Self {
            parts,
            columns,
            predicate: index.predicate.as_ref().map(|predicate| predicate.sql.clone()),
            nulls_not_distinct: index.nulls_not_distinct,
            deferrable: false,
            exclusive: false,
            plain: index.predicate.is_none(),
        }
    }

    /// What to number rows by.
    pub fn partition(&self) -> String {
        let predicate = self.predicate.as_ref().map(|predicate| format!("({predicate})"));
        self.parts.iter().cloned().chain(predicate).collect::<Vec<_>>().join(", ")
    }

    /// When a repeated value is none: ` OR ..`.
    pub fn exceptions(&self) -> String {
        let mut exceptions = String::new();
        if !self.nulls_not_distinct {
            exceptions.extend(self.parts.iter().map(|part| format!(" OR {part} IS NULL")));
        }
        if let Some(predicate) = &self.predicate {
            exceptions.push_str(&format!(" OR ({predicate}) IS NOT TRUE"));
        }
        exceptions
    }

    /// Whether these columns alone may not repeat.
    pub fn is_within(&self, columns: &[String]) -> bool {
        self.plain && self.columns.iter().all(|column| columns.contains(column))
    }
}

fn parts<'k>(table: &Table, keys: impl Iterator<Item = &'k IndexKey>) -> (Vec<String>, Vec<String>) {
    let mut columns: Vec<String> = Vec::new();
    let mut parts = Vec::new();
    for key in keys {
        match &key.target {
            KeyTarget::Column(name) => {
                parts.push(quoted(name));
                columns.push(name.clone());
            }
            KeyTarget::Expr(expr) => {
                parts.push(format!("({})", expr.sql));
                let words: BTreeSet<String> = words(&expr.sql);
                let read = table.columns.iter().filter(|column| {
                    words.contains(&column.name) || words.contains(&column.name.to_lowercase())
                });
                columns.extend(read.map(|column| column.name.clone()));
            }
        }
    }
    (parts, columns)
}

/// All keys of a table.
pub(super) fn unique_keys(table: &Table, engine: Engine) -> Vec<UniqueKey> {
    let primary = table
        .primary_key
        .iter()
        .map(|key| UniqueKey::columns(&key.columns, engine == Engine::Postgres, key.deferrable));
    let uniques = table
        .uniques
        .iter()
        .map(|key| UniqueKey::columns(&key.columns, key.nulls_not_distinct, key.deferrable));
    let indexes =
        table.indexes.iter().filter(|index| index.unique).map(|index| UniqueKey::index(table, index));
    primary.chain(uniques).chain(indexes).collect()
}

/// For each exclusion constraint the columns of which one has to differ from row to row.
pub(super) fn exclusions(table: &Table) -> Vec<UniqueKey> {
    table
        .exclusions
        .iter()
        .map(|exclusion| {
            let apart =
                exclusion.elements.iter().filter(|element| matches!(element.operator.as_str(), "=" | "&&"));
            let (parts, columns) = parts(table, apart.map(|element| &element.key));
            UniqueKey {
                parts,
                columns,
                predicate: exclusion.predicate.as_ref().map(|predicate| predicate.sql.clone()),
                nulls_not_distinct: false,
                deferrable: !exclusion.deferrable.is_never(),
                exclusive: true,
                plain: false,
            }
        })
        .collect()
}
