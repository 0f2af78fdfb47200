//! The forms of a table between the old and the new one.
//!
//! The *plateau* is the form at which both old and new code can work: everything new is there and valid, and what goes is still
//! there. It is reached in steps, of which the first is the *expanded* form: what is new and costs nothing is there, what is
//! stricter is not yet asked for.

use std::collections::BTreeSet;

use super::decide::{is_stable, rewrites};
use super::replace::{Replacement, renamed_column, renamed_items};
use crate::diff::Pair;
use crate::ir::{Check, Column, Exclusion, ForeignKey, Index, Table, Unique};

/// Something of a table that has a name and reads columns.
pub trait Item: Clone + PartialEq {
    /// Its name.
    fn name(&self) -> &str;
    /// The same under another name.
    fn named(&self, name: &str) -> Self;
    /// Whether it reads a column.
    fn reads(&self, column: &str) -> bool;
}

macro_rules! item {
    ($ty:ty, |$item:ident, $column:ident| $reads:expr) => {
        impl Item for $ty {
            fn name(&self) -> &str {
                &self.name
            }

            fn named(&self, name: &str) -> Self {
                Self { name: name.to_owned(), ..self.clone() }
            }

            fn reads(&self, $column: &str) -> bool {
                let $item = self;
                $reads
            }
        }
    };
}

fn has(columns: &[String], column: &str) -> bool {
    columns.iter().any(|name| name == column)
}

item!(Unique, |item, column| has(&item.columns, column) || has(&item.include, column));
item!(ForeignKey, |item, column| has(&item.columns, column));
item!(Check, |item, column| has(&item.columns, column));
item!(Exclusion, |item, column| has(&item.columns, column));
item!(Index, |item, column| has(&item.columns, column));

/// The item of that name.
pub fn find<'a, T: Item>(items: &'a [T], name: &str) -> Option<&'a T> {
    items.iter().find(|item| item.name() == name)
}

/// Whether it is there under another name that is new.
fn moved<'a, T: Item>(item: &T, before: &[T], after: &'a [T]) -> Option<&'a T> {
    let new = after.iter().filter(|other| find(before, other.name()).is_none());
    new.into_iter().find(|other| other.named(item.name()) == *item)
}

/// The plateau of a table. `held` tells whether a foreign key rests on these columns on both sides.
pub fn plateau(
    before: &Table,
    after: &Table,
    replaced: &[&Replacement],
    held: &dyn Fn(&[String]) -> bool,
) -> Table {
    let mut out = after.clone();
    for replacement in replaced {
        out = renamed_items(&out, &replacement.names);
        // That it can be rewritten is a condition of every replacement.
        out = renamed_column(&out, &replacement.new, &replacement.beside).unwrap_or(out);
        if replacement.both_ways {
            // A default could not be told from a value that was given.
            for column in out.columns.iter_mut().filter(|column| column.name == replacement.beside) {
                column.default = None;
            }
        }
    }
    let mut going: BTreeSet<&str> = BTreeSet::new();
    let mut dropped: BTreeSet<&str> = BTreeSet::new();
    for column in
        before.columns.iter().filter(|column| out.column(&column.name).is_none()).collect::<Vec<_>>()
    {
        going.insert(&column.name);
        let mut column = column.clone();
        if !replaced.iter().any(|replacement| replacement.old == column.name) {
            dropped.insert(before.column(&column.name).map_or("", |column| &column.name));
            // Code that does not know it any more leaves it out.
            column.nullable |= !column.fills_itself() && !before.in_primary_key(&column.name);
        }
        out.columns.push(column);
    }
    let reads_any =
        |columns: &BTreeSet<&str>, reads: &dyn Fn(&str) -> bool| columns.iter().any(|name| reads(name));
    keep(&before.uniques, &mut out.uniques, |item| {
        reads_any(&going, &|name| item.reads(name)) || held(&item.columns)
    });
    keep(&before.foreign_keys, &mut out.foreign_keys, |item| reads_any(&going, &|name| item.reads(name)));
    keep(&before.checks, &mut out.checks, |item| {
        reads_any(&going, &|name| item.reads(name)) && !reads_any(&dropped, &|name| item.reads(name))
    });
    keep(&before.exclusions, &mut out.exclusions, |item| reads_any(&going, &|name| item.reads(name)));
    keep(&before.indexes, &mut out.indexes, |_| true);
    for unique in &mut out.uniques {
        if let Some(old) =
            find(&before.uniques, &unique.name).filter(|old| *old != unique && held(&old.columns))
        {
            unique.clone_from(old);
        }
    }
    if let Some(old) = &before.primary_key {
        let is_gone = out.primary_key.is_none();
        let differs = out.primary_key.as_ref().is_some_and(|new| new.columns != old.columns);
        if is_gone || (differs && held(&old.columns)) {
            out.primary_key = Some(old.clone());
        }
    }
    out.sort();
    out
}

