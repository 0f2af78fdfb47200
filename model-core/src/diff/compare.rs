use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::{Changes, EnumChange, ItemChanges, OtherChanges, Pair, TableChange};
use crate::ir::{
    Check, Column, Engine, Exclusion, ForeignKey, Index, NotNull, OtherId, OtherObject, PrimaryKey, QName,
    Schema, Table, Unique, Use,
};

/// Compares two schemas of the same engine.
///
/// The order of columns is no difference: no engine can change it without rewriting the table. On SQLite a constraint's
/// name is none either, because nothing there can be done by that name. Nor is that of a NOT NULL of PostgreSQL, or who inherits
/// it: no model says so, and a name stays behind when its table or column is renamed.
pub fn compare(Pair { from, to }: Pair<&Schema>) -> Changes {
    let mut changes = compare_named(Pair { from, to });
    let kept =
        |Pair { from, to }: &Pair<Column>| *from != (Column { not_null: kept(from, to), ..to.clone() });
    changes.altered_tables.iter_mut().for_each(|change| change.columns.altered.retain(kept));
    changes.altered_tables.retain(|change| !change.is_empty());
    changes
}

/// Forgets what NOT NULL constraints are called, but for those that are to be validated by their name: in what is written beside
/// models, no name is chosen for them.
pub(crate) fn forget_names(schema: &mut Schema) {
    let columns = schema.tables.values_mut().flat_map(|table| &mut table.columns);
    columns.filter(|column| !column.not_null.not_valid).for_each(|column| column.not_null.name = None);
}

/// Leaves the NOT NULL of columns that both sides have to whom it has it, and the name by which it is validated.
pub(crate) fn keep_names(from: &Schema, to: &mut Schema) {
    for table in to.tables.values_mut() {
        let Some(old) = from.tables.get(&table.name) else { continue };
        for column in &mut table.columns {
            if let Some(old) = old.column(&column.name) {
                column.not_null = kept(old, column);
            }
        }
    }
}

/// Leaves a NOT NULL that no parent hands down any longer the name that it has had from there.
pub(crate) fn keep_handed(from: &Schema, to: &mut Schema) {
    for table in to.tables.values_mut() {
        let Some(old) = from.tables.get(&table.name).filter(|old| old.inherits != table.inherits) else {
            continue;
        };
        for column in table.columns.iter_mut().filter(|column| !column.not_null.inherited) {
            if let Some(old) = old.column(&column.name).filter(|old| old.not_null.inherited) {
                column.not_null.name.clone_from(&old.not_null.name);
            }
        }
    }
}

fn kept(old: &Column, new: &Column) -> NotNull {
    if old.nullable || new.nullable {
        return new.not_null.clone();
    }
    NotNull { not_valid: new.not_null.not_valid, ..old.not_null.clone() }
}

/// [`compare`], and also what NOT NULL constraints are called.
pub(crate) fn compare_named(Pair { from, to }: Pair<&Schema>) -> Changes {
    let enums = split(&from.enums, &to.enums);
    let tables = split(&from.tables, &to.tables);
    Changes {
        created_namespaces: to.namespaces.difference(&from.namespaces).cloned().collect(),
        dropped_namespaces: from.namespaces.difference(&to.namespaces).cloned().collect(),
        created_extensions: to
            .extensions
            .iter()
            .filter(|(name, _)| !from.extensions.contains_key(*name))
            .map(|(name, schema)| (name.clone(), schema.clone()))
            .collect(),
        dropped_extensions: from
            .extensions
            .keys()
            .filter(|name| !to.extensions.contains_key(*name))
            .cloned()
            .collect(),
        created_enums: enums.only_to.into_iter().cloned().collect(),
        dropped_enums: enums.only_from.into_iter().cloned().collect(),
        altered_enums: enums
            .both
            .into_iter()
            .filter(|(a, b)| a != b)
            .map(|(a, b)| EnumChange { ty: Pair { from: a.clone(), to: b.clone() } })
            .collect(),
        created_tables: tables.only_to.into_iter().cloned().collect(),
        dropped_tables: tables.only_from.into_iter().cloned().collect(),
        altered_tables: tables.both.into_iter().filter_map(|(a, b)| table(from.engine, a, b)).collect(),
        others: OtherChanges::default(),
        restructured: Vec::new(),
    }
}

