//! A table made anew: what SQLite needs for everything that `ALTER TABLE` cannot do.
//!
//! The order is the one of <https://www.sqlite.org/lang_altertable.html#otheralter>: the old table is never renamed, because
//! what refers to it would follow it.

use super::render::{create_table_as, drop_table, quote};
use super::words::mentions;
use crate::diff::TableChange;
use crate::ir::{Column, Expr, Schema, Table};
use crate::plan::{PlanHints, Statement};
use crate::sql::literal;

/// The statements that replace the table by its new form with all its rows, indexes and triggers aside.
pub(super) fn statements(
    change: &TableChange,
    from: &Schema,
    to: &Schema,
    hints: &PlanHints,
) -> Vec<Statement> {
    let (old, new) = (&change.table.from, &change.table.to);
    let passing = passing_name(new, from, to);
    let mut statements = vec![
        Statement::new(create_table_as(&without_own_name(new), &passing)),
        Statement::new(copy(old, new, &passing, hints)),
    ];
    let counts = |table: &Table| table.primary_key.as_ref().is_some_and(|key| key.autoincrement);
    if counts(old) && counts(new) {
        // The counter knows of deleted rows, the copy does not.
        let (passing, name) = (literal(&passing), literal(&old.name.name));
        statements.push(Statement::new(format!("DELETE FROM sqlite_sequence WHERE name = {passing}")));
        statements
            .push(Statement::new(format!("UPDATE sqlite_sequence SET name = {passing} WHERE name = {name}")));
    }
    statements.push(Statement::new(drop_table(&old.name)));
    let rename =
        Statement::new(format!("ALTER TABLE {} RENAME TO {}", quote(&passing), quote(&new.name.name)));
    if from.others.iter().any(|object| matches!(object.kind.as_str(), "view" | "trigger")) {
        // Otherwise SQLite looks through every view and trigger, and stops at the first that names a missing table: the one
        // that is about to come back.
        statements.push(Statement::new("PRAGMA legacy_alter_table = ON").remark(format!(
            "Views and triggers may name {}, which is missing until the rename is done.",
            new.name
        )));
        statements.push(rename);
        statements.push(Statement::new("PRAGMA legacy_alter_table = OFF"));
    } else {
        statements.push(rename);
    }
    statements
}

/// A name that nothing has, for the time of the rebuild.
fn passing_name(table: &Table, from: &Schema, to: &Schema) -> String {
    let taken = |name: &str| {
        [from, to].iter().any(|schema| {
            schema.tables.values().any(|table| {
                table.name.name.eq_ignore_ascii_case(name)
                    || table.indexes.iter().any(|index| index.name.eq_ignore_ascii_case(name))
            }) || schema.others.iter().any(|object| object.name.name.eq_ignore_ascii_case(name))
        })
    };
    let mut name = format!("_new_{}", table.name.name);
    while taken(&name) {
        name.insert(0, '_');
    }
    name
}

/// The table with such expressions as still hold while it has another name: one that its author qualified with the table's
/// own name is taken as it was read from the catalog, where it is not.
fn without_own_name(table: &Table) -> Table {
    let mut table = table.clone();
    let name = table.name.name.clone();
    let settle = |expr: &mut Expr| {
        if expr.source.as_ref().is_some_and(|source| mentions(source, &name)) {
            expr.source = None;
        }
    };
    table.checks.iter_mut().for_each(|check| settle(&mut check.expr));
    table
        .columns
        .iter_mut()
        .filter_map(|column| column.generated.as_mut())
        .for_each(|generated| settle(&mut generated.expr));
    table
}

/// `INSERT INTO new (..) SELECT .. FROM old`, by name.
fn copy(old: &Table, new: &Table, passing: &str, hints: &PlanHints) -> String {
    let mut columns = Vec::new();
    let mut values = Vec::new();
    let rowid = rowid_name(old, new);
    let is_rowid = |column: &Column| new.is_rowid(&column.name);
    if let Some(rowid) = rowid.filter(|_| !new.columns.iter().any(is_rowid) && !new.without_rowid) {
        columns.push(rowid.to_owned());
        values.push(rowid_value(old, rowid));
    }
    for column in new.columns.iter().filter(|column| column.generated.is_none()) {
        let value = value(old, new, column, hints)
            .or_else(|| rowid.filter(|_| is_rowid(column)).map(|rowid| rowid_value(old, rowid)));
        if let Some(value) = value {
            columns.push(quote(&column.name));
            values.push(value);
        }
    }
    // Every column is filled by its default, and there is no rowid to carry over: any column stands for the row.
    if columns.is_empty()
        && let Some(column) = new.columns.iter().find(|column| column.generated.is_none())
    {
        columns.push(quote(&column.name));
        let default = column.default.as_ref().map_or("NULL", Expr::text);
        values.push(format!("({default})"));
    }
    format!(
        "INSERT INTO {} ({})\nSELECT {}\nFROM {}",
        quote(passing),
        columns.join(", "),
        values.join(", "),
        quote(&old.name.name)
    )
}

/// What the copy puts into a column; nothing where the default or the rowid fills it.
fn value(old: &Table, new: &Table, column: &Column, hints: &PlanHints) -> Option<String> {
    let key = (new.name.clone(), column.name.clone());
    let backfill = hints.backfills.get(&key);
    let source = old.columns.iter().find(|source| source.name.eq_ignore_ascii_case(&column.name));
    let Some(source) = source else {
        return backfill.cloned();
    };
    let value = hints.using.get(&key).cloned().unwrap_or_else(|| quote(&source.name));
    match backfill {
        Some(backfill) if source.nullable && !column.nullable => {
            Some(format!("coalesce({value}, {backfill})"))
        }
        _ => Some(value),
    }
}

/// The name under which both tables show their rowid.
fn rowid_name(old: &Table, new: &Table) -> Option<&'static str> {
    let is_column = |name: &str| {
        [old, new]
            .iter()
            .any(|table| table.columns.iter().any(|column| column.name.eq_ignore_ascii_case(name)))
    };
    ["rowid", "_rowid_", "oid"].into_iter().find(|name| !is_column(name))
}

/// The old row's rowid, or a number where it has none.
fn rowid_value(old: &Table, rowid: &str) -> String {
    if old.without_rowid { "row_number() OVER ()".to_owned() } else { rowid.to_owned() }
}
