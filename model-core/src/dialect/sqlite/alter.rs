//! What `ALTER TABLE` can do in place, and whether it is enough.
//!
//! The limits are SQLite's own: <https://www.sqlite.org/lang_altertable.html>.

use super::render::{check, column_definition, quote, references};
use super::words::mentions;
use crate::diff::TableChange;
use crate::ir::{Check, Column, ForeignKey, OtherObject, Schema, Table};
use crate::plan::{PlanHints, Statement};
use crate::sql::is_literal;

/// Whether every change of the table can be made in place.
pub(super) fn is_possible(change: &TableChange, from: &Schema, hints: &PlanHints) -> bool {
    let columns = &change.columns;
    let constraints_stay = !change.options
        && change.primary_key.is_empty()
        && change.uniques.is_empty()
        && change.foreign_keys.leaving().next().is_none()
        && change.foreign_keys.renamed.is_empty()
        && change.checks.leaving().next().is_none()
        && change.checks.renamed.is_empty();
    constraints_stay
        && columns.altered.is_empty()
        && columns.renamed.is_empty()
        && columns.added.iter().all(|column| can_add(change, column, from, hints))
        && columns.dropped.iter().all(|column| can_drop(change, column))
        && change.foreign_keys.added.iter().all(|key| host_of_key(change, key).is_some())
        && change.checks.added.iter().all(|check| host_of_check(change, check).is_some())
}

fn can_add(change: &TableChange, column: &Column, from: &Schema, hints: &PlanHints) -> bool {
    let Table { name, columns, .. } = &change.table.from;
    if columns.iter().any(|old| old.name.eq_ignore_ascii_case(&column.name)) {
        return false;
    }
    if let Some(generated) = &column.generated {
        let others = change.columns.added.iter().filter(|other| other.name != column.name);
        return !generated.stored
            && !others.into_iter().any(|other| mentions(generated.expr.text(), &other.name));
    }
    let constant = column.default.as_ref().is_none_or(|default| is_literal(default.text()));
    let filled = column.nullable || column.default.is_some();
    let has_backfill = hints.backfills.contains_key(&(name.clone(), column.name.clone()));
    // The UPDATE that fills the column comes after it, so that nothing may look at the row in between.
    let watched = hangers_on(from, &change.table.from).any(|object| object.kind == "trigger")
        || change.checks.added.iter().any(|check| check.columns.contains(&column.name));
    constant && filled && !(has_backfill && watched)
}

fn can_drop(change: &TableChange, column: &Column) -> bool {
    let Table { uniques, foreign_keys, checks, indexes, columns, .. } = &change.table.from;
    let name = &column.name;
    let index_leaves = |index: &str| {
        change.indexes.leaving().any(|leaving| leaving.name == index)
            || change.indexes.renamed.iter().any(|pair| pair.from.name == index)
    };
    !(change.table.from.in_primary_key(name)
        || uniques.iter().any(|unique| unique.columns.contains(name))
        || foreign_keys.iter().any(|key| key.columns.contains(name))
        || checks.iter().any(|check| check.columns.contains(name))
        || indexes.iter().any(|index| index.columns.contains(name) && !index_leaves(&index.name))
        || columns.iter().any(|other| {
            other.generated.as_ref().is_some_and(|generated| mentions(generated.expr.text(), name))
        }))
}

/// The new column that a new foreign key can be written on.
fn host_of_key<'a>(change: &'a TableChange, key: &ForeignKey) -> Option<&'a Column> {
    let [name] = key.columns.as_slice() else { return None };
    // With a default, SQLite would have to look for the parent of every row, and refuses to.
    change.columns.added.iter().find(|column| {
        column.name == *name
            && column.default.is_none()
            && column.generated.is_none()
            && key.target_columns.len() <= 1
    })
}

/// The new column that a new CHECK can be written on: the last one it reads, since columns come one by one.
fn host_of_check<'a>(change: &'a TableChange, check: &Check) -> Option<&'a Column> {
    change.columns.added.iter().rfind(|column| check.columns.contains(&column.name))
}

/// The statements, indexes aside.
pub(super) fn statements(change: &TableChange, hints: &PlanHints) -> Vec<Statement> {
    let table = &change.table.to;
    let name = quote(&table.name.name);
    let mut statements = Vec::new();
    for column in &change.columns.added {
        let mut sql = format!("ALTER TABLE {name} ADD COLUMN {}", column_definition(table, column));
        let is_host = |host: Option<&Column>| host.is_some_and(|host| host.name == column.name);
        for key in change.foreign_keys.added.iter().filter(|key| is_host(host_of_key(change, key))) {
            sql.push(' ');
            sql.push_str(&references(key));
        }
        for item in change.checks.added.iter().filter(|check| is_host(host_of_check(change, check))) {
            sql.push(' ');
            sql.push_str(&check(item));
        }
        statements.push(Statement::new(sql));
        if let Some(expr) = hints.backfills.get(&(table.name.clone(), column.name.clone()))
            && column.generated.is_none()
        {
            statements.push(Statement::new(format!("UPDATE {name} SET {} = {expr}", quote(&column.name))));
        }
    }
    for column in &change.columns.dropped {
        statements.push(Statement::new(format!("ALTER TABLE {name} DROP COLUMN {}", quote(&column.name))));
    }
    statements
}

/// Triggers, and indexes that are only kept, which vanish with their table.
pub(super) fn hangers_on<'a>(schema: &'a Schema, table: &'a Table) -> impl Iterator<Item = &'a OtherObject> {
    schema.others.iter().filter(|object| object.table.as_ref() == Some(&table.name))
}
