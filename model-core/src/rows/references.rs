//! References that could not be filled in with their row.

use super::order::is_optional;
use super::recipe::{Mixer, listed, table_name};
use crate::ir::{Engine, ForeignKey, Table};
use crate::sql::quoted;

/// The statement that lets rows refer to others; some stay without, if they may.
pub(super) fn fill(
    engine: Engine,
    table: &Table,
    key: &ForeignKey,
    taken: &[&String],
    seed: u64,
) -> Option<String> {
    let (shared, open): (Vec<_>, Vec<_>) =
        key.columns.iter().zip(&key.target_columns).partition(|(column, _)| taken.contains(column));
    if open.is_empty() {
        return None;
    }
    let alias = quoted(&table.name.name);
    let over = if shared.is_empty() {
        String::new()
    } else {
        format!("PARTITION BY {} ", listed("", shared.iter().map(|(_, target)| *target)))
    };
    let targets: Vec<_> = key.target_columns.iter().map(|name| quoted(name)).collect();
    let known: Vec<_> = targets.iter().map(|name| format!("{name} IS NOT NULL")).collect();
    let names: Vec<String> = match (engine, &table.primary_key) {
        (Engine::Postgres, _) => vec!["ctid".to_owned(), "tableoid".to_owned()],
        (Engine::Sqlite, Some(key)) if table.without_rowid => {
            key.columns.iter().map(|name| quoted(name)).collect()
        }
        (Engine::Sqlite, _) => vec!["rowid".to_owned()],
    };
    let numbered = |form: &dyn Fn(usize, &String) -> String, separator: &str| {
        names.iter().enumerate().map(|(n, name)| form(n, name)).collect::<Vec<_>>().join(separator)
    };
    let row = numbered(&|n, name| format!("model__t.{name} AS model__row{n}"), ", ");
    let kept = numbered(&|n, _| format!("model__m.model__row{n}"), ", ");
    let same = numbered(&|n, name| format!("{alias}.{name} = model__x.model__row{n}"), " AND ");
    let mixed =
        Mixer::new(seed, &format!("{}.{}", table.name, key.columns.join(","))).mixed("model__m.model__r");
    let mut on: Vec<_> = shared
        .iter()
        .map(|(column, target)| format!("model__k.{} = model__m.{}", quoted(target), quoted(column)))
        .collect();
    let single = table
        .uniques
        .iter()
        .map(|unique| &unique.columns)
        .chain(table.primary_key.iter().map(|key| &key.columns));
    let is_unique =
        single.into_iter().any(|columns| columns.iter().all(|column| key.columns.contains(column)));
    let pick = if is_unique { "model__m.model__r" } else { &mixed };
    let count =
        if shared.is_empty() { "(SELECT nullif(count(*), 0) FROM model__k)" } else { "model__k.model__c" };
    on.push(format!("model__k.model__r = {pick} % {count}"));
    let columns: Vec<_> = table
        .columns
        .iter()
        .map(|column| {
            let name = quoted(&column.name);
            match open.iter().find(|(open, _)| **open == column.name) {
                Some((_, target)) => format!("model__k.{} AS {name}", quoted(target)),
                None => format!("model__m.{name}"),
            }
        })
        .collect();
    let mut conditions: Vec<_> =
        table.checks.iter().map(|check| format!("({}) IS NOT FALSE", check.expr.sql)).collect();
    if is_optional(table, key) {
        conditions.push("model__r % 4 <> 3".to_owned());
    }
    let conditions = if conditions.is_empty() { "1 = 1".to_owned() } else { conditions.join(" AND ") };
    let sets: Vec<_> = open.iter().map(|(column, _)| format!("{0} = model__x.{0}", quoted(column))).collect();
    Some(format!(
        "WITH model__k AS MATERIALIZED (SELECT {targets}, row_number() OVER ({over}ORDER BY {targets}) - 1 AS model__r, count(*) OVER ({over}) AS model__c FROM {target} WHERE {known}),
model__m AS MATERIALIZED (SELECT {row}, model__t.*, row_number() OVER (ORDER BY {order}) - 1 AS model__r FROM {name} AS model__t),
model__x AS MATERIALIZED (SELECT * FROM (SELECT {kept}, model__m.model__r, {columns} FROM model__m JOIN model__k ON {on}) AS {alias} WHERE {conditions})
UPDATE {name} SET {sets} FROM model__x WHERE {same}",
        targets = targets.join(", "),
        target = table_name(&key.target),
        known = known.join(" AND "),
        order = numbered(&|_, name| format!("model__t.{name}"), ", "),
        name = table_name(&table.name),
        columns = columns.join(", "),
        on = on.join(" AND "),
        sets = sets.join(", "),
    ))
}

/// A condition on rows that refer to nothing.
pub(super) fn is_orphan(table: &Table, key: &ForeignKey) -> String {
    let alias = quoted(&table.name.name);
    let known: Vec<_> =
        key.columns.iter().map(|column| format!("{alias}.{} IS NOT NULL", quoted(column))).collect();
    let same: Vec<_> = key
        .columns
        .iter()
        .zip(&key.target_columns)
        .map(|(column, target)| format!("model__p.{} = {alias}.{}", quoted(target), quoted(column)))
        .collect();
    format!(
        "{} AND NOT EXISTS (SELECT 1 FROM {} AS model__p WHERE {})",
        known.join(" AND "),
        table_name(&key.target),
        same.join(" AND ")
    )
}
