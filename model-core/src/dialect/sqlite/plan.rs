//! Changes as statements in order.

use std::collections::{BTreeMap, BTreeSet};

use super::render::{create_index, create_table, drop_index, drop_table};
use super::{alter, guard, rebuild};
use crate::diff::Changes;
use crate::ir::{Index, OtherObject, QName, Schema, Table};
use crate::plan::{Plan, PlanHints, Statement};

/// The statements that lead from one schema to another, every row kept.
///
/// Renames have been carried out before. Where a table is rebuilt that foreign keys refer to, the plan cannot run inside a
/// transaction (`in_transaction` is false) and brings its own.
pub fn plan(changes: &Changes, from: &Schema, to: &Schema, hints: &PlanHints) -> Plan {
    let returning: Vec<&OtherObject> = arriving(from, to).collect();
    let (from, to) = (&with_kept(from, from, to), &with_kept(to, from, to));
    let (in_place, rebuilt): (Vec<_>, Vec<_>) =
        changes.altered_tables.iter().partition(|change| alter::is_possible(change, from, hints));
    let mut script = Script::new(from);
    for change in &in_place {
        let renamed = change.indexes.renamed.iter().map(|pair| &pair.from);
        change.indexes.leaving().chain(renamed).for_each(|index| script.drop_index(index));
    }
    for table in &changes.created_tables {
        script.push(Statement::new(create_table(table)));
        table.indexes.iter().for_each(|index| script.create_index(&table.name, index));
        let own = returning.iter().filter(|object| object.table.as_ref() == Some(&table.name));
        script.extend(own.filter_map(|object| object.definition.as_deref()).map(Statement::new).collect());
    }
    for change in &changes.altered_tables {
        if rebuilt.contains(&change) {
            script.extend(rebuild::statements(change, from, to, hints));
            script.forget(&change.table.from);
            change
                .table
                .to
                .indexes
                .iter()
                .for_each(|index| script.create_index(&change.table.to.name, index));
            let kept =
                alter::hangers_on(from, &change.table.from).filter_map(|object| object.definition.as_deref());
            script.extend(kept.map(Statement::new).collect());
        } else {
            script.extend(alter::statements(change, hints));
            let renamed = change.indexes.renamed.iter().map(|pair| &pair.to);
            for index in change.indexes.arriving().chain(renamed) {
                script.create_index(&change.table.to.name, index);
            }
        }
    }
    let drops = drop_order(&changes.dropped_tables);
    for table in &drops {
        script.push(Statement::new(drop_table(&table.name)));
        script.forget(table);
    }
    let statements = script.finish();
    match guard::reason(&rebuilt, &drops, from, to) {
        Some(reason) => guard::wrap(statements, &reason, &guard::children(&rebuilt, &drops, from, to)),
        None => guard::defer(statements, &rebuilt),
    }
}

/// The schema with every object that is only kept on either side: models know nothing of them, and they stay.
fn with_kept(schema: &Schema, from: &Schema, to: &Schema) -> Schema {
    let mut others = from.others.clone();
    others.extend(arriving(from, to).cloned());
    Schema { others, ..schema.clone() }
}

/// Kept objects that are not there yet: those of a table that comes back.
fn arriving<'a>(from: &'a Schema, to: &'a Schema) -> impl Iterator<Item = &'a OtherObject> {
    let exists = |object: &OtherObject| {
        from.others.iter().any(|old| (&old.kind, &old.name) == (&object.kind, &object.name))
    };
    to.others.iter().filter(move |object| !exists(object))
}

/// Children before their parents, else by name. In a ring someone has to be first.
fn drop_order(tables: &[Table]) -> Vec<&Table> {
    let key = |name: &QName| name.name.to_ascii_lowercase();
    let parents = |table: &Table| -> BTreeSet<String> {
        let targets = table.foreign_keys.iter().map(|reference| key(&reference.target));
        targets.filter(|target| *target != key(&table.name)).collect()
    };
    let mut left: BTreeMap<String, &Table> = tables.iter().map(|table| (key(&table.name), table)).collect();
    let mut children: BTreeMap<String, usize> = BTreeMap::new();
    for parent in tables.iter().flat_map(parents) {
        *children.entry(parent).or_default() += 1;
    }
    let mut free: BTreeSet<String> =
        left.keys().filter(|name| !children.contains_key(*name)).cloned().collect();
    let mut order = Vec::new();
    while let Some(next) = free.pop_first().or_else(|| left.keys().next().cloned()) {
        let Some(table) = left.remove(&next) else { continue };
        for parent in parents(table) {
            if let Some(count) = children.get_mut(&parent) {
                *count -= 1;
                if *count == 0 && left.contains_key(&parent) {
                    free.insert(parent);
                }
            }
        }
        order.push(table);
    }
    order
}

/// Statements so far, and the names of indexes, of which a database has each only once.
struct Script {
    statements: Vec<Statement>,
    taken: BTreeSet<String>,
    waiting: Vec<Statement>,
}

impl Script {
    fn new(from: &Schema) -> Self {
        let names = from
            .tables
            .values()
            .flat_map(|table| &table.indexes)
            .map(|index| index.name.to_ascii_lowercase());
        Self { statements: Vec::new(), taken: names.collect(), waiting: Vec::new() }
    }

    fn push(&mut self, statement: Statement) {
        self.statements.push(statement);
    }

    fn extend(&mut self, statements: Vec<Statement>) {
        self.statements.extend(statements);
    }

    /// An index whose name another table still has waits until that is gone.
    fn create_index(&mut self, table: &QName, index: &Index) {
        let statement = Statement::new(create_index(table, index));
        if self.taken.insert(index.name.to_ascii_lowercase()) {
            self.statements.push(statement);
        } else {
            self.waiting.push(statement);
        }
    }

    fn drop_index(&mut self, index: &Index) {
        self.taken.remove(&index.name.to_ascii_lowercase());
        self.push(Statement::new(drop_index(&index.name)));
    }

    /// The indexes of a dropped table are gone.
    fn forget(&mut self, table: &Table) {
        for index in &table.indexes {
            self.taken.remove(&index.name.to_ascii_lowercase());
        }
    }

    fn finish(mut self) -> Vec<Statement> {
        self.statements.append(&mut self.waiting);
        self.statements
    }
}
