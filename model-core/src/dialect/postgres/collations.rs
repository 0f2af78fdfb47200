//! A collation that becomes another under its name.
//!
//! It cannot be altered, and columns may have it: the old one is renamed, the columns are given the new one, and then it goes.

use super::order::{Phase, Steps};
use super::render::{collation_name, ident, qname};
use crate::diff::aside;
use crate::ir::{Column, OtherId, OtherObject, Schema, Table, UsedBy};
use crate::types::spelt;

/// The columns that have such a collation before and after, and get it by a statement of their own.
pub fn columns<'a>(from: &'a Schema, to: &Schema) -> Vec<(&'a Table, &'a Column)> {
    let find = |schema: &'_ Schema, id: &OtherId| -> Option<String> {
        schema.others.iter().find(|object| object.id() == *id)?.definition.clone()
    };
    let of_collations = from.uses.iter().filter(|used| used.object.kind == "collation");
    of_collations
        .filter_map(|used| {
            let UsedBy::Column(name) = &used.part else { return None };
            let table = from.tables.get(&used.table).filter(|table| !table.inherited.contains(name))?;
            let column = table.column(name)?;
            let stays = to.tables.get(&used.table)?.column(name).is_some_and(|next| {
                (&next.ty, &next.collation, &next.generated)
                    == (&column.ty, &column.collation, &column.generated)
            });
            let is_another = find(from, &used.object)? != find(to, &used.object)?;
            (stays && is_another).then_some((table, column))
        })
        .collect()
}

/// Puts the old one under another name, until nothing has it any more.
pub fn park(collation: &OtherObject, steps: &mut Steps) {
    let name = &collation.name;
    let parked = name.sibling(aside(&name.name));
    steps.push_remarked(
        Phase::DropGround,
        format!("The {} changes: what has it is given the new one.", collation.id()),
        format!("ALTER COLLATION {} RENAME TO {}", qname(name), ident(&parked.name)),
    );
    steps.push(Phase::DropUnused, format!("DROP COLLATION {}", qname(&parked)));
}

/// Gives the columns the new one.
pub fn convert(from: &Schema, to: &Schema, steps: &mut Steps) {
    for (table, column) in columns(from, to) {
        let Some(collation) = &column.collation else { continue };
        steps.push(
            Phase::AlterColumn,
            format!(
                "ALTER TABLE {} ALTER COLUMN {} TYPE {} COLLATE {}",
                qname(&table.name),
                ident(&column.name),
                spelt(&column.ty.sql),
                collation_name(collation)
            ),
        );
    }
}
