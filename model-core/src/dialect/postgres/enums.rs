//! Changes of enum types.

use super::order::{Phase, Steps};
use super::render::{comment_on, ident, qname};
use crate::diff::{EnumChange, aside};
use crate::ir::{Column, Enum, QName, Schema};
use crate::plan::PlanHints;
use crate::sql::literal;

/// `CREATE TYPE .. AS ENUM`; after the tables are dropped, if one of them has the name.
pub fn create(ty: &Enum, after_drops: bool, steps: &mut Steps) {
    let phase = if after_drops { Phase::DropTable } else { Phase::CreateEnum };
    steps.push(phase, create_sql(ty));
    if ty.comment.is_some() {
        steps.push(Phase::Comment, comment_on(&format!("TYPE {}", qname(&ty.name)), ty.comment.as_deref()));
    }
}

fn create_sql(ty: &Enum) -> String {
    let labels: Vec<String> = ty.labels.iter().map(|label| literal(label)).collect();
    format!("CREATE TYPE {} AS ENUM ({})", qname(&ty.name), labels.join(", "))
}

/// New labels at their places. `ADD VALUE` may stand in a transaction from PostgreSQL 12 on, but the label may not be used
/// in it.
pub fn add_labels(change: &EnumChange, steps: &mut Steps) {
    let (from, to) = (&change.ty.from, &change.ty.to);
    for (at, label) in to.labels.iter().enumerate() {
        if from.labels.contains(label) {
            continue;
        }
        let later_old = to.labels[at..].iter().find(|later| from.labels.contains(later));
        let place = match (later_old, at.checked_sub(1).map(|before| &to.labels[before])) {
            (None, _) => String::new(),
            (Some(_), Some(before)) => format!(" AFTER {}", literal(before)),
            (Some(next), None) => format!(" BEFORE {}", literal(next)),
        };
        steps.push(
            Phase::CreateEnum,
            format!("ALTER TYPE {} ADD VALUE {}{place}", qname(&to.name), literal(label)),
        );
    }
}

/// The type with labels removed or in another order: PostgreSQL cannot alter that, so a new type takes its place, and every
/// column of it is converted by label.
pub fn rebuild(change: &EnumChange, from: &Schema, to: &Schema, hints: &PlanHints, steps: &mut Steps) {
    let phase = Phase::RebuildEnum;
    let (old, new) = (&change.ty.from, &change.ty.to);
    let parked = old.name.sibling(aside(&old.name.name));
    let labels = |ty: &Enum| ty.labels.join(", ");
    steps.push_remarked(
        phase,
        format!("The labels of {} change from ({}) to ({}).", new.name, labels(old), labels(new)),
        format!("ALTER TYPE {} RENAME TO {}", qname(&old.name), ident(&parked.name)),
    );
    steps.push(phase, create_sql(new));
    for (table, column) in columns_of(&old.name, from, to) {
        // What goes, or is of another type afterwards, needs no value of the new one.
        let kept = to.tables.get(table).and_then(|table| table.column(&column.name));
        let Some(kept) = kept.filter(|kept| kept.ty == column.ty) else { continue };
        let (table, name) = (qname(table), ident(&column.name));
        if column.default.is_some() {
            steps.push(phase, format!("ALTER TABLE {table} ALTER COLUMN {name} DROP DEFAULT"));
        }
        let using = conversion(column, new, hints);
        steps.push(
            phase,
            format!("ALTER TABLE {table} ALTER COLUMN {name} TYPE {} USING {using}", column.ty.sql),
        );
        // Another default is set with what else changes in the column; the old one may be a label that goes.
        if let Some(default) = column.default.as_ref().filter(|_| column.default == kept.default) {
            steps.push(phase, format!("ALTER TABLE {table} ALTER COLUMN {name} SET DEFAULT {default}"));
        }
    }
    if new.comment.is_some() {
        steps.push(Phase::Comment, comment_on(&format!("TYPE {}", qname(&new.name)), new.comment.as_deref()));
    }
    // Columns that were not converted go or change later.
    steps.push(Phase::DropEnum, format!("DROP TYPE {}", qname(&parked)));
}

/// The columns of a type that are there before and after: others are dropped or added around the rebuild.
pub fn columns_of<'a>(
    ty: &'a QName,
    from: &'a Schema,
    to: &'a Schema,
) -> impl Iterator<Item = (&'a QName, &'a Column)> {
    from.tables.iter().filter(|(name, _)| to.tables.contains_key(*name)).flat_map(move |(name, table)| {
        let of_type = table.columns.iter().filter(move |column| column.ty.enum_name.as_ref() == Some(ty));
        of_type.map(move |column| (name, column))
    })
}

fn conversion(column: &Column, ty: &Enum, hints: &PlanHints) -> String {
    let name = ident(&column.name);
    let mapped: Vec<(&String, &String)> =
        hints.labels.iter().filter(|((of, _), _)| *of == ty.name).map(|((_, old), new)| (old, new)).collect();
    if column.ty.sql.ends_with("[]") {
        let mut expr = format!("{name}::text[]");
        for (old, new) in mapped {
            expr = format!("array_replace({expr}, {}, {})", literal(old), literal(new));
        }
        return format!("{expr}::{}", column.ty.sql);
    }
    if mapped.is_empty() {
        return format!("{name}::text::{}", column.ty.sql);
    }
    let cases: Vec<String> =
        mapped.iter().map(|(old, new)| format!("WHEN {} THEN {}", literal(old), literal(new))).collect();
    format!("(CASE {name}::text {} ELSE {name}::text END)::{}", cases.join(" "), column.ty.sql)
}
