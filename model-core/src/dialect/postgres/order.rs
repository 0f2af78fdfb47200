//! The order of steps: a type, not a convention.

use std::collections::BTreeMap;

use super::render::{ident, qname};
use crate::diff::{aside, sequence};
use crate::ir::QName;
use crate::plan::Statement;

/// Where in a migration a statement stands. Statements of one phase keep the order in which they were added.
///
/// Everything up to [`Phase::DropGenerated`] speaks of objects by what they were, most that follows by what they shall be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// What is granted by default before anything is made that would have it.
    DropDefaultPrivileges,
    /// A schema before what lives in it.
    CreateNamespace,
    /// An extension before its types, operators and operator classes are used.
    CreateExtension,
    /// A type before its columns. Adding a label comes here too: it is on its own as soon as it is used (see
    /// [`super::enums::uses_new_label`]).
    CreateEnum,
    /// What no model describes before what it rests on changes.
    DropKept,
    /// A foreign key before the key it points at, and before either side changes its type.
    DropForeignKey,
    /// An index before its columns; also frees its name.
    DropIndex,
    /// Checks, exclusions and unique keys before their columns change under them.
    DropConstraint,
    /// After the foreign keys that point at it.
    DropTable,
    /// The same under its new name: once the old holder of that name is gone, before its own old name is given to another.
    RenameConstraint,
    /// A generated column before the columns it is computed from.
    DropGenerated,
    /// What tables rest on and is replaced, once nothing of theirs does.
    DropGround,
    /// What tables rest on: types, sequences, functions of defaults and checks.
    MakeGround,
    /// The type is replaced while only kept columns are of it.
    RebuildEnum,
    /// Type, default, nullability, numbering.
    AlterColumn,
    /// A table before the foreign keys that point at it.
    CreateTable,
    /// After tables are created: a default may not read them, but a backfill may.
    AddColumn,
    /// NOT NULL only after the backfill.
    SetNotNull,
    /// After the backfills, which may read what goes.
    DropColumn,
    /// Computed from columns that have their final type now.
    AddGenerated,
    /// Keys before the foreign keys that need them.
    AddConstraint,
    /// After the rows have their final values.
    CreateIndex,
    /// LOGGED, UNLOGGED: no permanent table may reference an unlogged one at any time.
    Persistence,
    /// Last of what is checked: both sides have their final keys and types.
    AddForeignKey,
    /// Storage parameters.
    Options,
    /// Comments on whatever there is now.
    Comment,
    /// Owners, privileges, storage: of whatever there is now.
    Settings,
    /// What no model describes after all that it rests on.
    MakeKept,
    /// What is granted by default on all that is made from now on, and on nothing made before.
    DefaultPrivileges,
    /// What tables have rested on, after the last that did.
    DropUnused,
    /// A type after the last column of it.
    DropEnum,
    /// After the last object that uses it.
    DropExtension,
    /// A schema after everything in it.
    DropNamespace,
}

/// What gets a new name, and whose names it shares.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// An index: its name is one of its schema's.
    Index,
    /// A constraint that an index stands behind, and so its name as well.
    Key,
    /// A check or a foreign key: its name is one of its table's.
    Condition,
}

/// Statements with their phases.
#[derive(Debug, Default)]
pub struct Steps {
    steps: Vec<(Phase, Statement)>,
    /// (table of a condition, schema of others; name) -> what has it and what it shall be.
    renames: BTreeMap<(QName, String), (Named, QName, String)>,
}

impl Steps {
    /// Adds a statement.
    pub fn push(&mut self, phase: Phase, sql: impl Into<String>) {
        self.steps.push((phase, Statement::new(sql)));
    }

    /// Adds a statement as it is.
    pub fn push_statement(&mut self, phase: Phase, statement: Statement) {
        self.steps.push((phase, statement));
    }

    /// Adds a statement with a remark.
    pub fn push_remarked(&mut self, phase: Phase, remark: impl Into<String>, sql: impl Into<String>) {
        self.steps.push((phase, Statement::new(sql).remark(remark)));
    }

    /// Adds a statement, with a remark if there is one.
    pub fn push_with(&mut self, phase: Phase, remark: Option<String>, sql: impl Into<String>) {
        match remark {
            Some(remark) => self.push_remarked(phase, remark, sql),
            None => self.push(phase, sql),
        }
    }

    /// Gives a constraint or index of the table another name, in [`Phase::RenameConstraint`].
    pub fn rename(&mut self, kind: Named, table: &QName, from: &str, to: &str) {
        let scope = if kind == Named::Condition { table.clone() } else { table.sibling("") };
        self.renames.insert((scope, from.to_owned()), (kind, table.clone(), to.to_owned()));
    }

    /// Names may go in a ring, as when two tables swap theirs: one waits under a name of its own.
    fn sequence_renames(&mut self) {
        let mut holders: BTreeMap<(QName, String), (Named, QName)> = BTreeMap::new();
        let mut wanted = BTreeMap::new();
        for ((scope, from), (kind, table, to)) in std::mem::take(&mut self.renames) {
            wanted.insert((scope.clone(), to), (scope.clone(), from.clone()));
            holders.insert((scope, from), (kind, table));
        }
        let have = holders.keys().cloned().collect();
        let aside = |(scope, name): &(QName, String)| (scope.clone(), aside(name));
        sequence(&wanted, &have, aside, |pair| {
            let Some((kind, table)) = holders.remove(&pair.from) else { return };
            let (from, to) = (&pair.from.1, &pair.to.1);
            let sql = match kind {
                Named::Index => {
                    format!("ALTER INDEX {} RENAME TO {}", qname(&table.sibling(&**from)), ident(to))
                }
                Named::Key | Named::Condition => {
                    format!(
                        "ALTER TABLE {} RENAME CONSTRAINT {} TO {}",
                        qname(&table),
                        ident(from),
                        ident(to)
                    )
                }
            };
            holders.insert(pair.to, (kind, table));
            self.steps.push((Phase::RenameConstraint, Statement::new(sql)));
        });
    }

    /// All statements in order.
    pub fn into_statements(mut self) -> Vec<Statement> {
        self.sequence_renames();
        self.steps.sort_by_key(|(phase, _)| *phase);
        self.steps.into_iter().map(|(_, statement)| statement).collect()
    }
}
