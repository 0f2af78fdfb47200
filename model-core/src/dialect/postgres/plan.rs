//! Changes -> statements.

use std::collections::{BTreeMap, BTreeSet};

use super::alter::{Aside, alter_table, retyped};
use super::collations;
use super::computed::computed;
use super::default_privileges;
use super::enums;
use super::kept;
use super::numbering;
use super::objects::{self, Lasting};
use super::order::{Phase, Steps};
use super::render::{
    comment_on, constraint, create_index, create_table, foreign_key, ident, not_null_of, qname, unique,
};
use crate::dialect::Stuck;
use crate::diff::{Changes, ItemChanges, Pair, Rename, TableChange, aside, compare_whole};
use crate::ir::{ForeignKey, QName, Schema, Table, Unique, UsedBy};
use crate::plan::{Plan, PlanHints, Statement};
use crate::sql::literal;
use crate::waiting::Waiting;

/// The statements that lead from one state to the other.
pub fn plan(changes: &Changes, from: &Schema, to: &Schema, hints: &PlanHints) -> Plan {
    let mut steps = Steps::default();
    for name in &changes.created_namespaces {
        steps.push(Phase::CreateNamespace, format!("CREATE SCHEMA {}", ident(name)));
    }
    for (name, schema) in &changes.created_extensions {
        let place = schema.as_ref().map(|schema| format!(" SCHEMA {}", ident(schema))).unwrap_or_default();
        steps.push(Phase::CreateExtension, format!("CREATE EXTENSION IF NOT EXISTS {}{place}", ident(name)));
    }
    for ty in &changes.dropped_enums {
        // A table's row type has the table's name.
        if changes.created_tables.iter().any(|table| table.name == ty.name) {
            let parked = ident(&parked(&ty.name).name);
            steps.push(Phase::CreateNamespace, format!("ALTER TYPE {} RENAME TO {parked}", qname(&ty.name)));
        }
    }
    let mut asides = Asides::new(changes, from, to);
    let moves = kept::moves(changes, &asides, from, to);
    for used in &moves.parts {
        asides.of(&used.table).parts.insert(used.part.clone());
    }
    kept::steps(&moves, changes, &mut steps);
    let made = moves.made();
    objects::steps(changes, &asides, from, to, &made, &mut steps);
    for Lasting { sequence, .. } in
        objects::lasting(from, to).iter().filter(|sequence| sequence.old.is_some())
    {
        steps.push(Phase::DropKept, format!("ALTER SEQUENCE {} OWNED BY NONE", qname(sequence)));
    }
    default_privileges::steps(changes, from, to, &made, &mut steps);
    for change in &changes.altered_enums {
        if change.only_adds() {
            enums::add_labels(change, &mut steps);
        } else {
            enums::rebuild(change, from, to, hints, &mut steps);
        }
        if change.only_adds() && change.ty.from.comment != change.ty.to.comment {
            let what = format!("TYPE {}", qname(&change.ty.to.name));
            steps.push(Phase::Comment, comment_on(&what, change.ty.to.comment.as_deref()));
        }
    }
    collations::convert(from, to, &mut steps);
    asides.foreign_keys(changes, from);
    for table in &changes.dropped_tables {
        // What the key of such a table rests on may go before the table does.
        for name in asides.take(&table.name).foreign_keys {
            let sql = format!("ALTER TABLE {} DROP CONSTRAINT {}", qname(&table.name), ident(&name));
            steps.push(Phase::DropForeignKey, sql);
        }
    }
    drop_tables(&changes.dropped_tables, &mut steps);
    for ty in &changes.created_enums {
        enums::create(ty, changes.dropped_tables.iter().any(|table| table.name == ty.name), &mut steps);
    }
    create_tables(changes, from, &asides, &mut steps);
    for change in &changes.altered_tables {
        alter_table(change, &asides.take(&change.table.to.name), hints, &mut steps);
    }
    persistence(changes, &mut steps);
    // Tables that do not change, but have something that must step aside.
    for (name, aside) in asides.0 {
        if let Some(table) = from.tables.get(&name) {
            alter_table(&unchanged(table), &aside, hints, &mut steps);
        }
    }
    for ty in &changes.dropped_enums {
        let is_parked = changes.created_tables.iter().any(|table| table.name == ty.name);
        let name = if is_parked { parked(&ty.name) } else { ty.name.clone() };
        steps.push(Phase::DropEnum, format!("DROP TYPE {}", qname(&name)));
    }
    for name in &changes.dropped_extensions {
        steps.push(Phase::DropExtension, format!("DROP EXTENSION {}", ident(name)));
    }
    for name in &changes.dropped_namespaces {
        steps.push(Phase::DropNamespace, format!("DROP SCHEMA {}", ident(name)));
    }
    Plan { statements: steps.into_statements(), in_transaction: true }
}

