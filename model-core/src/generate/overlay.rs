//! What the models wrote, laid over what the server printed.

use std::collections::BTreeMap;

use crate::ir::{Expr, IndexKey, KeyTarget, Schema, Table};

/// Gives every expression of `read` the text that the models have for it. Safe because the server has just accepted that text
/// and printed it as what it stands beside; equality looks only at what was printed.
pub fn sources(read: &mut Schema, written: &Schema) {
    for (name, table) in &mut read.tables {
        if let Some(written) = written.tables.get(name) {
            lay_over(table, written);
        }
    }
}

fn lay_over(read: &mut Table, written: &Table) {
    for column in &mut read.columns {
        let Some(source) = written.column(&column.name) else { continue };
        optional(column.default.as_mut(), source.default.as_ref());
        optional(
            column.generated.as_mut().map(|generated| &mut generated.expr),
            source.generated.as_ref().map(|generated| &generated.expr),
        );
    }
    let checks: BTreeMap<&str, &Expr> = written
        .checks
        .iter()
        .filter(|check| !check.name.is_empty())
        .map(|check| (&*check.name, &check.expr))
        .collect();
    for check in &mut read.checks {
        optional(Some(&mut check.expr), checks.get(check.name.as_str()).copied());
    }
    for index in &mut read.indexes {
        let Some(source) = written.indexes.iter().find(|other| other.name == index.name) else { continue };
        optional(index.predicate.as_mut(), source.predicate.as_ref());
        keys(index.keys.iter_mut(), source.keys.iter());
    }
    for exclusion in &mut read.exclusions {
        let Some(source) = written.exclusions.iter().find(|other| other.name == exclusion.name) else {
            continue;
        };
        optional(exclusion.predicate.as_mut(), source.predicate.as_ref());
        let written = source.elements.iter().map(|element| &element.key);
        keys(exclusion.elements.iter_mut().map(|element| &mut element.key), written);
    }
}

fn keys<'a>(read: impl Iterator<Item = &'a mut IndexKey>, written: impl Iterator<Item = &'a IndexKey>) {
    for (read, written) in read.zip(written) {
        if let (KeyTarget::Expr(read), KeyTarget::Expr(written)) = (&mut read.target, &written.target) {
            optional(Some(read), Some(written));
        }
    }
}

fn optional(read: Option<&mut Expr>, written: Option<&Expr>) {
    if let (Some(read), Some(written)) = (read, written)
        && read.sql != written.sql
    {
        read.source = Some(written.sql.clone());
    }
}
