//! Reading back only those models that have changed since they were last read.
//!
//! What a catalog says of a table depends on the table's own definition, the types it uses, and the key columns of the
//! tables it references: nothing else can be named in a column, constraint or index. A table whose [`fingerprint`] is known
//! need not be created again, and the others can be created among bare stand-ins of the tables they reference.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::ir::{Column, ForeignKey, QName, Schema, Table, Unique};

/// Tables as a server read them back, by [`fingerprint`].
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known(BTreeMap<String, Table>);

/// What is known of the models and what has to be read.
pub struct Split {
    /// The tables that are known.
    pub known: Vec<Table>,
    /// The tables to read, with stand-ins for those they reference.
    pub partial: Schema,
    /// The names of the tables to read.
    pub wanted: BTreeSet<QName>,
}

impl Known {
    /// Divides the models into those that are known and those to be read.
    pub fn split(&self, desired: &Schema) -> Split {
        let mut split = Split {
            known: Vec::new(),
            partial: Schema { tables: BTreeMap::new(), ..desired.clone() },
            wanted: BTreeSet::new(),
        };
        for table in desired.tables.values() {
            if let Some(known) = self.0.get(&fingerprint(table, desired)) {
                split.known.push(known.clone());
            } else {
                split.partial.tables.insert(table.name.clone(), table.clone());
                split.wanted.insert(table.name.clone());
            }
        }
        for (name, columns) in referenced(&split, desired) {
            if let Some(target) = desired.tables.get(&name) {
                split.partial.tables.insert(name, stand_in(target, &columns));
            }
        }
        split
    }

    /// Remembers the models as they were read, and forgets all others.
    pub fn of(desired: &Schema, read: &Schema) -> Self {
        let pairs = desired.tables.values().filter_map(|table| {
            let read = read.tables.get(&table.name)?;
            Some((fingerprint(table, desired), read.clone()))
        });
        Self(pairs.collect())
    }
}

/// What is referenced by the tables to read and is not itself among them: table -> keys.
fn referenced(split: &Split, desired: &Schema) -> BTreeMap<QName, BTreeSet<Vec<String>>> {
    let mut out: BTreeMap<QName, BTreeSet<Vec<String>>> = BTreeMap::new();
    let keys =
        split.wanted.iter().filter_map(|name| desired.tables.get(name)).flat_map(|table| &table.foreign_keys);
    for key in keys.filter(|key| !split.wanted.contains(&key.target)) {
        out.entry(key.target.clone()).or_default().insert(key.target_columns.clone());
    }
    out
}

/// A table with nothing but what a foreign key needs of it.
fn stand_in(table: &Table, keys: &BTreeSet<Vec<String>>) -> Table {
    let mut out = Table::new(table.name.clone());
    out.columns = table
        .columns
        .iter()
        .filter(|column| keys.iter().flatten().any(|name| *name == column.name))
        .map(|column| Column {
            collation: column.collation.clone(),
            nullable: column.nullable,
            ..Column::new(&column.name, column.ty.sql.as_str())
        })
        .collect();
    out.uniques = keys
        .iter()
        .map(|columns| Unique {
            name: String::new(),
            columns: columns.clone(),
            include: Vec::new(),
            nulls_not_distinct: false,
            deferrable: crate::ir::Deferrable::Never,
            without_overlaps: false,
        })
        .collect();
    out
}

/// A hash of everything that a table's catalog entries depend on, the server's version apart.
fn fingerprint(table: &Table, desired: &Schema) -> String {
    let enums: Vec<_> =
        table.columns.iter().filter_map(|column| desired.enums.get(column.ty.enum_name.as_ref()?)).collect();
    let targets: Vec<(&ForeignKey, Vec<&Column>)> = table
        .foreign_keys
        .iter()
        .map(|key| {
            let target = desired.tables.get(&key.target);
            let columns = key.target_columns.iter().filter_map(|name| target?.column(name)).collect();
            (key, columns)
        })
        .collect();
    let (extensions, others) = (&desired.extensions, &desired.others);
    // Plain data without maps that could fail: an error here would only mean that the table is read again.
    let json = serde_json::to_vec(&(table, enums, targets, extensions, others)).unwrap_or_default();
    Sha256::digest(&json).iter().fold(String::new(), |mut hex, byte| {
        use std::fmt::Write;
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{Action, Deferrable, Engine};

    fn schema() -> Schema {
        let mut schema = Schema::empty(Engine::Postgres);
        for name in ["a", "b", "c"] {
            let mut table = Table::new(QName::new("public", name));
            table.columns = vec![Column::new("id", "bigint"), Column::new("x", "text")];
            schema.tables.insert(table.name.clone(), table);
        }
        let b = schema.tables.get_mut(&QName::new("public", "b")).unwrap();
        b.foreign_keys.push(ForeignKey {
            name: "b_id_fkey".to_owned(),
            columns: vec!["id".to_owned()],
            target: QName::new("public", "a"),
            target_columns: vec!["id".to_owned()],
            on_delete: Action::NoAction,
            on_update: Action::NoAction,
            match_full: false,
            deferrable: Deferrable::Never,
            not_valid: false,
            period: false,
            not_enforced: false,
        });
        schema
    }

    fn wanted(split: &Split) -> Vec<&str> {
        split.wanted.iter().map(|name| name.name.as_str()).collect()
    }

    #[test]
    fn only_what_changed_is_read() {
        let before = schema();
        let known = Known::of(&before, &before);
        assert!(known.split(&before).wanted.is_empty());

        let mut after = before.clone();
        after.tables.get_mut(&QName::new("public", "b")).unwrap().columns[1].nullable = false;
        let split = known.split(&after);
        assert_eq!(wanted(&split), ["b"]);
        let stand_in = &split.partial.tables[&QName::new("public", "a")];
        assert_eq!((stand_in.columns.len(), stand_in.uniques.len()), (1, 1));
        assert_eq!(split.partial.tables.len(), 2);
    }

    #[test]
    fn a_changed_key_type_is_read_on_both_sides() {
        let before = schema();
        let mut after = before.clone();
        after.tables.get_mut(&QName::new("public", "a")).unwrap().columns[0].ty = "integer".into();
        assert_eq!(wanted(&Known::of(&before, &before).split(&after)), ["a", "b"]);
    }
}