fn parked(name: &QName) -> QName {
    name.sibling(aside(&name.name))
}

/// What no model describes, and neither can stay nor come back.
pub fn stuck(changes: &Changes, from: &Schema, to: &Schema) -> Vec<Stuck> {
    kept::moves(changes, &Asides::new(changes, from, to), from, to).stuck
}

/// The change of a table that does not change.
pub(super) fn unchanged(table: &Table) -> TableChange {
    TableChange {
        table: Pair { from: table.clone(), to: table.clone() },
        columns: ItemChanges::default(),
        primary_key: ItemChanges::default(),
        uniques: ItemChanges::default(),
        foreign_keys: ItemChanges::default(),
        checks: ItemChanges::default(),
        exclusions: ItemChanges::default(),
        indexes: ItemChanges::default(),
        options: false,
    }
}

/// What steps aside, by table.
#[derive(Default)]
pub(super) struct Asides(pub(super) BTreeMap<QName, Aside>);

impl Asides {
    /// The columns of types and collations that are made anew, what is computed by objects that change, and the sequences that a
    /// column comes to own or lets go.
    fn new(changes: &Changes, from: &Schema, to: &Schema) -> Self {
        let mut asides = Self::default();
        for Lasting { sequence, old, new } in objects::lasting(from, to) {
            for table in old.into_iter().chain(new) {
                asides.of(table).lasting.insert(sequence.clone());
            }
        }
        for change in changes.altered_enums.iter().filter(|change| !change.only_adds()) {
            for (table, column) in enums::columns_of(&change.ty.from.name, from, to) {
                asides.of(table).columns.insert(column.name.clone());
            }
        }
        for used in computed(from, to) {
            let aside = asides.of(&used.table);
            match &used.part {
                UsedBy::Default(column) => aside.computed.insert(column.clone()),
                part => aside.parts.insert(part.clone()),
            };
        }
        for (table, column) in collations::columns(from, to) {
            asides.of(&table.name).columns.insert(column.name.clone());
        }
        asides
    }

    /// Whether the sequence changes hands.
    pub(super) fn is_lasting(&self, sequence: &QName) -> bool {
        self.0.values().any(|aside| aside.lasting.contains(sequence))
    }

    fn of(&mut self, table: &QName) -> &mut Aside {
        self.0.entry(table.clone()).or_default()
    }

    fn take(&mut self, table: &QName) -> Aside {
        self.0.remove(table).unwrap_or_default()
    }

