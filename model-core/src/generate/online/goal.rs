//! What is to be reached: the plateau, and what fills it.

use std::collections::{BTreeMap, BTreeSet};

use super::replace::{Replacement, beside, item_names, obstacle, readers};
use super::shape::{is_rewritten, is_staged, plain_only, plateau};
use crate::diff::{Pair, Question, Rename};
use crate::generate::cast::{cast_back, cast_question};
use crate::ir::{Column, QName, Schema, Table};
use crate::lower::Hints;
use crate::sql::ident;

/// A column to fill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fill {
    /// The table.
    pub table: QName,
    /// The column.
    pub column: String,
    /// With what.
    pub expr: String,
    /// What has to be asked if the server does not cast that by itself.
    pub cast: Option<Question>,
    /// Whether code that does not know the column leaves it NULL.
    pub needs_code: bool,
}

/// Both ends of the way and what lies between.
#[derive(Debug)]
pub struct Goal {
    /// The state after the renames that are carried out as such.
    pub from: Schema,
    /// The models.
    pub to: Schema,
    /// Tables at which both old and new code can work, of those that are there before and after.
    pub plateau: BTreeMap<QName, Table>,
    /// Columns that are replaced.
    pub replaced: Vec<Replacement>,
    /// Columns to fill.
    pub fills: Vec<Fill>,
    /// Hints without those that are taken care of here.
    pub hints: Hints,
    /// What is done in its plain form, and why: by table.
    pub plain: BTreeMap<QName, Vec<String>>,
}

impl Goal {
    /// Finds out what is to be done in which form.
    pub fn new(from: &Schema, to: &Schema, hints: &Hints, renamed: &[(QName, Pair<String>)]) -> Self {
        let mut goal = Self {
            from: from.clone(),
            to: to.clone(),
            plateau: BTreeMap::new(),
            replaced: Vec::new(),
            fills: Vec::new(),
            hints: hints.clone(),
            plain: BTreeMap::new(),
        };
        for (table, column) in renamed {
            goal.replaced.push(Replacement {
                table: table.clone(),
                old: column.from.clone(),
                new: column.to.clone(),
                beside: column.to.clone(),
                forth: quoted(&column.from),
                back: quoted(&column.to),
                both_ways: true,
                names: BTreeMap::new(),
            });
        }
        let both: Vec<(&Table, &Table)> =
            from.tables.iter().filter_map(|(name, table)| Some((table, to.tables.get(name)?))).collect();
        for (before, after) in &both {
            goal.retyped(before, after);
            goal.name_twins(before, after);
        }
        for (before, after) in both {
            let name = &after.name;
            let replaced: Vec<&Replacement> =
                goal.replaced.iter().filter(|item| item.table == *name).collect();
            let held = |columns: &[String]| is_held(&goal.from, &goal.to, name, columns);
            let table = plateau(before, after, &replaced, &held);
            goal.plateau.insert(name.clone(), table);
            goal.note_plain(before, after);
            goal.fill(before, name);
        }
        goal
    }

    /// Columns whose type changes: they are replaced, or altered in an instant, or in the plain form.
    fn retyped(&mut self, before: &Table, after: &Table) {
        let name = &after.name;
        let mut taken: BTreeSet<String> =
            before.columns.iter().chain(&after.columns).map(|column| column.name.clone()).collect();
        for was in &before.columns {
            let Some(will) = after.column(&was.name) else { continue };
            let key = (name.clone(), was.name.clone());
            let using = self.hints.using.get(&key);
            if !is_rewritten(&Pair { from: was, to: will }, using.is_some()) {
                continue;
            }
            if let Some(why) = obstacle(name, &was.name, &was.name, &self.from, &self.to) {
                let text = format!(
                    "{name}.{} is written anew for every row while the table is locked: it cannot be replaced, because {why}.",
                    was.name
                );
                self.plain.entry(name.clone()).or_default().push(text);
                continue;
            }
            let column = quoted(&was.name);
            let forth = match (using, self.hints.backfills.get(&key)) {
                (Some(using), None) => using.clone(),
                (Some(using), Some(fill)) => format!("coalesce({using}, {fill})"),
                (None, Some(fill)) => format!("coalesce({column}::{}, {fill})", will.ty.sql),
                (None, None) => column,
            };
            let beside = beside(&was.name, &taken);
            taken.insert(beside.clone());
            self.replaced.push(Replacement {
                table: name.clone(),
                old: was.name.clone(),
                new: was.name.clone(),
                forth,
                back: cast_back(self.to.engine, &quoted(&beside), will, was),
                beside,
                both_ways: false,
                names: BTreeMap::new(),
            });
        }
    }

    /// Names for what is on a replaced column while its likes are on both.
    fn name_twins(&mut self, before: &Table, after: &Table) {
        let there = item_names(before);
        let taken: BTreeSet<String> = there.union(&item_names(after)).cloned().collect();
        for replacement in self.replaced.iter_mut().filter(|item| item.table == after.name) {
            let twins = readers(after, &replacement.new);
            let twins = twins.intersection(&there).map(|name| (name.clone(), beside(name, &taken)));
            replacement.names = twins.collect();
        }
    }

    /// The replacements of a table.
    pub fn replaced<'a>(&'a self, table: &'a QName) -> impl Iterator<Item = &'a Replacement> {
        self.replaced.iter().filter(move |item| item.table == *table)
    }

