//! What rows are held to, in words that do for making them.

use std::borrow::Cow;

use crate::ir::{Check, Column, Engine, Expr, Schema, Table};
use crate::sql::{quoted, words};

/// The schema with what no row is held to left out, and with keys WITHOUT OVERLAPS as what keeps them for certain: no two rows are
/// equal in the columns before the range, and no range is empty, which such a key refuses. A value that is computed when it is read
/// has to be computable: no such row is refused when it is written, and then none of the table can be read.
pub(super) fn held(schema: &Schema) -> Cow<'_, Schema> {
    if schema.engine != Engine::Postgres || !schema.tables.values().any(is_concerned) {
        return Cow::Borrowed(schema);
    }
    let mut schema = schema.clone();
    schema.tables.values_mut().filter(|table| is_concerned(table)).for_each(reword);
    Cow::Owned(schema)
}

fn is_concerned(table: &Table) -> bool {
    table.columns.iter().any(|column| computed(column).is_some())
        || table.checks.iter().any(|check| check.not_enforced)
        || table.foreign_keys.iter().any(|key| key.not_enforced)
        || table.uniques.iter().any(|key| key.without_overlaps)
        || table.primary_key.as_ref().is_some_and(|key| key.without_overlaps)
}

/// What a column is computed from whenever it is read.
fn computed(column: &Column) -> Option<&Expr> {
    column.generated.as_ref().filter(|generated| !generated.stored).map(|generated| &generated.expr)
}

fn reword(table: &mut Table) {
    table.checks.retain(|check| !check.not_enforced);
    table.foreign_keys.retain(|key| !key.not_enforced);
    let primary = table.primary_key.iter_mut().filter(|key| key.without_overlaps);
    let uniques = table.uniques.iter_mut().filter(|key| key.without_overlaps);
    let columns = primary.map(|key| &mut key.columns).chain(uniques.map(|key| &mut key.columns));
    for range in columns.filter_map(Vec::pop) {
        table.checks.push(condition(format!("NOT isempty({})", quoted(&range)), vec![range]));
    }
    let computed = table.columns.iter().filter_map(|column| Some((column, computed(column)?)));
    let computable: Vec<Check> = computed
        .map(|(column, expr)| {
            let read = words(&expr.sql);
            let is_read = |name: &str| read.contains(name) || read.contains(&name.to_lowercase());
            let columns = table.columns.iter().filter(|column| is_read(&column.name));
            // Its length is that of some text or of none; what counts is that there is no error.
            let sql = format!("length(coalesce(CAST(({}) AS {})::text, '')) >= 0", expr.sql, column.ty.sql);
            condition(sql, columns.map(|column| column.name.clone()).collect())
        })
        .collect();
    table.checks.extend(computable);
}

fn condition(sql: String, columns: Vec<String>) -> Check {
    Check { columns, ..Check::new("", Expr::new(sql)) }
}
