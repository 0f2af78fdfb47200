//! A column that is replaced by another one: expand and contract.

use std::collections::{BTreeMap, BTreeSet};

use super::decide::with_column;
use crate::dialect::postgres::online::Sync;
use crate::ir::{Column, Expr, IndexKey, KeyTarget, QName, Schema, Table};
use crate::naming::object_name;

/// A column that is made beside the old one, follows it, and takes its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// The table.
    pub table: QName,
    /// The column that goes.
    pub old: String,
    /// What the column that comes is called in the end.
    pub new: String,
    /// What it is called while both are there.
    pub beside: String,
    /// What it is made of.
    pub forth: String,
    /// What the old column is made of on the way back, by the new one's name beside it.
    pub back: String,
    /// Whether the two hold the same, so that each can follow the other.
    pub both_ways: bool,
    /// Constraints and indexes that are made beside the old ones: what they are called in the end, and while both are there.
    pub names: BTreeMap<String, String>,
}

impl Replacement {
    /// How the columns follow each other.
    pub fn sync(&self) -> Sync<'_> {
        Sync {
            table: &self.table,
            old: &self.old,
            new: &self.beside,
            forth: &self.forth,
            both_ways: self.both_ways,
        }
    }
}

/// Why a column cannot be replaced while it is in use. `from` and `to` are the states around the change.
pub fn obstacle(name: &QName, old: &str, new: &str, from: &Schema, to: &Schema) -> Option<&'static str> {
    let (before, after) = (from.tables.get(name)?, to.tables.get(name)?);
    let (was, will) = (before.column(old)?, after.column(new)?);
    let sides = [(before, old, was), (after, new, will)];
    let any = |test: &dyn Fn(&Table, &str, &Column) -> bool| {
        sides.iter().any(|(table, column, definition)| test(table, column, definition))
    };
    let referenced = |schema: &Schema, column: &str| {
        let mut keys = schema.tables.values().flat_map(|table| &table.foreign_keys);
        keys.any(|key| key.target == *name && key.target_columns.iter().any(|target| target == column))
    };
    let reads = |columns: &[String], column: &str| columns.iter().any(|name| name == column);
    if any(&|table, column, _| table.in_primary_key(column)) {
        return Some("it is part of the primary key");
    }
    if referenced(from, old) || referenced(to, new) {
        return Some("foreign keys point at it");
    }
    if any(&|_, _, column| column.identity.is_some() || column.serial.is_some()) {
        return Some("it numbers itself");
    }
    if any(&|_, _, column| column.generated.is_some()) {
        return Some("it is computed");
    }
    let read_by_generated = |table: &Table, column: &str| {
        let mut generated = table.columns.iter().filter_map(|other| other.generated.as_ref());
        generated.any(|generated| crate::sql::words(&generated.expr.sql).contains(column))
    };
    if any(&|table, column, _| read_by_generated(table, column)) {
        return Some("another column is computed from it");
    }
    if any(&|table, column, _| table.exclusions.iter().any(|item| reads(&item.columns, column))) {
        return Some("an exclusion constraint is on it");
    }
    if renamed_column(after, new, &object_name(new, "", "new")).is_none() {
        return Some("it cannot be told apart from other words in the expressions that read it");
    }
    let rebuilt = |column: &Column| {
        let name = column.ty.enum_name.as_ref();
        let sides = name.and_then(|name| from.enums.get(name).zip(to.enums.get(name)));
        sides.is_some_and(|(old, new)| old.labels != new.labels)
    };
    if rebuilt(was) || rebuilt(will) {
        return Some("its enum changes as well");
    }
    let hangs = |object: &&crate::ir::OtherObject| {
        object.kind.contains("view")
            && object.definition.as_ref().is_some_and(|text| {
                let words = crate::sql::words(text);
                words.contains(&name.name) && words.contains(old)
            })
    };
    from.others.iter().find(hangs).map(|_| "a view reads it")
}