/// Compares two schemas of the same engine, and also what no model describes: for states that both say what there shall be
/// of it.
pub fn compare_whole(Pair { from, to }: Pair<&Schema>) -> Changes {
    let mut changes = compare_named(Pair { from, to });
    let dropped = fallen(&changes, &from.others);
    let mut others = others(&from.others, &to.others, &dropped);
    // A table is made with its parents, and goes with what it inherits.
    let is_made = |object: &OtherObject| {
        object.kind == "inheritance" && changes.created_tables.iter().any(|table| table.name == object.name)
    };
    others.created.retain(|object| !is_made(object));
    others.dropped.retain(|object| object.kind != "inheritance" || !dropped.contains(&object.name));
    changes.others = others;
    let altered: BTreeSet<OtherId> = changes.others.altered.iter().map(|pair| pair.to.id()).collect();
    let stays = |used: &&Use| to.uses.contains(used) && altered.contains(&used.object);
    changes.others.uses = from.uses.iter().filter(stays).cloned().collect();
    changes.restructured = divided_anew(Pair { from, to });
    changes
}

/// Tables that are divided otherwise than they were, or no longer, or now.
pub fn divided_anew(Pair { from, to }: Pair<&Schema>) -> Vec<Pair<Table>> {
    let both = from.tables.values().filter_map(|old| Some((old, to.tables.get(&old.name)?)));
    both.filter(|(old, new)| old.partition_by != new.partition_by)
        .map(|(old, new)| Pair { from: old.clone(), to: new.clone() })
        .collect()
}

/// Tables that are dropped, with their partitions, however deep.
pub fn fallen<'a>(changes: &'a Changes, others: &'a [OtherObject]) -> BTreeSet<&'a QName> {
    let mut dropped: BTreeSet<&QName> = changes.dropped_tables.iter().map(|table| &table.name).collect();
    loop {
        let partitions = others.iter().filter(|object| object.kind == "partition");
        let more: Vec<&QName> = partitions
            .filter(|object| object.table.as_ref().is_some_and(|table| dropped.contains(table)))
            .map(|object| &object.name)
            .collect();
        let before = dropped.len();
        dropped.extend(more);
        if dropped.len() == before {
            return dropped;
        }
    }
}

fn others(from: &[OtherObject], to: &[OtherObject], dropped: &BTreeSet<&QName>) -> OtherChanges {
    let by_id = |objects: &'_ [OtherObject]| {
        objects.iter().map(OtherObject::id).zip(0..).collect::<BTreeMap<OtherId, usize>>()
    };
    let (old, new) = (by_id(from), by_id(to));
    // Who inherits does not go with its parent, but has to let go of it.
    let goes_with_its_table = |object: &OtherObject| {
        object.kind != "inheritance" && object.table.as_ref().is_some_and(|table| dropped.contains(table))
    };
    let same = |a: &OtherObject, b: &OtherObject| (&a.definition, &a.extras) == (&b.definition, &b.extras);
    let only = |objects: &[OtherObject], others: &BTreeMap<OtherId, usize>| -> Vec<OtherObject> {
        objects.iter().filter(|object| !others.contains_key(&object.id())).cloned().collect()
    };
    let mut changes = OtherChanges {
        created: only(to, &old),
        dropped: only(from, &new),
        altered: Vec::new(),
        uses: Vec::new(),
    };
    changes.dropped.retain(|object| !goes_with_its_table(object));
    for (id, &at) in &old {
        let Some(&other) = new.get(id) else { continue };
        if goes_with_its_table(&from[at]) {
            changes.created.push(to[other].clone());
        } else if !same(&from[at], &to[other]) {
            changes.altered.push(Pair { from: from[at].clone(), to: to[other].clone() });
        }
    }
    changes
}

struct Split<'a, T> {
    only_from: Vec<&'a T>,
    only_to: Vec<&'a T>,
    both: Vec<(&'a T, &'a T)>,
}

fn split<'a, T>(from: &'a BTreeMap<QName, T>, to: &'a BTreeMap<QName, T>) -> Split<'a, T> {
    Split {
        only_from: from.iter().filter(|(name, _)| !to.contains_key(name)).map(|(_, item)| item).collect(),
        only_to: to.iter().filter(|(name, _)| !from.contains_key(name)).map(|(_, item)| item).collect(),
        both: from.iter().filter_map(|(name, item)| Some((item, to.get(name)?))).collect(),
    }
}