    /// Foreign keys that have a changed type on either side, or point at a key that is made anew.
    fn foreign_keys(&mut self, changes: &Changes, from: &Schema) {
        let mut columns: BTreeSet<(&QName, &str)> = BTreeSet::new();
        let enums: Vec<(QName, BTreeSet<String>)> =
            self.0.iter().map(|(table, aside)| (table.clone(), aside.columns.clone())).collect();
        for (table, of_enums) in &enums {
            columns.extend(of_enums.iter().map(|column| (table, column.as_str())));
        }
        let mut keys: BTreeSet<(&QName, Vec<&str>)> = BTreeSet::new();
        for change in &changes.altered_tables {
            let name = &change.table.to.name;
            columns.extend(
                change
                    .columns
                    .altered
                    .iter()
                    .filter(|pair| retyped(pair))
                    .map(|pair| (name, pair.to.name.as_str())),
            );
            let leaving = (change.primary_key.leaving().map(|key| &key.columns))
                .chain(change.uniques.leaving().map(|unique| &unique.columns));
            keys.extend(leaving.map(|key| (name, sorted(key))));
            // A foreign key may rest on a unique index as well.
            let indexes = change.indexes.leaving().filter(|index| index.unique);
            keys.extend(indexes.map(|index| (name, sorted(&index.columns))));
        }
        let mut found: Vec<(QName, String)> = Vec::new();
        for table in from.tables.values() {
            for key in &table.foreign_keys {
                let own = key.columns.iter().any(|column| columns.contains(&(&table.name, column.as_str())));
                let other =
                    key.target_columns.iter().any(|column| columns.contains(&(&key.target, column.as_str())));
                if own || other || keys.contains(&(&key.target, sorted(&key.target_columns))) {
                    found.push((table.name.clone(), key.name.clone()));
                }
            }
        }
        for (table, key) in found {
            self.of(&table).foreign_keys.insert(key);
        }
    }
}

fn sorted(columns: &[String]) -> Vec<&str> {
    let mut columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    columns.sort_unstable();
    columns
}

/// What is referenced becomes LOGGED before what references it, and UNLOGGED after.
fn persistence(changes: &Changes, steps: &mut Steps) {
    let altered =
        changes.altered_tables.iter().filter(|change| change.table.from.unlogged != change.table.to.unlogged);
    let tables: Vec<Table> = altered.map(|change| change.table.to.clone()).collect();
    let (order, _) = by_dependency(&tables);
    for table in order.iter().filter(|table| !table.unlogged) {
        steps.push(Phase::Persistence, format!("ALTER TABLE {} SET LOGGED", qname(&table.name)));
    }
    for table in order.iter().rev().filter(|table| table.unlogged) {
        steps.push(Phase::Persistence, format!("ALTER TABLE {} SET UNLOGGED", qname(&table.name)));
    }
}

/// Drops tables, children first. Foreign keys of a ring go before.
fn drop_tables(tables: &[Table], steps: &mut Steps) {
    let (order, ring) = by_dependency(tables);
    for (table, key) in ring {
        let sql = format!("ALTER TABLE {} DROP CONSTRAINT {}", qname(&table.name), ident(&key.name));
        steps.push(Phase::DropForeignKey, sql);
    }
    for table in order.into_iter().rev() {
        steps.push(Phase::DropTable, format!("DROP TABLE {}", qname(&table.name)));
    }
}

