//! Which hints of a rename apply, and in which order renames can be done.

use std::collections::{BTreeMap, BTreeSet};

use super::Pair;
use crate::ir::{QName, Schema, Table};
use crate::lower::Hints;
use crate::naming::object_name;

/// One rename. Names are those at its turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rename {
    /// A schema that something moves to, or, on the way back, has moved from.
    Namespace {
        /// The schema.
        name: String,
        /// Whether it is made, or dropped.
        is_made: bool,
    },
    /// An extension, to another schema.
    Extension {
        /// The extension.
        name: String,
        /// The schema.
        schema: Pair<String>,
    },
    /// A table, perhaps to another schema.
    Table(Pair<QName>),
    /// A column.
    Column {
        /// The table, under its name at this turn.
        table: QName,
        /// The column.
        column: Pair<String>,
    },
    /// An enum type.
    Enum(Pair<QName>),
    /// A label of an enum type.
    Label {
        /// The type, under its name at this turn.
        ty: QName,
        /// The label.
        label: Pair<String>,
    },
}

impl Rename {
    /// The way back.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Namespace { name, is_made } => Self::Namespace { name, is_made: !is_made },
            Self::Extension { name, schema } => Self::Extension { name, schema: schema.reversed() },
            Self::Table(pair) => Self::Table(pair.reversed()),
            Self::Column { table, column } => Self::Column { table, column: column.reversed() },
            Self::Enum(pair) => Self::Enum(pair.reversed()),
            Self::Label { ty, label } => Self::Label { ty, label: label.reversed() },
        }
    }
}

/// The way back from a list of renames.
pub fn reversed(renames: &[Rename]) -> Vec<Rename> {
    renames.iter().rev().cloned().map(Rename::reversed).collect()
}

/// A rename that was asked for and cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no {kind} `{old}` to rename to `{new}`: {}", if *.new_missing { "the models have no such new name" } else { "the migrations have no such old name" })]
pub struct RenameError {
    /// `table`, `column`, `type`, `label`.
    pub kind: &'static str,
    /// The old name.
    pub old: String,
    /// The new name.
    pub new: String,
    /// Whether it is the new name that does not exist.
    pub new_missing: bool,
}

/// The renames to carry out on `from` before it is compared with `to`.
///
/// A hint that stands in a model stays there after its migration was made: it applies only while the old name exists and
/// the new one does not. A hint that was `asked` for, by a flag or an answer, must apply.
pub fn renames(
    from: &Schema,
    to: &Schema,
    standing: &Hints,
    asked: &Hints,
) -> Result<Vec<Rename>, Vec<RenameError>> {
    let mut out = Vec::new();
    let mut errors = Vec::new();
    let aside = |name: &QName| name.sibling(aside(&name.name));
    let aside_text = |name: &String| self::aside(name);

    let (have, want) = (keys(&from.tables), keys(&to.tables));
    let tables = wanted("table", &have, &want, &standing.tables, &asked.tables, &mut errors);
    sequence(&tables, &have, aside, |pair| out.push(Rename::Table(pair)));
    let (have, want) = (keys(&from.enums), keys(&to.enums));
    let enums = wanted("type", &have, &want, &standing.enums, &asked.enums, &mut errors);
    sequence(&enums, &have, aside, |pair| out.push(Rename::Enum(pair)));

    // What an extension has brought is called by the schema that it is in.
    let extensions = moved_extensions(from, to);
    let moved = tables.keys().chain(enums.keys()).map(|name| &name.schema);
    let moved = moved.chain(extensions.values().map(|schema| &schema.to));
    let missing = moved.filter(|schema| {
        !schema.is_empty() && *schema != from.engine.default_schema() && !from.namespaces.contains(*schema)
    });
    let missing: BTreeSet<&String> = missing.collect();
    let made = missing.into_iter().map(|name| Rename::Namespace { name: name.clone(), is_made: true });
    let made: Vec<Rename> = made.collect();
    let extensions = extensions.into_iter().map(|(name, schema)| Rename::Extension { name, schema });
    out.splice(0..0, made.into_iter().chain(extensions));

    for (name, target) in &to.tables {
        let Some(source) = from.tables.get(tables.get(name).unwrap_or(name)) else { continue };
        let names = |table: &Table| table.columns.iter().map(|column| column.name.clone()).collect();
        let (have, want): (BTreeSet<String>, BTreeSet<String>) = (names(source), names(target));
        let of = |hints: &Hints| members(&hints.columns, name);
        let columns = wanted("column", &have, &want, &of(standing), &of(asked), &mut errors);
        sequence(&columns, &have, aside_text, |column| {
            out.push(Rename::Column { table: name.clone(), column });
        });
    }
    for (name, target) in &to.enums {
        let Some(source) = from.enums.get(enums.get(name).unwrap_or(name)) else { continue };
        let have: BTreeSet<String> = source.labels.iter().cloned().collect();
        let want: BTreeSet<String> = target.labels.iter().cloned().collect();
        let of = |hints: &Hints| members(&hints.labels, name);
        let mut labels = wanted("label", &have, &want, &of(standing), &of(asked), &mut errors);
        // Onto a label that is there already is no rename but a mapping of rows: the rebuild of the type does it.
        labels.retain(|new, _| !have.contains(new));
        sequence(&labels, &have, aside_text, |label| out.push(Rename::Label { ty: name.clone(), label }));
    }
    if errors.is_empty() { Ok(out) } else { Err(errors) }
}

fn moved_extensions(from: &Schema, to: &Schema) -> BTreeMap<String, Pair<String>> {
    let place =
        |schema: &Option<String>| schema.as_deref().unwrap_or(from.engine.default_schema()).to_owned();
    let both = from.extensions.iter().filter_map(|(name, old)| Some((name, old, to.extensions.get(name)?)));
    both.filter(|(_, old, new)| old != new)
        .map(|(name, old, new)| (name.clone(), Pair { from: place(old), to: place(new) }))
        .collect()
}

