//! What rows are held to, in words that do for making them.

use std::borrow::Cow;

use crate::ir::{Check, Expr, Schema, Table};
use crate::sql::quoted;

/// The schema with what no row is held to left out, and with keys WITHOUT OVERLAPS as what keeps them for certain: no two rows are
/// equal in the columns before the range, and no range is empty, which such a key refuses.
pub(super) fn held(schema: &Schema) -> Cow<'_, Schema> {
    if !schema.tables.values().any(is_concerned) {
        return Cow::Borrowed(schema);
    }
    let mut schema = schema.clone();
    schema.tables.values_mut().filter(|table| is_concerned(table)).for_each(reword);
    Cow::Owned(schema)
}

fn is_concerned(table: &Table) -> bool {
    table.checks.iter().any(|check| check.not_enforced)
        || table.foreign_keys.iter().any(|key| key.not_enforced)
        || table.uniques.iter().any(|key| key.without_overlaps)
        || table.primary_key.as_ref().is_some_and(|key| key.without_overlaps)
}

fn reword(table: &mut Table) {
    table.checks.retain(|check| !check.not_enforced);
    table.foreign_keys.retain(|key| !key.not_enforced);
    let primary = table.primary_key.iter_mut().filter(|key| key.without_overlaps);
    let uniques = table.uniques.iter_mut().filter(|key| key.without_overlaps);
    let columns = primary.map(|key| &mut key.columns).chain(uniques.map(|key| &mut key.columns));
    for range in columns.filter_map(Vec::pop) {
        let expr = Expr::new(format!("NOT isempty({})", quoted(&range)));
        table.checks.push(Check { columns: vec![range], ..Check::new("", expr) });
    }
}