/// Keeps old items that are gone.
fn keep<T: Item>(before: &[T], out: &mut Vec<T>, wanted: impl Fn(&T) -> bool) {
    let gone =
        before.iter().filter(|item| find(out, item.name()).is_none() && moved(*item, before, out).is_none());
    let kept: Vec<T> = gone.filter(|item| wanted(item)).cloned().collect();
    out.extend(kept);
}

/// Whether ALTER COLUMN has to write the rows anew for it, or to read them all.
pub fn is_rewritten(pair: &Pair<&Column>, using: bool) -> bool {
    let Pair { from, to } = pair;
    from.ty != to.ty && (using || rewrites(&from.ty.sql, &to.ty.sql)) || from.collation != to.collation
}

/// What the plain form does with a column, in words, if it is not done in an instant.
pub fn plain_only(from: Option<&Column>, to: &Column) -> Option<&'static str> {
    let stored = to.generated.as_ref().is_some_and(|generated| generated.stored);
    match from {
        None if stored => {
            Some("a stored generated column is computed for every row while the table is locked")
        }
        None if to.identity.is_some() || to.serial.is_some() => {
            Some("a column that numbers itself is filled for every row while the table is locked")
        }
        Some(from) if from.generated != to.generated => {
            Some("the column is computed anew for every row while the table is locked")
        }
        Some(from) if from.identity.is_none() && to.identity.is_some() || from.serial != to.serial => Some(
            "numbering begins after the largest number there is, which is looked for while the table is locked",
        ),
        _ => None,
    }
}

/// Whether a new column is added without its values first.
pub fn is_staged(column: &Column, has_backfill: bool) -> bool {
    let computed = column.generated.is_some() || column.identity.is_some() || column.serial.is_some();
    !computed
        && (has_backfill
            || column.default.as_ref().is_some_and(|default| !is_stable(&default.sql))
            || (!column.nullable && column.default.is_none()))
}

/// The expanded form: a table that has what `plateau` has, as far as that takes no time.
pub fn expanded(now: &Table, plateau: &Table, has_backfill: &dyn Fn(&str) -> bool) -> Table {
    let mut out = plateau.clone();
    let mut changed = BTreeSet::new();
    for column in &mut out.columns {
        match now.column(&column.name) {
            Some(old) => {
                if old.ty != column.ty
                    || old.collation != column.collation
                    || old.generated != column.generated
                {
                    changed.insert(column.name.clone());
                }
                // What numbers itself cannot be NULL for a while.
                let at_once = plain_only(Some(old), column).is_some();
                column.nullable |= old.nullable && !at_once;
            }
            None => column.nullable |= is_staged(column, has_backfill(&column.name)),
        }
    }
    let is_changed = |reads: &dyn Fn(&str) -> bool| changed.iter().any(|name| reads(name));
    out.uniques = carried(&now.uniques, &plateau.uniques, |item| is_changed(&|name| item.reads(name)));
    out.indexes = carried(&now.indexes, &plateau.indexes, |item| is_changed(&|name| item.reads(name)));
    out.exclusions =
        carried(&now.exclusions, &plateau.exclusions, |item| is_changed(&|name| item.reads(name)));
    out.foreign_keys = carried(&now.foreign_keys, &plateau.foreign_keys, |_| false);
    for key in &mut out.foreign_keys {
        // Only when it is checked: that costs nothing.
        let new = find(&plateau.foreign_keys, &key.name);
        if let Some(new) = new.filter(|new| ForeignKey { deferrable: new.deferrable, ..key.clone() } == **new)
        {
            key.clone_from(new);
        }
    }
    // One that is printed otherwise now comes back as one that is not yet known to hold.
    out.checks = carried(&now.checks, &plateau.checks, |_| false);
    out.checks.retain(|check| {
        !is_changed(&|name| check.reads(name)) || find(&plateau.checks, &check.name) == Some(check)
    });
    out.primary_key = match (&now.primary_key, &plateau.primary_key) {
        (Some(old), Some(new)) if old.columns == new.columns && old.include == new.include => {
            Some(new.clone())
        }
        (old, _) => old.clone(),
    };
    let key = out.primary_key.clone().map(|key| key.columns).unwrap_or_default();
    for column in out.columns.iter_mut().filter(|column| key.contains(&column.name)) {
        column.nullable = false;
    }
    out.sort();
    out
}

/// What there is, under its new name; in its new form only if `at_once`.
fn carried<T: Item>(now: &[T], plateau: &[T], at_once: impl Fn(&T) -> bool) -> Vec<T> {
    let carry = |item: &T| match find(plateau, item.name()) {
        Some(new) if at_once(item) => Some(new.clone()),
        Some(_) => Some(item.clone()),
        None => moved(item, now, plateau).cloned(),
    };
    now.iter().filter_map(carry).collect()
}