/// Creates tables, parents first. Foreign keys of a ring, and those whose target's key is made in this migration, come after.
fn create_tables(changes: &Changes, from: &Schema, asides: &Asides, steps: &mut Steps) {
    let (order, ring) = by_dependency(&changes.created_tables);
    let ring: BTreeSet<_> = ring.into_iter().map(|(table, key)| (&table.name, &key.name)).collect();
    let created: BTreeMap<_, _> = changes.created_tables.iter().map(|table| (&table.name, table)).collect();
    for table in order {
        let inside: Vec<&ForeignKey> = table
            .foreign_keys
            .iter()
            .filter(|key| !ring.contains(&(&table.name, &key.name)))
            // In CREATE TABLE, PostgreSQL takes a constraint for valid whatever is said of it.
            .filter(|key| !key.not_valid)
            .filter(|key| match from.tables.get(&key.target) {
                Some(target) => has_key(target, key) && !is_made_anew(changes, key),
                // Indexes of new tables are made after all tables.
                None => created.get(&key.target).is_none_or(|target| has_key(target, key)),
            })
            .collect();
        let mut explicit = table.clone();
        let mut owned = Vec::new();
        let none = BTreeSet::new();
        let lasting = asides.0.get(&table.name).map_or(&none, |aside| &aside.lasting);
        for column in &mut explicit.columns {
            let Some(own) = numbering::own_sequence(&table.name, column, lasting) else { continue };
            steps.push(Phase::CreateTable, own.create);
            owned.push(own.owned);
            *column = own.column;
        }
        let again = redundant(&mut explicit);
        steps.push(Phase::CreateTable, create_table(&explicit, &inside));
        for sql in owned {
            steps.push(Phase::CreateTable, sql);
        }
        for key in again {
            let definition = constraint(&key.name, &unique(&key));
            steps.push(Phase::AddConstraint, format!("ALTER TABLE {} ADD {definition}", qname(&table.name)));
        }
        for check in table.checks.iter().filter(|check| check.not_valid) {
            let definition = constraint(&check.name, &super::render::check(check));
            steps.push(Phase::AddConstraint, format!("ALTER TABLE {} ADD {definition}", qname(&table.name)));
        }
        // Nor can a column have it otherwise than for all rows.
        for column in table.columns.iter().filter(|column| column.not_null.not_valid) {
            let definition = not_null_of(column);
            steps.push(Phase::AddConstraint, format!("ALTER TABLE {} ADD {definition}", qname(&table.name)));
        }
        for key in &table.foreign_keys {
            if !inside.iter().any(|other| other.name == key.name) {
                let definition = constraint(&key.name, &foreign_key(key));
                steps.push(
                    Phase::AddForeignKey,
                    format!("ALTER TABLE {} ADD {definition}", qname(&table.name)),
                );
            }
        }
        for column in &table.columns {
            if column.comment.is_some() {
                let what = format!("COLUMN {}.{}", qname(&table.name), ident(&column.name));
                steps.push(Phase::Comment, comment_on(&what, column.comment.as_deref()));
            }
        }
        for index in &table.indexes {
            steps.push(Phase::CreateIndex, create_index(&table.name, index));
            if index.comment.is_some() {
                let what = format!("INDEX {}", qname(&table.name.sibling(&*index.name)));
                steps.push(Phase::Comment, comment_on(&what, index.comment.as_deref()));
            }
        }
        if table.comment.is_some() {
            let what = format!("TABLE {}", qname(&table.name));
            steps.push(Phase::Comment, comment_on(&what, table.comment.as_deref()));
        }
    }
}

/// Takes out the unique constraints that say once more what another key says: in one CREATE TABLE, PostgreSQL makes one of both.
fn redundant(table: &mut Table) -> Vec<Unique> {
    let unnamed = |unique: &Unique| Unique { name: String::new(), ..unique.clone() };
    let mut known: Vec<Unique> = Vec::new();
    known.extend(table.primary_key.iter().map(|key| Unique {
        name: String::new(),
        columns: key.columns.clone(),
        include: key.include.clone(),
        nulls_not_distinct: false,
        deferrable: key.deferrable,
        without_overlaps: key.without_overlaps,
    }));
    let mut again = Vec::new();
    table.uniques.retain(|unique| {
        let is_known = known.contains(&unnamed(unique));
        if is_known {
            again.push(unique.clone());
        } else {
            known.push(unnamed(unique));
        }
        !is_known
    });
    again
}

/// Whether a table has the columns that a foreign key points at as a primary key or unique constraint. One that can be deferred
/// does not count: the server wants another one beside it.
fn has_key(target: &Table, key: &ForeignKey) -> bool {
    let wanted = sorted(&key.target_columns);
    let primary = target.primary_key.iter().map(|key| (&key.columns, key.deferrable));
    primary
        .chain(target.uniques.iter().map(|unique| (&unique.columns, unique.deferrable)))
        .filter(|(_, deferrable)| deferrable.is_never())
        .map(|(columns, _)| columns)
        .any(|columns| sorted(columns) == wanted)
}

/// Whether what a foreign key points at goes in this migration: what takes its place is there only at its end.
fn is_made_anew(changes: &Changes, key: &ForeignKey) -> bool {
    let wanted = sorted(&key.target_columns);
    changes.altered_tables.iter().filter(|change| change.table.to.name == key.target).any(|change| {
        let keys = change.primary_key.leaving().map(|key| &key.columns);
        keys.chain(change.uniques.leaving().map(|unique| &unique.columns))
            .any(|columns| sorted(columns) == wanted)
    })
}