fn keys<T>(map: &BTreeMap<QName, T>) -> BTreeSet<QName> {
    map.keys().cloned().collect()
}

fn members(hints: &BTreeMap<(QName, String), String>, of: &QName) -> BTreeMap<String, String> {
    hints
        .iter()
        .filter(|((owner, _), _)| owner == of)
        .map(|((_, new), old)| (new.clone(), old.clone()))
        .collect()
}

fn wanted<K: Ord + Clone + ToString>(
    kind: &'static str,
    from: &BTreeSet<K>,
    to: &BTreeSet<K>,
    standing: &BTreeMap<K, K>,
    asked: &BTreeMap<K, K>,
    errors: &mut Vec<RenameError>,
) -> BTreeMap<K, K> {
    let mut wanted: BTreeMap<K, K> = standing
        .iter()
        .filter(|(new, old)| from.contains(old) && !from.contains(new) && to.contains(new))
        .map(|(new, old)| (new.clone(), old.clone()))
        .collect();
    for (new, old) in asked {
        let new_missing = !to.contains(new);
        if from.contains(old) && !new_missing {
            wanted.insert(new.clone(), old.clone());
        } else {
            errors.push(RenameError { kind, old: old.to_string(), new: new.to_string(), new_missing });
        }
    }
    wanted
}

/// A name under which something waits for its own.
pub(crate) fn aside(name: &str) -> String {
    object_name(name, "", "old")
}

/// Orders renames so that each target is free at its turn. Something in the way that is not itself renamed is moved aside,
/// and a ring (`a` and `b` swap) is opened by moving one aside.
pub(crate) fn sequence<K: Ord + Clone>(
    wanted: &BTreeMap<K, K>,
    have: &BTreeSet<K>,
    aside: impl Fn(&K) -> K,
    mut emit: impl FnMut(Pair<K>),
) {
    let mut names = have.clone();
    // Where each thing to be renamed is now -> where it shall be.
    let mut open: BTreeMap<K, K> = wanted.iter().map(|(new, old)| (old.clone(), new.clone())).collect();
    let mut step = |names: &mut BTreeSet<K>, from: K, to: K| {
        names.remove(&from);
        names.insert(to.clone());
        emit(Pair { from, to });
    };
    let free = |names: &BTreeSet<K>, name: &K| {
        let mut name = aside(name);
        while names.contains(&name) {
            name = aside(&name);
        }
        name
    };
    while !open.is_empty() {
        let ready =
            open.iter().find(|(_, new)| !names.contains(new)).map(|(old, new)| (old.clone(), new.clone()));
        if let Some((old, new)) = ready {
            open.remove(&old);
            step(&mut names, old, new);
            continue;
        }
        let Some((_, blocked)) = open.iter().next().map(|(old, new)| (old.clone(), new.clone())) else {
            break;
        };
        let parked = free(&names, &blocked);
        // What stands in the way goes aside; if it is to be renamed itself, it goes on from there.
        if let Some(destination) = open.remove(&blocked) {
            open.insert(parked.clone(), destination);
        }
        step(&mut names, blocked, parked);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{Column, Engine};

    fn schema(columns: &[&str]) -> Schema {
        let mut schema = Schema::empty(Engine::Postgres);
        let mut table = Table::new(QName::new("public", "t"));
        table.columns = columns.iter().map(|name| Column::new(*name, "text")).collect();
        schema.tables.insert(table.name.clone(), table);
        schema
    }

    fn hints(renames: &[(&str, &str)]) -> Hints {
        let columns = renames
            .iter()
            .map(|(old, new)| ((QName::new("public", "t"), (*new).to_owned()), (*old).to_owned()));
        Hints { columns: columns.collect(), ..Hints::default() }
    }

    fn steps(from: &[&str], to: &[&str], standing: &Hints, asked: &Hints) -> Vec<String> {
        let list = renames(&schema(from), &schema(to), standing, asked).unwrap();
        list.into_iter()
            .map(|rename| match rename {
                Rename::Column { column, .. } => format!("{}>{}", column.from, column.to),
                other => format!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn a_standing_hint_applies_once() {
        let hint = hints(&[("a", "b")]);
        assert_eq!(steps(&["a"], &["b"], &hint, &Hints::default()), ["a>b"]);
        assert!(steps(&["b"], &["b"], &hint, &Hints::default()).is_empty());
        assert!(steps(&["a", "b"], &["a", "b"], &hint, &Hints::default()).is_empty());
    }

    #[test]
    fn chains_and_rings_are_ordered() {
        let none = Hints::default();
        assert_eq!(steps(&["a", "b"], &["b", "c"], &none, &hints(&[("a", "b"), ("b", "c")])), ["b>c", "a>b"]);
        assert_eq!(
            steps(&["a", "b"], &["a", "b"], &none, &hints(&[("a", "b"), ("b", "a")])),
            ["b>b_old", "a>b", "b_old>a"]
        );
    }

    #[test]
    fn what_stands_in_the_way_goes_aside() {
        assert_eq!(steps(&["a", "b"], &["b"], &Hints::default(), &hints(&[("a", "b")])), ["b>b_old", "a>b"]);
    }

    #[test]
    fn a_rename_that_was_asked_for_must_apply() {
        let errors =
            renames(&schema(&["a"]), &schema(&["b"]), &Hints::default(), &hints(&[("x", "b")])).unwrap_err();
        assert_eq!(
            errors[0].to_string(),
            "there is no column `x` to rename to `b`: the migrations have no such old name"
        );
    }
}