    fn note_plain(&mut self, before: &Table, after: &Table) {
        let mut texts = Vec::new();
        for column in &after.columns {
            if let Some(why) = plain_only(before.column(&column.name), column) {
                texts.push(format!("{}.{} has no online form: {why}.", after.name, column.name));
            }
        }
        if before.unlogged != after.unlogged {
            texts.push(format!(
                "{} has no online form for LOGGED and UNLOGGED: every row is written anew while the table is locked.",
                after.name
            ));
        }
        for change in self.from.enums.values().filter_map(|old| Some((old, self.to.enums.get(&old.name)?))) {
            let (old, new) = change;
            let uses = before.columns.iter().any(|column| column.ty.enum_name.as_ref() == Some(&old.name));
            let mut labels = new.labels.iter();
            if uses && !old.labels.iter().all(|label| labels.any(|other| other == label)) {
                texts.push(format!(
                    "{} has no online form: every row of a table that uses it is written anew while the table is locked.",
                    old.name
                ));
            }
        }
        if !texts.is_empty() {
            self.plain.entry(after.name.clone()).or_default().extend(texts);
        }
    }

    /// What fills the columns of a table.
    fn fill(&mut self, before: &Table, name: &QName) {
        let Some(plateau) = self.plateau.get(name) else { return };
        let mut fills = Vec::new();
        for column in &plateau.columns {
            if column.generated.is_some() {
                continue;
            }
            let key = (name.clone(), column.name.clone());
            let replacement =
                self.replaced.iter().find(|item| item.table == *name && item.beside == column.name);
            if let Some(replacement) = replacement {
                fills.push(Self::fill_beside(replacement, before, column));
                self.hints.backfills.remove(&(name.clone(), replacement.new.clone()));
                self.hints.using.remove(&(name.clone(), replacement.new.clone()));
                continue;
            }
            let hint = self.hints.backfills.get(&key).cloned();
            let old = before.column(&column.name);
            let (expr, needs_code) = match old {
                None if is_staged(column, hint.is_some()) => {
                    let default = column.default.as_ref().map(|default| default.text().to_owned());
                    (hint.or_else(|| default.clone()), default.is_none() && !column.nullable)
                }
                Some(old) if old.nullable && !column.nullable && plain_only(Some(old), column).is_none() => {
                    (hint, true)
                }
                _ => continue,
            };
            self.hints.backfills.remove(&key);
            if let Some(expr) = expr {
                fills.push(Fill {
                    table: name.clone(),
                    column: column.name.clone(),
                    expr,
                    cast: None,
                    needs_code,
                });
            }
        }
        self.fills.extend(fills);
    }

    fn fill_beside(replacement: &Replacement, before: &Table, column: &Column) -> Fill {
        let old = before.column(&replacement.old);
        let cast = old
            .filter(|_| !replacement.both_ways)
            .map(|old| cast_question(&replacement.table, &replacement.old, old, column));
        Fill {
            table: replacement.table.clone(),
            column: column.name.clone(),
            expr: replacement.forth.clone(),
            cast,
            needs_code: false,
        }
    }
}

fn quoted(name: &str) -> String {
    ident(crate::ir::Engine::Postgres, name)
}

/// Whether a foreign key that is there before and after points at these columns of a table.
pub fn is_held(from: &Schema, to: &Schema, table: &QName, columns: &[String]) -> bool {
    let sorted = |columns: &[String]| {
        let mut columns = columns.to_vec();
        columns.sort();
        columns
    };
    let wanted = sorted(columns);
    let points = |schema: &Schema| {
        let mut keys = schema.tables.values().flat_map(|table| &table.foreign_keys);
        keys.any(|key| key.target == *table && sorted(&key.target_columns) == wanted)
    };
    points(from) && points(to)
}

/// Columns whose name changes are replaced where that is possible. The renames that remain, and those columns.
pub fn renames_apart(
    renames: &[Rename],
    before: &Schema,
    to: &Schema,
    hints: &Hints,
) -> (Vec<Rename>, Vec<(QName, Pair<String>)>) {
    let mut moves = Vec::new();
    let mut replaced = Vec::new();
    for rename in renames {
        match rename {
            Rename::Column { table, column } if is_replaceable(table, column, renames, before, to, hints) => {
                replaced.push((table.clone(), column.clone()));
            }
            other => moves.push(other.clone()),
        }
    }
    (moves, replaced)
}

/// Here the column already has its new name on both sides.
fn is_replaceable(
    table: &QName,
    column: &Pair<String>,
    renames: &[Rename],
    before: &Schema,
    to: &Schema,
    hints: &Hints,
) -> bool {
    let of_names = |rename: &&Rename| match rename {
        Rename::Column { table: of, column: other } => {
            let names = [&column.from, &column.to];
            of == table && (names.contains(&&other.from) || names.contains(&&other.to))
        }
        Rename::Table(pair) => pair.to == *table,
        _ => false,
    };
    let sides = before.tables.get(table).zip(to.tables.get(table));
    let Some((old, after)) = sides else { return false };
    let (Some(was), Some(will)) = (old.column(&column.to), after.column(&column.to)) else { return false };
    let key = (table.clone(), column.to.clone());
    renames.iter().filter(of_names).count() == 1
        && old.column(&column.from).is_none()
        && after.column(&column.from).is_none()
        && was.ty == will.ty
        && was.collation == will.collation
        && (!was.nullable || will.nullable)
        && !hints.using.contains_key(&key)
        && !hints.backfills.contains_key(&key)
        && obstacle(table, &column.to, &column.to, before, to).is_none()
}
