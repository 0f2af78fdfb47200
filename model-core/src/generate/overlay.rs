//! What the models wrote, laid over what the server printed.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Expr, IndexKey, KeyTarget, Schema, Table};
use crate::sql::ident;

/// Gives every expression of `read` the text that the models have for it. Safe because the server has just accepted that text
/// and printed it as what it stands beside; equality looks only at what was printed.
///
/// What an extension has in a schema of its own, models may call by its name alone; whoever runs the migration may not.
pub fn sources(read: &mut Schema, written: &Schema) {
    let places: BTreeSet<String> =
        read.extensions.values().flatten().map(|schema| format!("{}.", ident(read.engine, schema))).collect();
    for (name, table) in &mut read.tables {
        if let Some(written) = written.tables.get(name) {
            lay_over(table, written, &places);
        }
    }
}

fn lay_over(read: &mut Table, written: &Table, places: &BTreeSet<String>) {
    expressions(read, written, |read, written| {
        let says_less = |place: &String| read.sql.contains(place) && !written.sql.contains(place);
        if read.sql != written.sql && !places.iter().any(says_less) {
            read.source = Some(written.sql.clone());
        }
    });
}

/// Every expression of a table, with its counterpart in another form of the same table.
pub fn expressions(table: &mut Table, other: &Table, mut visit: impl FnMut(&mut Expr, &Expr)) {
    let mut both = |expr: Option<&mut Expr>, other: Option<&Expr>| {
        if let (Some(expr), Some(other)) = (expr, other) {
            visit(expr, other);
        }
    };
    for column in &mut table.columns {
        let Some(other) = other.column(&column.name) else { continue };
        both(column.default.as_mut(), other.default.as_ref());
        both(
            column.generated.as_mut().map(|generated| &mut generated.expr),
            other.generated.as_ref().map(|generated| &generated.expr),
        );
    }
    let checks: BTreeMap<&str, &Expr> = other
        .checks
        .iter()
        .filter(|check| !check.name.is_empty())
        .map(|check| (&*check.name, &check.expr))
        .collect();
    for check in &mut table.checks {
        both(Some(&mut check.expr), checks.get(check.name.as_str()).copied());
    }
    for index in &mut table.indexes {
        let Some(other) = other.indexes.iter().find(|other| other.name == index.name) else { continue };
        both(index.predicate.as_mut(), other.predicate.as_ref());
        keys(index.keys.iter_mut(), other.keys.iter(), &mut both);
    }
    for exclusion in &mut table.exclusions {
        let Some(other) = other.exclusions.iter().find(|other| other.name == exclusion.name) else {
            continue;
        };
        both(exclusion.predicate.as_mut(), other.predicate.as_ref());
        let elements = exclusion.elements.iter_mut().map(|element| &mut element.key);
        keys(elements, other.elements.iter().map(|element| &element.key), &mut both);
    }
}

fn keys<'a>(
    keys: impl Iterator<Item = &'a mut IndexKey>,
    others: impl Iterator<Item = &'a IndexKey>,
    both: &mut impl FnMut(Option<&mut Expr>, Option<&Expr>),
) {
    for (key, other) in keys.zip(others) {
        if let (KeyTarget::Expr(expr), KeyTarget::Expr(other)) = (&mut key.target, &other.target) {
            both(Some(expr), Some(other));
        }
    }
}
