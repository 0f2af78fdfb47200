//! Changes of one table.

use std::collections::BTreeSet;

use super::numbering;
use super::order::{Named, Phase, Steps};
use super::render::{
    check, collation_name, column as render_column, comment_on, constraint, create_index, exclusion,
    foreign_key, ident, not_null_of, parameters, primary_key, qname, unique,
};
use crate::diff::{ItemChanges, Pair, TableChange};
use crate::ir::{Column, Expr, ForeignKey, NotNull, QName, Table, UsedBy};
use crate::naming::object_name;
use crate::plan::PlanHints;
use crate::sql::{is_literal, words};
use crate::types::spelt;

/// What has to step aside for a change although it does not change itself.
#[derive(Debug, Default, Clone)]
pub struct Aside {
    /// Columns whose type is replaced: what reads them is dropped before and made again after.
    pub columns: BTreeSet<String>,
    /// Foreign keys, by name.
    pub foreign_keys: BTreeSet<String>,
    /// Constraints, indexes and defaults that rest on an object which is replaced.
    pub parts: BTreeSet<UsedBy>,
    /// Generated columns whose values have to be computed again.
    pub computed: BTreeSet<String>,
    /// Sequences that number a column on one side, and stand by themselves on the other.
    pub lasting: BTreeSet<QName>,
}

/// Columns that what reads them does not survive.
#[derive(Debug, Default)]
pub struct Replaced {
    /// Their type is replaced.
    pub retyped: BTreeSet<String>,
    /// They are dropped and added again.
    pub remade: BTreeSet<String>,
}

/// The columns of one table that are replaced, though they stay.
pub fn replaced(change: &TableChange, aside: Option<&Aside>) -> Replaced {
    let (none, hints) = (Aside::default(), PlanHints::default());
    let alter = Alter::new(change, aside.unwrap_or(&none), &hints);
    let altered = change.columns.altered.iter().filter(|pair| retyped(pair));
    let retyped = altered.map(|pair| &pair.to.name).chain(&alter.aside.columns).cloned().collect();
    Replaced { retyped, remade: alter.remade }
}

/// Adds the steps of one table's change.
pub fn alter_table(change: &TableChange, aside: &Aside, hints: &PlanHints, steps: &mut Steps) {
    let alter = Alter::new(change, aside, hints);
    alter.constraints(steps);
    alter.indexes(steps);
    alter.columns(steps);
    alter.options(steps);
}

struct Alter<'a> {
    change: &'a TableChange,
    aside: &'a Aside,
    hints: &'a PlanHints,
    name: String,
    qname: &'a QName,
    /// Columns that are dropped and added again under their name, and take along what reads them.
    remade: BTreeSet<String>,
}

/// Something of a table that reads columns and is addressed by name.
trait Member: PartialEq + Sized {
    const NAMED: Named;
    fn name(&self) -> &str;
    /// Whether it has to be made again when the type of one of the columns is replaced.
    fn reads(&self, columns: &BTreeSet<String>) -> bool;
    /// Whether it goes with one of the columns.
    fn goes_with(&self, columns: &BTreeSet<String>) -> bool;
    fn definition(&self) -> String;
}

macro_rules! member {
    ($ty:ty, $named:expr, $render:expr, $read:expr, $included:expr) => {
        impl Member for $ty {
            const NAMED: Named = $named;

            fn name(&self) -> &str {
                &self.name
            }

            fn reads(&self, columns: &BTreeSet<String>) -> bool {
                let read: fn(&Self) -> &[String] = $read;
                read(self).iter().any(|column| columns.contains(column))
            }

            fn goes_with(&self, columns: &BTreeSet<String>) -> bool {
                let included: fn(&Self) -> &[String] = $included;
                self.columns.iter().chain(included(self)).any(|column| columns.contains(column))
            }

            fn definition(&self) -> String {
                $render(self)
            }
        }
    };
}