/// The table with a column under another name, wherever it is read. `None` if an expression cannot be rewritten.
pub fn renamed_column(table: &Table, old: &str, new: &str) -> Option<Table> {
    let mut table = table.clone();
    let names = |names: &mut Vec<String>| {
        let mut found = false;
        for name in names.iter_mut().filter(|name| *name == old) {
            new.clone_into(name);
            found = true;
        }
        found
    };
    let expr = |expr: &mut Expr| -> Option<()> {
        expr.sql = with_column(&expr.sql, old, new)?;
        if let Some(source) = &expr.source {
            expr.source = Some(with_column(source, old, new)?);
        }
        Some(())
    };
    for column in table.columns.iter_mut().filter(|column| column.name == old) {
        new.clone_into(&mut column.name);
    }
    for unique in &mut table.uniques {
        names(&mut unique.columns);
        names(&mut unique.include);
    }
    for key in &mut table.foreign_keys {
        names(&mut key.columns);
    }
    for check in &mut table.checks {
        if names(&mut check.columns) {
            expr(&mut check.expr)?;
        }
    }
    for index in &mut table.indexes {
        names(&mut index.include);
        if names(&mut index.columns) {
            let keys = index.keys.iter_mut();
            keys.map(|key| key_target(key, old, new, &expr)).collect::<Option<Vec<_>>>()?;
            if let Some(predicate) = &mut index.predicate {
                expr(predicate)?;
            }
        }
    }
    if let Some(key) = &mut table.primary_key {
        names(&mut key.include);
    }
    table.sort();
    Some(table)
}

fn key_target(
    key: &mut IndexKey,
    old: &str,
    new: &str,
    expr: &dyn Fn(&mut Expr) -> Option<()>,
) -> Option<()> {
    match &mut key.target {
        KeyTarget::Column(name) if name == old => {
            new.clone_into(name);
            Some(())
        }
        KeyTarget::Column(_) => Some(()),
        KeyTarget::Expr(of) => expr(of),
    }
}

/// The table with constraints and indexes under other names.
pub fn renamed_items(table: &Table, names: &BTreeMap<String, String>) -> Table {
    let mut table = table.clone();
    let items = (table.uniques.iter_mut().map(|item| &mut item.name))
        .chain(table.checks.iter_mut().map(|item| &mut item.name))
        .chain(table.foreign_keys.iter_mut().map(|item| &mut item.name))
        .chain(table.indexes.iter_mut().map(|item| &mut item.name));
    for item in items {
        if let Some(name) = names.get(item) {
            item.clone_from(name);
        }
    }
    table.sort();
    table
}

/// Names of the table's constraints and indexes that read a column.
pub fn readers(table: &Table, column: &str) -> BTreeSet<String> {
    let reads = |columns: &[String]| columns.iter().any(|name| name == column);
    let uniques = table.uniques.iter().filter(|item| reads(&item.columns) || reads(&item.include));
    let checks = table.checks.iter().filter(|item| reads(&item.columns));
    let keys = table.foreign_keys.iter().filter(|item| reads(&item.columns));
    let indexes = table.indexes.iter().filter(|item| reads(&item.columns));
    (uniques.map(|item| &item.name))
        .chain(checks.map(|item| &item.name))
        .chain(keys.map(|item| &item.name))
        .chain(indexes.map(|item| &item.name))
        .cloned()
        .collect()
}

/// All names of the table's constraints and indexes.
pub fn item_names(table: &Table) -> BTreeSet<String> {
    (table.uniques.iter().map(|item| &item.name))
        .chain(table.checks.iter().map(|item| &item.name))
        .chain(table.foreign_keys.iter().map(|item| &item.name))
        .chain(table.indexes.iter().map(|item| &item.name))
        .chain(table.exclusions.iter().map(|item| &item.name))
        .chain(table.primary_key.iter().map(|item| &item.name))
        .cloned()
        .collect()
}

/// A name beside another one that nothing of either table has.
pub fn beside(name: &str, taken: &BTreeSet<String>) -> String {
    let mut n = 0_u32;
    loop {
        let label = if n == 0 { "new".to_owned() } else { format!("new{n}") };
        let free = object_name(name, "", &label);
        if !taken.contains(&free) {
            return free;
        }
        n += 1;
    }
}
