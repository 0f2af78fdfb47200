//! Changes as statements in order.

use std::collections::{BTreeMap, BTreeSet};

use super::render::{create_index, create_table, drop_index, drop_table};
use super::{alter, guard, rebuild};
use crate::diff::Changes;
use crate::ir::{Index, OtherObject, QName, Schema, Table};
use crate::plan::{Plan, PlanHints, Statement};
use crate::waiting::Waiting;

/// The statements that lead from one schema to another, every row kept.
///
/// Renames have been carried out before. Where a table is rebuilt that foreign keys refer to, the plan cannot run inside a
/// transaction (`in_transaction` is false) and brings its own.
pub fn plan(changes: &Changes, from: &Schema, to: &Schema, hints: &PlanHints) -> Plan {
    let others = Others::new(changes, from, to);
    let returning = &others.returning;
    let (from, to) = (&others.with_kept(from), &others.with_kept(to));
    let (in_place, rebuilt): (Vec<_>, Vec<_>) =
        changes.altered_tables.iter().partition(|change| alter::is_possible(change, from, hints));
    let mut script = Script::new(from);
    script.extend(
        others.away.iter().filter_map(|object| object.removal.as_deref()).map(Statement::new).collect(),
    );
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
    let mut statements = script.finish();
    statements
        .extend(others.made.iter().filter_map(|object| object.definition.as_deref()).map(Statement::new));
    match guard::reason(&rebuilt, &drops, from, to) {
        Some(reason) => guard::wrap(statements, &reason, &guard::children(&rebuilt, &drops, from, to)),
        None => guard::defer(statements, &rebuilt),
    }
}

/// What happens to objects that no model describes.
struct Others<'a> {
    /// What stays: models know nothing of it.
    kept: Vec<&'a OtherObject>,
    /// What hangs on a table that comes back.
    returning: Vec<&'a OtherObject>,
    /// What goes for good or for another form, before any table changes.
    away: Vec<&'a OtherObject>,
    /// What comes when all tables are there. SQLite looks for what a view or trigger names only when it is used, but an
    /// `ALTER TABLE` stops at one that names what is missing.
    made: Vec<&'a OtherObject>,
}

impl<'a> Others<'a> {
    fn new(changes: &'a Changes, from: &'a Schema, to: &'a Schema) -> Self {
        let others = &changes.others;
        let hangs = |object: &&OtherObject| {
            changes.created_tables.iter().any(|table| object.table.as_ref() == Some(&table.name))
        };
        let returning: Vec<&OtherObject> = arriving(from, to).filter(hangs).collect();
        let is_returning = |object: &OtherObject| returning.iter().any(|other| is_same(other, object));
        let mut away: Vec<&OtherObject> =
            others.dropped.iter().chain(others.altered.iter().map(|pair| &pair.from)).collect();
        let mut made: Vec<&OtherObject> =
            others.created.iter().chain(others.altered.iter().map(|pair| &pair.to)).collect();
        made.retain(|object| !is_returning(object));
        made.sort_by_key(|object| rank(object));
        // A trigger goes with its view.
        let views: Vec<&QName> =
            away.iter().filter(|object| object.kind == "view").map(|object| &object.name).collect();
        let falls = |object: &&OtherObject| object.table.as_ref().is_some_and(|table| views.contains(&table));
        made.extend(
            from.others
                .iter()
                .filter(falls)
                .filter(|object| !away.iter().any(|other| is_same(other, object)))
                .filter(|object| to.others.iter().any(|other| is_same(other, object))),
        );
        let kept =
            from.others.iter().filter(|object| !away.iter().any(|other| is_same(other, object))).collect();
        // A virtual table comes before what reads it, and goes after it.
        away.sort_by_key(|object| std::cmp::Reverse(rank(object)));
        Self { kept, returning, away, made }
    }

    /// The schema with what stays and what comes back with its table.
    fn with_kept(&self, schema: &Schema) -> Schema {
        let others = self.kept.iter().chain(&self.returning).map(|object| (*object).clone()).collect();
        Schema { others, ..schema.clone() }
    }
}

fn rank(object: &OtherObject) -> u8 {
    match object.kind.as_str() {
        "virtual table" => 0,
        "index" => 1,
        "view" => 2,
        _ => 3,
    }
}

fn is_same(a: &OtherObject, b: &OtherObject) -> bool {
    (&a.kind, &a.name) == (&b.kind, &b.name)
}

/// Kept objects that are not there yet: those of a table that comes back.
fn arriving<'a>(from: &'a Schema, to: &'a Schema) -> impl Iterator<Item = &'a OtherObject> {
    to.others.iter().filter(move |object| !from.others.iter().any(|old| is_same(old, object)))
}

/// Children before their parents, else by name. In a ring someone has to be first.
fn drop_order(tables: &[Table]) -> Vec<&Table> {
    let key = |name: &QName| name.name.to_ascii_lowercase();
    let mut tables: Vec<&Table> = tables.iter().collect();
    tables.sort_by_cached_key(|table| key(&table.name));
    let numbers: BTreeMap<String, usize> = tables.iter().map(|table| key(&table.name)).zip(0..).collect();
    let mut children = vec![BTreeSet::new(); tables.len()];
    for (child, table) in tables.iter().enumerate() {
        for parent in table.foreign_keys.iter().filter_map(|reference| numbers.get(&key(&reference.target))) {
            children[*parent].insert(child);
        }
    }
    Waiting::new(&children).in_order().into_iter().map(|at| tables[at]).collect()
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
