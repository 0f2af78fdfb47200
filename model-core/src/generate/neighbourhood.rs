//! The part of a large schema that a proof needs.
//!
//! A change touches some tables; what else is about them are the tables they reference, which reference them, or which use
//! the same enum. On PostgreSQL a copy of a thousand tables is the creation of thousands of files, so a proof on a large
//! schema is carried out in a database that has these tables alone.

use std::collections::BTreeSet;

use super::{Difference, Stage};
use crate::database::DatabaseError;
use crate::diff::{Rename, TableChange};
use crate::hazard::{Facts, FactsError};
use crate::ir::{Engine, QName, Schema};

/// Up to how many tables a copy of all is cheap.
const SMALL: usize = 100;

/// The old state's tables that the difference is about, if leaving out the others can hide nothing.
pub fn around(difference: &Difference) -> Option<Schema> {
    let from = &difference.states.from;
    let to = &difference.states.to;
    let changes = &difference.changes;
    let nearby = from.engine == Engine::Postgres
        && from.tables.len() > SMALL
        // Views, functions, triggers are not in the schema's own words, and may rest on any table.
        && from.others.is_empty()
        && changes.dropped_extensions.is_empty()
        && changes.dropped_namespaces.is_empty()
        // Only the whole shows that two things want the same name.
        && has_unique_names(to);
    nearby.then(|| only(from, &names(difference)))
}

/// The old names of the tables that the difference is about, and of those that their rows need.
pub fn names(difference: &Difference) -> BTreeSet<QName> {
    let from = &difference.states.from;
    let changes = &difference.changes;
    let mut names = touched(difference);
    let retyped: BTreeSet<&QName> = (changes.altered_enums.iter().map(|change| &change.ty.from.name))
        .chain(changes.dropped_enums.iter().map(|ty| &ty.name))
        .chain(difference.renames.iter().filter_map(|rename| match rename {
            Rename::Enum(pair) => Some(&pair.from),
            Rename::Label { ty, .. } => Some(ty),
            _ => None,
        }))
        .collect();
    let uses = |name: &QName| {
        let table = from.tables.get(name);
        table.is_some_and(|table| {
            table
                .columns
                .iter()
                .any(|column| column.ty.enum_name.as_ref().is_some_and(|ty| retyped.contains(ty)))
        })
    };
    names.extend(from.tables.keys().filter(|name| uses(name)).cloned());
    with_relatives(from, names)
}

/// Tables, those that reference them, and all that the rows of either need.
fn with_relatives(schema: &Schema, mut names: BTreeSet<QName>) -> BTreeSet<QName> {
    let children = schema
        .tables
        .values()
        .filter(|table| table.foreign_keys.iter().any(|key| names.contains(&key.target)));
    let children: Vec<QName> = children.map(|table| table.name.clone()).collect();
    names.extend(children);
    // Rows need their parents, and those theirs.
    let mut open: Vec<QName> = names.iter().cloned().collect();
    while let Some(table) = open.pop().and_then(|name| schema.tables.get(&name)) {
        for key in &table.foreign_keys {
            if names.insert(key.target.clone()) {
                open.push(key.target.clone());
            }
        }
    }
    names
}

/// The part of a state that a migration by hand is about, to be filled with rows: all of a small one; else the tables that it
/// touches on empty tables, as the server tells, or names.
pub fn concerned(
    before: &Schema,
    up: &str,
    dry: impl FnOnce() -> Result<Facts, FactsError>,
) -> Result<Schema, DatabaseError> {
    if before.tables.len() <= SMALL {
        return Ok(before.clone());
    }
    let facts = match dry() {
        Ok(facts) => facts,
        Err(FactsError::Catalog(error)) => return Err(error),
        // What it would have touched is not known.
        Err(FactsError::Statement(_)) => return Ok(before.clone()),
    };
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let up = up.to_lowercase();
    let words: BTreeSet<&str> = up.split(|c| !is_part(c)).collect();
    let is_named =
        |name: &QName| name.name.to_lowercase().split(|c| !is_part(c)).all(|word| words.contains(word));
    let locked = facts.statements.iter().flat_map(|seen| seen.locks.iter().map(|lock| lock.relation.clone()));
    let mut names: BTreeSet<QName> = facts.changes.touched().into_iter().chain(locked).collect();
    names.extend(facts.changes.dropped_tables.iter().map(|table| table.name.clone()));
    names.extend(facts.renamed_tables.iter().map(|(from, _)| from.clone()));
    names.extend(before.tables.keys().filter(|name| is_named(name)).cloned());
    Ok(only(before, &with_relatives(before, names)))
}

/// Old names of the tables that change, and of those that new foreign keys point at.
fn touched(difference: &Difference) -> BTreeSet<QName> {
    let changes = &difference.changes;
    let old = |name: &QName| {
        // Renames are in order, so the way back is in the other.
        difference.renames.iter().rev().fold(name.clone(), |name, rename| match rename {
            Rename::Table(pair) if pair.to == name => pair.from.clone(),
            _ => name,
        })
    };
    let targets = |change: &TableChange| -> Vec<QName> {
        change.foreign_keys.arriving().map(|key| key.target.clone()).collect()
    };
    let mut names: BTreeSet<QName> = changes.dropped_tables.iter().map(|table| old(&table.name)).collect();
    for change in &changes.altered_tables {
        names.insert(old(&change.table.to.name));
        names.extend(targets(change).iter().map(old));
    }
    for table in &changes.created_tables {
        names.extend(table.foreign_keys.iter().map(|key| old(&key.target)));
    }
    for rename in &difference.renames {
        match rename {
            Rename::Table(pair) => names.extend([old(&pair.to)]),
            Rename::Column { table, .. } => names.extend([old(table)]),
            Rename::Namespace { .. } | Rename::Extension { .. } | Rename::Enum(_) | Rename::Label { .. } => {}
        }
    }
    names
}