fn table(engine: Engine, from: &Table, to: &Table) -> Option<TableChange> {
    let mut columns = by_name(&from.columns, &inherited(from, to));
    // What happens to a column that comes from a parent happens to the parent's.
    if from.inherits == to.inherits {
        columns.added.retain(|column| !to.inherited.contains(&column.name));
        columns.dropped.retain(|column| !from.inherited.contains(&column.name));
        columns.altered.retain(|Pair { from: old, to: new }| {
            !(from.inherited.contains(&old.name) && to.inherited.contains(&new.name))
        });
    }
    let change = TableChange {
        columns,
        primary_key: constraints(engine, from.primary_key.as_slice(), to.primary_key.as_slice()),
        uniques: constraints(engine, &from.uniques, &to.uniques),
        foreign_keys: constraints(engine, &from.foreign_keys, &to.foreign_keys),
        checks: constraints(engine, &from.checks, &to.checks),
        exclusions: constraints(engine, &from.exclusions, &to.exclusions),
        indexes: named(&from.indexes, &to.indexes),
        options: from.storage != to.storage
            || from.unlogged != to.unlogged
            || from.strict != to.strict
            || from.without_rowid != to.without_rowid
            || from.comment != to.comment,
        table: Pair { from: from.clone(), to: to.clone() },
    };
    (!change.is_empty()).then_some(change)
}

/// The columns of `to`, whose NOT NULL is what it is in `from` where a parent hands it down: it cannot be called otherwise there, and
/// it is the parent's that changes.
fn inherited<'a>(from: &Table, to: &'a Table) -> Cow<'a, [Column]> {
    let is_handed = |table: &Table| table.columns.iter().any(|column| column.not_null.inherited);
    if !is_handed(from) && !is_handed(to) {
        return Cow::Borrowed(&to.columns);
    }
    let mut columns = to.columns.clone();
    for column in &mut columns {
        let Some(old) = from.column(&column.name).filter(|old| !old.nullable && !column.nullable) else {
            continue;
        };
        let stays = from.inherits == to.inherits && old.not_null.inherited;
        if stays || column.not_null.inherited {
            column.not_null = old.not_null.clone();
        }
        column.not_null.inherited = old.not_null.inherited;
    }
    Cow::Owned(columns)
}

/// What has a name that is not its identity.
trait Item: Clone + PartialEq {
    fn name(&self) -> &str;
    fn unnamed(&self) -> Self;
}

macro_rules! item {
    ($($ty:ty),*) => {$(
        impl Item for $ty {
            fn name(&self) -> &str {
                &self.name
            }

            fn unnamed(&self) -> Self {
                Self { name: String::new(), ..self.clone() }
            }
        }
    )*};
}

item!(Column, PrimaryKey, Unique, ForeignKey, Check, Exclusion, Index);

fn constraints<T: Item>(engine: Engine, from: &[T], to: &[T]) -> ItemChanges<T> {
    match engine {
        Engine::Postgres => named(from, to),
        Engine::Sqlite => by_content(from, to),
    }
}

/// Same name: the same thing, perhaps altered.
fn by_name<T: Item>(from: &[T], to: &[T]) -> ItemChanges<T> {
    let find = |items: &'_ [T], name: &str| items.iter().position(|item| item.name() == name);
    let mut changes = ItemChanges::default();
    for item in from {
        match find(to, item.name()) {
            None => changes.dropped.push(item.clone()),
            Some(at) if to[at] != *item => {
                changes.altered.push(Pair { from: item.clone(), to: to[at].clone() });
            }
            Some(_) => {}
        }
    }
    changes.added = to.iter().filter(|item| find(from, item.name()).is_none()).cloned().collect();
    changes
}

/// By name first; what is left over and has a twin under another name was renamed.
fn named<T: Item>(from: &[T], to: &[T]) -> ItemChanges<T> {
    let mut changes = by_name(from, to);
    let mut dropped = Vec::new();
    for item in std::mem::take(&mut changes.dropped) {
        let twin = changes.added.iter().position(|other| other.unnamed() == item.unnamed());
        match twin {
            Some(at) => changes.renamed.push(Pair { from: item, to: changes.added.remove(at) }),
            None => dropped.push(item),
        }
    }
    changes.dropped = dropped;
    changes
}

/// By content alone.
fn by_content<T: Item>(from: &[T], to: &[T]) -> ItemChanges<T> {
    let mut changes = ItemChanges { added: to.to_vec(), ..ItemChanges::default() };
    for item in from {
        match changes.added.iter().position(|other| other.unnamed() == item.unnamed()) {
            Some(at) => drop(changes.added.remove(at)),
            None => changes.dropped.push(item.clone()),
        }
    }
    changes
}
