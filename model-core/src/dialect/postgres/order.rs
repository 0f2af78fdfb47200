//! The order of steps: a type, not a convention.

use crate::plan::Statement;

/// Where in a migration a statement stands. Statements of one phase keep the order in which they were added.
///
/// Everything up to [`Phase::DropGenerated`] speaks of objects by what they were, most that follows by what they shall be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// A schema before what lives in it.
    CreateNamespace,
    /// An extension before its types, operators and operator classes are used.
    CreateExtension,
    /// A type before its columns. Adding a label comes here too: it is on its own as soon as it is used (see
    /// [`super::enums::uses_new_label`]).
    CreateEnum,
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
    /// Last of what is checked: both sides have their final keys and types.
    AddForeignKey,
    /// Storage parameters, UNLOGGED.
    Options,
    /// Comments on whatever there is now.
    Comment,
    /// A type after the last column of it.
    DropEnum,
    /// After the last object that uses it.
    DropExtension,
    /// A schema after everything in it.
    DropNamespace,
}

/// Statements with their phases.
#[derive(Debug, Default)]
pub struct Steps(Vec<(Phase, Statement)>);

impl Steps {
    /// Adds a statement.
    pub fn push(&mut self, phase: Phase, sql: impl Into<String>) {
        self.0.push((phase, Statement::new(sql)));
    }

    /// Adds a statement with a remark.
    pub fn push_remarked(&mut self, phase: Phase, remark: impl Into<String>, sql: impl Into<String>) {
        self.0.push((phase, Statement::new(sql).remark(remark)));
    }

    /// All statements in order.
    pub fn into_statements(mut self) -> Vec<Statement> {
        self.0.sort_by_key(|(phase, _)| *phase);
        self.0.into_iter().map(|(_, statement)| statement).collect()
    }
}