/// The goals of the stages without the tables that are left out: those of the old state that are not in `part`.
pub fn goals(stages: &[Stage], difference: &Difference, part: &Schema) -> Vec<Stage> {
    let left_out =
        |name: &QName| difference.states.from.tables.contains_key(name) && !part.tables.contains_key(name);
    // A table that is left out is not touched, so it has one name.
    let cut = |stage: &Stage| {
        let mut stage = stage.clone();
        stage.to.tables.retain(|name, _| !left_out(name));
        stage
    };
    stages.iter().map(cut).collect()
}

/// A schema with some of its tables.
pub fn only(schema: &Schema, names: &BTreeSet<QName>) -> Schema {
    let mut part = schema.clone();
    part.tables.retain(|name, _| names.contains(name));
    part
}

/// Whether no two tables, indexes or sequences of a schema have one name.
pub fn has_unique_names(schema: &Schema) -> bool {
    let mut names = BTreeSet::new();
    schema.tables.values().all(|table| {
        let of_schema = |name: &str| table.name.sibling(name);
        let keys = table.primary_key.iter().map(|key| of_schema(&key.name));
        let uniques = table.uniques.iter().map(|unique| of_schema(&unique.name));
        let exclusions = table.exclusions.iter().map(|exclusion| of_schema(&exclusion.name));
        let indexes = table.indexes.iter().map(|index| of_schema(&index.name));
        let sequences = table.columns.iter().filter_map(|column| column.serial.clone());
        let own = std::iter::once(table.name.clone());
        own.chain(keys)
            .chain(uniques)
            .chain(exclusions)
            .chain(indexes)
            .chain(sequences)
            .all(|name| names.insert(name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::{Pair, compare};
    use crate::ir::{Action, Column, Deferrable, Enum, ForeignKey, Table};

    fn name(n: usize) -> QName {
        QName::new("public", format!("t{n}"))
    }

    fn reference(to: usize) -> ForeignKey {
        ForeignKey {
            name: format!("to_{to}"),
            columns: vec!["id".to_owned()],
            target: name(to),
            target_columns: vec!["id".to_owned()],
            on_delete: Action::NoAction,
            on_update: Action::NoAction,
            match_full: false,
            deferrable: Deferrable::Never,
            not_valid: false,
            period: false,
            not_enforced: false,
        }
    }

    /// Each table references the one before it; the last two are of an enum.
    fn chain(length: usize) -> Schema {
        let mut schema = Schema::empty(Engine::Postgres);
        let mood = QName::new("public", "mood");
        schema
            .enums
            .insert(mood.clone(), Enum { name: mood.clone(), labels: vec!["a".to_owned()], comment: None });
        for n in 0..length {
            let mut table = Table::new(name(n));
            table.columns.push(Column::new("id", "bigint"));
            if n > 0 && n % 10 != 0 {
                table.foreign_keys.push(reference(n - 1));
            }
            if n + 2 >= length {
                let mut column = Column::new("mood", "mood");
                column.ty.enum_name = Some(mood.clone());
                table.columns.push(column);
            }
            schema.tables.insert(table.name.clone(), table);
        }
        schema
    }

    fn around_edit(from: &Schema, edit: impl FnOnce(&mut Schema)) -> Option<Vec<String>> {
        let mut to = from.clone();
        edit(&mut to);
        let difference = Difference {
            renames: Vec::new(),
            changes: compare(Pair { from, to: &to }),
            questions: Vec::new(),
            unmanaged: Vec::new(),
            views: Vec::new(),
            states: Pair { from: from.clone(), to },
            renamed: from.clone(),
        };
        let part = around(&difference)?;
        Some(part.tables.keys().map(|name| name.name.clone()).collect())
    }

    #[test]
    fn children_and_all_parents_come_along() {
        let from = chain(150);
        let edit =
            |to: &mut Schema| to.tables.get_mut(&name(23)).unwrap().columns.push(Column::new("x", "text"));
        assert_eq!(around_edit(&from, edit).unwrap(), ["t20", "t21", "t22", "t23", "t24"]);
    }

    #[test]
    fn what_uses_a_changed_enum_is_touched() {
        let from = chain(142);
        let edit = |to: &mut Schema| {
            to.enums.get_mut(&QName::new("public", "mood")).unwrap().labels.push("b".to_owned());
        };
        assert_eq!(around_edit(&from, edit).unwrap(), ["t140", "t141"]);
    }

    #[test]
    fn all_is_looked_at_where_a_part_could_hide_something() {
        let add =
            |to: &mut Schema| to.tables.get_mut(&name(1)).unwrap().columns.push(Column::new("x", "text"));
        assert_eq!(around_edit(&chain(SMALL), add), None, "copied in no time");
        let twice = |to: &mut Schema| {
            let mut table = Table::new(QName::new("public", "new"));
            table.primary_key = Some(crate::ir::PrimaryKey {
                name: "t7".to_owned(),
                columns: vec!["id".to_owned()],
                include: Vec::new(),
                deferrable: Deferrable::Never,
                without_overlaps: false,
                autoincrement: false,
            });
            to.tables.insert(table.name.clone(), table);
        };
        assert_eq!(
            around_edit(&chain(150), twice),
            None,
            "an index with the name of a table that is left out"
        );
    }
}