member!(crate::ir::PrimaryKey, Named::Key, primary_key, |_| &[], |item| &item.include);
member!(crate::ir::Unique, Named::Key, unique, |_| &[], |item| &item.include);
member!(crate::ir::Check, Named::Condition, check, |item| &item.columns, |_| &[]);
member!(crate::ir::Exclusion, Named::Key, exclusion, |item| &item.columns, |_| &[]);

impl<'a> Alter<'a> {
    fn new(change: &'a TableChange, aside: &'a Aside, hints: &'a PlanHints) -> Self {
        let qname = &change.table.to.name;
        let name = super::render::qname(qname);
        let mut alter = Self { change, aside, hints, name, qname, remade: BTreeSet::new() };
        alter.remade = alter.remade();
        alter
    }
}

impl Alter<'_> {
    fn sql(&self, what: impl std::fmt::Display) -> String {
        format!("ALTER TABLE {} {what}", self.name)
    }

    fn constraints(&self, steps: &mut Steps) {
        let table = &self.change.table;
        self.members(&self.change.primary_key, table.from.primary_key.as_slice(), steps);
        self.members(&self.change.uniques, &table.from.uniques, steps);
        self.members(&self.change.checks, &table.from.checks, steps);
        self.members(&self.change.exclusions, &table.from.exclusions, steps);
        self.foreign_keys(steps);
    }

    fn members<T: Member>(&self, changes: &ItemChanges<T>, from: &[T], steps: &mut Steps) {
        for item in changes.leaving() {
            steps.push(Phase::DropConstraint, self.sql(format!("DROP CONSTRAINT {}", ident(item.name()))));
        }
        for pair in &changes.renamed {
            steps.rename(T::NAMED, self.qname, pair.from.name(), pair.to.name());
        }
        for item in changes.arriving() {
            let definition = constraint(item.name(), &item.definition());
            steps.push(Phase::AddConstraint, self.sql(format!("ADD {definition}")));
        }
        let touched = |item: &T| {
            changes.leaving().any(|other| other == item)
                || changes.renamed.iter().any(|pair| pair.from == *item)
        };
        let disturbed = |item: &T| {
            item.reads(&self.aside.columns)
                || item.goes_with(&self.remade)
                || self.aside.parts.contains(&UsedBy::Constraint(item.name().to_owned()))
        };
        for item in from.iter().filter(|item| disturbed(item) && !touched(item)) {
            steps.push(Phase::DropConstraint, self.sql(format!("DROP CONSTRAINT {}", ident(item.name()))));
            let definition = constraint(item.name(), &item.definition());
            steps.push(Phase::AddConstraint, self.sql(format!("ADD {definition}")));
        }
    }

    fn foreign_keys(&self, steps: &mut Steps) {
        let changes = &self.change.foreign_keys;
        let drop = |key: &ForeignKey, steps: &mut Steps| {
            steps.push(Phase::DropForeignKey, self.sql(format!("DROP CONSTRAINT {}", ident(&key.name))));
        };
        let add = |key: &ForeignKey, steps: &mut Steps| {
            let definition = constraint(&key.name, &foreign_key(key));
            steps.push(Phase::AddForeignKey, self.sql(format!("ADD {definition}")));
        };
        for pair in &changes.altered {
            // Only the checking of the key changes: no drop, no new validation.
            let validated = ForeignKey { not_valid: false, ..pair.from.clone() };
            if validated == pair.to {
                steps.push(
                    Phase::AddForeignKey,
                    self.sql(format!("VALIDATE CONSTRAINT {}", ident(&pair.to.name))),
                );
            } else if (ForeignKey { deferrable: pair.to.deferrable, ..pair.from.clone() }) == pair.to {
                let clause = match pair.to.deferrable.clause() {
                    "" => " NOT DEFERRABLE",
                    clause => clause,
                };
                let sql = self.sql(format!("ALTER CONSTRAINT {}{clause}", ident(&pair.to.name)));
                steps.push(Phase::AddForeignKey, sql);
            } else {
                drop(&pair.from, steps);
                add(&pair.to, steps);
            }
        }
        for key in &changes.dropped {
            drop(key, steps);
        }
        for pair in &changes.renamed {
            if self.aside.foreign_keys.contains(&pair.from.name) {
                drop(&pair.from, steps);
                add(&pair.to, steps);
            } else {
                steps.rename(Named::Condition, self.qname, &pair.from.name, &pair.to.name);
            }
        }
        for key in &changes.added {
            add(key, steps);
        }
        let touched = |key: &ForeignKey| {
            changes.leaving().any(|other| other == key)
                || changes.renamed.iter().any(|pair| pair.from == *key)
        };
        for key in &self.change.table.from.foreign_keys {
            let goes = key.columns.iter().any(|column| self.remade.contains(column));
            if (goes || self.aside.foreign_keys.contains(&key.name)) && !touched(key) {
                drop(key, steps);
                add(key, steps);
            }
        }
    }

    fn indexes(&self, steps: &mut Steps) {
        let changes = &self.change.indexes;
        let in_schema = |name: &str| qname(&self.qname.sibling(name));
        for index in changes.leaving() {
            steps.push(Phase::DropIndex, format!("DROP INDEX {}", in_schema(&index.name)));
        }
        for pair in &changes.renamed {
            steps.rename(Named::Index, self.qname, &pair.from.name, &pair.to.name);
        }
        let touched = |name: &str| {
            changes.leaving().any(|index| index.name == name)
                || changes.renamed.iter().any(|pair| pair.from.name == name)
        };
        let stays = |index: &&crate::ir::Index| {
            let goes = |column| self.aside.columns.contains(column) || self.remade.contains(column);
            let rests = self.aside.parts.contains(&UsedBy::Index(index.name.clone()));
            !touched(&index.name) && (rests || index.columns.iter().any(goes))
        };
        let made_again: Vec<_> = self.change.table.from.indexes.iter().filter(stays).collect();
        for index in &made_again {
            steps.push(Phase::DropIndex, format!("DROP INDEX {}", in_schema(&index.name)));
        }
        for index in changes.arriving().chain(made_again) {
            steps.push(Phase::CreateIndex, create_index(self.qname, index));
            if index.comment.is_some() {
                let what = format!("INDEX {}", in_schema(&index.name));
                steps.push(Phase::Comment, comment_on(&what, index.comment.as_deref()));
            }
        }
    }

    /// Columns that change their type in this migration, or are made anew.
    fn columns(&self, steps: &mut Steps) {
        let changes = &self.change.columns;
        for column in self.disturbed() {
            self.drop_column(Phase::DropGenerated, column, steps);
            self.add_column(Phase::AddGenerated, column, steps);
        }
        for pair in changes.altered.iter().filter(|pair| self.remade.contains(&pair.to.name)) {
            self.drop_column(Phase::DropGenerated, &pair.from, steps);
            match pair.from.generated.as_ref().filter(|_| pair.to.generated.is_none()) {
                Some(generated) if !self.reads_changed(&generated.expr.sql) => {
                    self.fill_in(&pair.to, &generated.expr, steps);
                }
                _ => self.add_column(Phase::AddGenerated, &pair.to, steps),
            }
        }
        for column in &changes.dropped {
            let phase = if column.generated.is_some() { Phase::DropGenerated } else { Phase::DropColumn };
            self.drop_column(phase, column, steps);
        }
        for column in &changes.added {
            let phase = if column.generated.is_some() { Phase::AddGenerated } else { Phase::AddColumn };
            self.add_column(phase, column, steps);
        }
        for pair in changes.altered.iter().filter(|pair| !self.remade.contains(&pair.to.name)) {
            self.alter_column(pair, steps);
        }
        self.defaults_aside(steps);
    }

    /// Defaults that rest on what is replaced.
    fn defaults_aside(&self, steps: &mut Steps) {
        for part in &self.aside.parts {
            let UsedBy::Default(name) = part else { continue };
            let table = &self.change.table;
            if self.remade.contains(name) || table.from.column(name).is_none() {
                continue;
            }
            let alter = |what: &str| self.sql(format!("ALTER COLUMN {} {what}", ident(name)));
            steps.push(Phase::DropGenerated, alter("DROP DEFAULT"));
            let (old, new) = (table.from.column(name), table.to.column(name));
            let default = |column: Option<&'_ Column>| column.and_then(|column| column.default.clone());
            if let Some(default) = default(new).filter(|new| default(old).as_ref() == Some(new)) {
                steps.push(Phase::AlterColumn, alter(&format!("SET DEFAULT {default}")));
            }
        }
    }

    fn remade(&self) -> BTreeSet<String> {
        let altered = self.change.columns.altered.iter().filter(|pair| {
            let generated = pair.from.generated.as_ref().filter(|_| pair.to.generated.is_some());
            !alterable(pair) || generated.is_some_and(|generated| self.reads_changed(&generated.expr.sql))
        });
        let disturbed = self.disturbed().into_iter().map(|column| &column.name);
        altered.map(|pair| &pair.to.name).chain(disturbed).cloned().collect()
    }

    /// Generated columns that are not themselves altered, but read or are computed by what is.
    fn disturbed(&self) -> Vec<&Column> {
        let kept = |column: &&Column| self.change.table.to.column(&column.name) == Some(column);
        let reads = |column: &&Column| {
            let generated = column.generated.as_ref();
            let is_other = self.aside.computed.contains(&column.name);
            generated.is_some_and(|generated| is_other || self.reads_changed(&generated.expr.sql))
        };
        self.change.table.from.columns.iter().filter(kept).filter(reads).collect()
    }

    /// Whether an expression reads a column that goes or changes its type.
    fn reads_changed(&self, expr: &str) -> bool {
        let words = words(expr);
        let changes = &self.change.columns;
        let retyped = changes.altered.iter().filter(|pair| retyped(pair)).map(|pair| &pair.from.name);
        let dropped = changes.dropped.iter().map(|column| &column.name);
        retyped.chain(dropped).chain(&self.aside.columns).any(|name| words.contains(name))
    }

    fn drop_column(&self, phase: Phase, column: &Column, steps: &mut Steps) {
        steps.push(phase, self.sql(format!("DROP COLUMN {}", ident(&column.name))));
    }

    fn key(&self, column: &str) -> (QName, String) {
        (self.qname.clone(), column.to_owned())
    }

    fn add_column(&self, phase: Phase, column: &Column, steps: &mut Steps) {
        // What is computed cannot be filled in.
        let backfill =
            self.hints.backfills.get(&self.key(&column.name)).filter(|_| column.generated.is_none());
        // What is the same for every row is a default for a moment: nothing is rewritten, and no trigger sees an UPDATE.
        // https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES
        let computed = column.generated.is_some() || column.identity.is_some() || column.serial.is_some();
        if let Some(value) = backfill.filter(|expr| is_literal(expr) && !computed) {
            let filled = Column { default: Some(Expr::new(value.clone())), ..column.clone() };
            steps.push(phase, self.sql(format!("ADD COLUMN {}", render_column(&filled))));
            let after = match &column.default {
                default if *default == filled.default => None,
                Some(default) => Some(format!("SET DEFAULT {default}")),
                None => Some("DROP DEFAULT".to_owned()),
            };
            if let Some(after) = after {
                steps.push(phase, self.sql(format!("ALTER COLUMN {} {after}", ident(&column.name))));
            }
            if !column.nullable && column.not_null.not_valid {
                self.set_not_null(column, steps);
            }
            self.comment(column, None, steps);
            return;
        }
        if let Some(own) = numbering::own_sequence(self.qname, column, &self.aside.lasting) {
            steps.push(phase, own.create);
            steps.push(phase, self.sql(format!("ADD COLUMN {}", render_column(&own.column))));
            steps.push(phase, own.owned);
            self.comment(column, None, steps);
            return;
        }
        let staged = backfill.is_some() && !column.nullable && column.default.is_none();
        if staged {
            let nullable = Column { nullable: true, ..column.clone() };
            steps.push(phase, self.sql(format!("ADD COLUMN {}", render_column(&nullable))));
        } else {
            steps.push(phase, self.sql(format!("ADD COLUMN {}", render_column(column))));
        }
        if let Some(expr) = backfill {
            steps.push(phase, format!("UPDATE {} SET {} = {expr}", self.name, ident(&column.name)));
        }
        if staged || !column.nullable && column.not_null.not_valid {
            self.set_not_null(column, steps);
        }
        self.comment(column, None, steps);
    }

    /// A column that was computed when it was read, with the values that it had.
    fn fill_in(&self, column: &Column, expr: &Expr, steps: &mut Steps) {
        let nullable = Column { nullable: true, not_null: NotNull::default(), ..column.clone() };
        self.add_column(Phase::AddGenerated, &nullable, steps);
        let name = ident(&column.name);
        steps.push(Phase::AddGenerated, format!("UPDATE {} SET {name} = {}", self.name, expr.sql));
        if !column.nullable {
            steps.push(Phase::AddGenerated, self.sql(required(column)));
        }
    }

    fn set_not_null(&self, column: &Column, steps: &mut Steps) {
        steps.push(Phase::SetNotNull, self.sql(required(column)));
    }

    /// Another name for it, who inherits it, whether it holds for all rows.
    fn not_null(&self, pair: &Pair<Column>, steps: &mut Steps) {
        let Pair { from, to } = pair;
        let named = |column: &Column| {
            let conventional = || object_name(&self.qname.name, &column.name, "not_null");
            column.not_null.name.clone().unwrap_or_else(conventional)
        };
        let (old, new) = (named(from), named(to));
        if to.not_null.not_valid && !from.not_null.not_valid {
            // There is no way back from what is proven.
            steps
                .push(Phase::SetNotNull, self.sql(format!("ALTER COLUMN {} DROP NOT NULL", ident(&to.name))));
            steps.push(Phase::SetNotNull, self.sql(format!("ADD {}", not_null_of(to))));
            return;
        }
        if old != new {
            steps.rename(Named::Condition, self.qname, &old, &new);
        }
        if from.not_null.no_inherit != to.not_null.no_inherit {
            let inherit = if to.not_null.no_inherit { "NO INHERIT" } else { "INHERIT" };
            steps.push(Phase::SetNotNull, self.sql(format!("ALTER CONSTRAINT {} {inherit}", ident(&new))));
        }
        if from.not_null.not_valid && !to.not_null.not_valid {
            steps.push(Phase::SetNotNull, self.sql(format!("VALIDATE CONSTRAINT {}", ident(&new))));
        }
    }

    fn comment(&self, column: &Column, old: Option<&str>, steps: &mut Steps) {
        if column.comment.as_deref() != old {
            let what = format!("COLUMN {}.{}", self.name, ident(&column.name));
            steps.push(Phase::Comment, comment_on(&what, column.comment.as_deref()));
        }
    }

    fn alter_column(&self, pair: &Pair<Column>, steps: &mut Steps) {
        let Pair { from, to } = pair;
        let name = ident(&to.name);
        let alter = |what: &str| self.sql(format!("ALTER COLUMN {name} {what}"));
        if from.generated.is_some() && to.generated.is_none() {
            // Before what it is computed from changes.
            steps.push(Phase::DropGenerated, alter("DROP EXPRESSION"));
        }
        numbering::stop(self.qname, pair, &self.aside.lasting, steps);
        let converts = retyped(pair);
        // A default is an expression of the old type: it would have to be castable by itself.
        if from.default.is_some() && (to.default.is_none() || converts) {
            steps.push(Phase::AlterColumn, alter("DROP DEFAULT"));
        }
        if converts {
            self.alter_type(pair, steps);
        }
        if let Some(default) = &to.default
            && (converts || from.default != to.default)
        {
            steps.push(Phase::AlterColumn, alter(&format!("SET DEFAULT {default}")));
        }
        if from.nullable && !to.nullable {
            // What is computed cannot be filled in.
            let backfill = self.hints.backfills.get(&self.key(&to.name)).filter(|_| to.generated.is_none());
            if let Some(expr) = backfill {
                let sql = format!("UPDATE {} SET {name} = {expr} WHERE {name} IS NULL", self.name);
                steps.push(Phase::AddColumn, sql);
            }
            self.set_not_null(to, steps);
        }
        numbering::start(self.qname, pair, &self.aside.lasting, steps);
        if !from.nullable && to.nullable {
            steps.push(Phase::SetNotNull, alter("DROP NOT NULL"));
        }
        if !from.nullable && !to.nullable && from.not_null != to.not_null {
            self.not_null(pair, steps);
        }
        self.comment(to, from.comment.as_deref(), steps);
    }

    fn alter_type(&self, pair: &Pair<Column>, steps: &mut Steps) {
        let Pair { from, to } = pair;
        let name = ident(&to.name);
        let collate = match (&from.collation, &to.collation) {
            (_, Some(collation)) => format!(" COLLATE {}", collation_name(collation)),
            // Without the clause the new type's own collation is taken.
            _ => String::new(),
        };
        let using = match self.hints.using.get(&self.key(&to.name)) {
            Some(expr) => format!(" USING {expr}"),
            None => String::new(),
        };
        steps.push(
            Phase::AlterColumn,
            self.sql(format!("ALTER COLUMN {name} TYPE {}{collate}{using}", spelt(&to.ty.sql))),
        );
        // The sequence of an identity column follows its column's type, that of a serial column does not.
        if let (Some(_), Some(sequence)) = (&from.serial, &to.serial) {
            steps.push(Phase::AlterColumn, format!("ALTER SEQUENCE {} AS {}", qname(sequence), to.ty.sql));
        }
    }

    fn options(&self, steps: &mut Steps) {
        let Pair { from, to } = &self.change.table;
        options(from, to, &self.name, steps);
    }
}