/// Tables with parents before children, by name where it does not matter; and the foreign keys that close a ring.
fn by_dependency(tables: &[Table]) -> (Vec<&Table>, Vec<(&Table, &ForeignKey)>) {
    let mut tables: Vec<&Table> = tables.iter().collect();
    tables.sort_by_key(|table| &table.name);
    let numbers: BTreeMap<&QName, usize> = tables.iter().map(|table| &table.name).zip(0..).collect();
    let number = |name: &QName| numbers.get(name).copied();
    let targets = |table: &Table| table.foreign_keys.iter().filter_map(|key| number(&key.target)).collect();
    let parents = |table: &Table| table.inherits.iter().filter_map(number).collect();
    // A ring of foreign keys can be opened, one of parents cannot be.
    let references: Vec<BTreeSet<usize>> = tables.iter().map(|table| targets(table)).collect();
    let families: Vec<BTreeSet<usize>> = tables.iter().map(|table| parents(table)).collect();
    let both: Vec<_> = references.iter().zip(&families).map(|(some, more)| some | more).collect();
    let (mut waiting, mut families) = (Waiting::new(&both), Waiting::new(&families));
    let mut order = Vec::new();
    let mut ring = Vec::new();
    loop {
        // Generation by generation.
        let mut next: Vec<usize> = waiting.free().iter().copied().collect();
        if next.is_empty() {
            // Everything left is in a ring or behind one: open it at the table that waits for the fewest others.
            let Some(&at) = families.free().iter().min_by_key(|at| waiting.count(**at)) else { break };
            let table = tables[at];
            let is_open = |name: &QName| number(name).is_some_and(|other| waiting.open().contains(&other));
            let closing =
                table.foreign_keys.iter().filter(|key| key.target != table.name && is_open(&key.target));
            ring.extend(closing.map(|key| (table, key)));
            next.push(at);
        }
        for at in next {
            waiting.take(at);
            families.take(at);
            order.push(tables[at]);
        }
    }
    (order, ring)
}

/// Everything from nothing.
pub fn materialise(schema: &Schema) -> Vec<Statement> {
    let empty = Schema::empty(schema.engine);
    // What is made does not depend on the order in which a model says it.
    let mut schema = schema.clone();
    schema.tables.values_mut().for_each(Table::sort);
    let changes = compare_whole(Pair { from: &empty, to: &schema });
    plan(&changes, &empty, &schema, &PlanHints::default()).statements
}

/// One rename as SQL.
pub fn rename(rename: &Rename) -> Vec<Statement> {
    let sql = match rename {
        Rename::Namespace { name, is_made: true } => vec![format!("CREATE SCHEMA {}", ident(name))],
        Rename::Namespace { name, is_made: false } => vec![format!("DROP SCHEMA {}", ident(name))],
        Rename::Extension { name, schema } => {
            vec![format!("ALTER EXTENSION {} SET SCHEMA {}", ident(name), ident(&schema.to))]
        }
        Rename::Table(names) => moved("TABLE", names),
        Rename::Column { table, column } => vec![format!(
            "ALTER TABLE {} RENAME COLUMN {} TO {}",
            qname(table),
            ident(&column.from),
            ident(&column.to)
        )],
        Rename::Enum(names) => moved("TYPE", names),
        Rename::Label { ty, label } => vec![format!(
            "ALTER TYPE {} RENAME VALUE {} TO {}",
            qname(ty),
            literal(&label.from),
            literal(&label.to)
        )],
    };
    sql.into_iter().map(Statement::new).collect()
}

/// To another schema, to another name, or to both.
fn moved(kind: &str, names: &Pair<QName>) -> Vec<String> {
    let Pair { from, to } = names;
    let mut out = Vec::new();
    let mut name = from.clone();
    if from.schema != to.schema {
        out.push(format!("ALTER {kind} {} SET SCHEMA {}", qname(from), ident(&to.schema)));
        name.schema.clone_from(&to.schema);
    }
    if from.name != to.name {
        out.push(format!("ALTER {kind} {} RENAME TO {}", qname(&name), ident(&to.name)));
    }
    out
}
