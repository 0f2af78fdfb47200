//! In which order tables are filled, and which references have to wait.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{ForeignKey, QName, Schema, Table};
use crate::waiting::Waiting;

/// When the columns of a foreign key get their values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reference {
    /// With the row: the rows referred to are there.
    AtOnce,
    /// NULL at first, updated when the other table is filled.
    Later,
    /// Not NULL, and part of a circle: any value at first, updated while the constraint is not looked at.
    Circular,
}

/// A table at its turn.
#[derive(Debug)]
pub(super) struct Turn<'a> {
    pub table: &'a Table,
    /// One for each foreign key, in their order.
    pub references: Vec<Reference>,
}

/// Whether a row can do without the reference.
pub(super) fn is_optional(table: &Table, key: &ForeignKey) -> bool {
    let mut columns = key.columns.iter().map(|name| table.column(name).is_some_and(|column| column.nullable));
    if key.match_full { columns.all(|nullable| nullable) } else { columns.any(|nullable| nullable) }
}

/// Parents before children; among equals the order of names.
pub(super) fn turns(schema: &Schema) -> Vec<Turn<'_>> {
    let tables: Vec<&Table> = schema.tables.values().collect();
    let numbers: BTreeMap<&QName, usize> = tables.iter().map(|table| &table.name).zip(0..).collect();
    let needs = |is_waited_for: &dyn Fn(&Table, &ForeignKey) -> bool| -> Vec<BTreeSet<usize>> {
        let of_table = |table: &&Table| {
            let keys = table.foreign_keys.iter().filter(|key| is_waited_for(table, key));
            keys.filter_map(|key| numbers.get(&key.target).copied()).collect()
        };
        tables.iter().map(of_table).collect()
    };
    let mut all = Waiting::new(&needs(&|_, _| true));
    let mut needed = Waiting::new(&needs(&|table, key| !is_optional(table, key)));
    let mut turns = Vec::new();
    loop {
        let is_circular = |at: &&usize| {
            is_circular(tables[**at], |name| {
                numbers.get(name).filter(|at| all.open().contains(at)).map(|at| tables[*at])
            })
        };
        let next = (all.free().first())
            // A circle is broken where a NULL can stand in for the reference,
            .or_else(|| needed.free().iter().find(is_circular))
            .or_else(|| needed.free().first())
            // or else anywhere in it.
            .or_else(|| all.open().iter().find(is_circular))
            .or_else(|| all.open().first());
        let Some(&next) = next else { return turns };
        let table = tables[next];
        let is_open = |name: &QName| numbers.get(name).is_some_and(|at| all.open().contains(at));
        let reference = |key: &ForeignKey| match (is_open(&key.target), is_optional(table, key)) {
            (false, _) => Reference::AtOnce,
            (true, true) => Reference::Later,
            (true, false) => Reference::Circular,
        };
        turns.push(Turn { table, references: table.foreign_keys.iter().map(reference).collect() });
        all.take(next);
        needed.take(next);
    }
}

/// Whether references lead from the table back to it through others.
fn is_circular<'a>(table: &'a Table, remaining: impl Fn(&QName) -> Option<&'a Table>) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![table];
    while let Some(at) = open.pop() {
        for key in at.foreign_keys.iter().filter(|key| key.target != at.name) {
            if key.target == table.name {
                return true;
            }
            if let Some(target) = remaining(&key.target)
                && seen.insert(&key.target)
            {
                open.push(target);
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{Column, Engine};

    fn schema(edges: &[(&str, &str, bool)]) -> Schema {
        let mut schema = Schema::empty(Engine::Sqlite);
        for name in edges.iter().flat_map(|(from, to, _)| [from, to]) {
            let name = QName::new("", *name);
            schema.tables.entry(name.clone()).or_insert_with(|| Table::new(name));
        }
        for (from, to, nullable) in edges {
            let table = schema.tables.get_mut(&QName::new("", *from)).unwrap();
            table.columns.push(Column { nullable: *nullable, ..Column::new(*to, "INTEGER") });
            table.foreign_keys.push(ForeignKey {
                name: String::new(),
                columns: vec![(*to).to_owned()],
                target: QName::new("", *to),
                target_columns: vec!["id".to_owned()],
                on_delete: crate::ir::Action::NoAction,
                on_update: crate::ir::Action::NoAction,
                match_full: false,
                deferrable: crate::ir::Deferrable::Never,
                not_valid: false,
                period: false,
                not_enforced: false,
            });
        }
        schema
    }

    fn order(schema: &Schema) -> Vec<(&str, Vec<Reference>)> {
        turns(schema).into_iter().map(|turn| (turn.table.name.name.as_str(), turn.references)).collect()
    }

    #[test]
    fn parents_come_first() {
        let schema = schema(&[("a", "b", false), ("b", "c", true)]);
        assert_eq!(
            order(&schema),
            [("c", vec![]), ("b", vec![Reference::AtOnce]), ("a", vec![Reference::AtOnce])]
        );
    }

    #[test]
    fn a_circle_is_broken_at_its_null() {
        let schema = schema(&[("a", "b", false), ("b", "a", true), ("0", "a", true)]);
        assert_eq!(
            order(&schema),
            [("b", vec![Reference::Later]), ("a", vec![Reference::AtOnce]), ("0", vec![Reference::AtOnce])]
        );
    }

    #[test]
    fn a_circle_without_nulls_and_a_table_that_refers_to_itself() {
        let schema = schema(&[("0", "a", false), ("a", "b", false), ("b", "a", false), ("c", "c", true)]);
        assert_eq!(
            order(&schema),
            [
                ("c", vec![Reference::Later]),
                ("a", vec![Reference::Circular]),
                ("0", vec![Reference::AtOnce]),
                ("b", vec![Reference::AtOnce]),
            ]
        );
    }
}