/// Takes NULL from a column.
fn required(column: &Column) -> String {
    if column.not_null.own().is_plain() {
        format!("ALTER COLUMN {} SET NOT NULL", ident(&column.name))
    } else {
        format!("ADD {}", not_null_of(column))
    }
}

/// Steps for storage parameters, UNLOGGED and the comment.
fn options(from: &Table, to: &Table, name: &str, steps: &mut Steps) {
    let reset: Vec<&str> = from
        .storage
        .iter()
        .map(|(key, _)| key.as_str())
        .filter(|key| to.storage.get(key).is_none())
        .collect();
    if !reset.is_empty() {
        steps.push(Phase::Options, format!("ALTER TABLE {name} RESET ({})", reset.join(", ")));
    }
    let set = parameters(to.storage.iter().filter(|(key, value)| from.storage.get(key) != Some(*value)));
    if !set.is_empty() {
        steps.push(Phase::Options, format!("ALTER TABLE {name} SET ({set})"));
    }
    if from.comment != to.comment {
        steps.push(Phase::Comment, comment_on(&format!("TABLE {name}"), to.comment.as_deref()));
    }
}

/// Whether the stored value is converted: the type or its collation differs.
pub fn retyped(pair: &Pair<Column>) -> bool {
    pair.from.ty != pair.to.ty || pair.from.collation != pair.to.collation
}

/// Whether ALTER COLUMN can do it. An expression cannot be changed before PostgreSQL 17, nor given to a plain column.
fn alterable(pair: &Pair<Column>) -> bool {
    match (&pair.from.generated, &pair.to.generated) {
        (None, None) => true,
        (Some(from), None) => from.stored,
        (None, Some(_)) => false,
        (Some(from), Some(to)) => from == to,
    }
}
