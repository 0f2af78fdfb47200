use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::ir::{
    Check, Column, Enum, Exclusion, ForeignKey, Index, OtherObject, PrimaryKey, QName, Table, Unique, Use,
};

/// Two sides of one thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pair<T> {
    /// As it is.
    pub from: T,
    /// As it shall be.
    pub to: T,
}

impl<T> Pair<T> {
    /// The way back.
    #[must_use]
    pub fn reversed(self) -> Self {
        Self { from: self.to, to: self.from }
    }
}

/// Everything that leads from one schema to another.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// Schemas to create.
    pub created_namespaces: BTreeSet<String>,
    /// Schemas that no model lives in any more.
    pub dropped_namespaces: BTreeSet<String>,
    /// Extensions to create, each with its schema if that has to be said.
    pub created_extensions: BTreeMap<String, Option<String>>,
    /// Extensions that no model asks for any more.
    pub dropped_extensions: BTreeSet<String>,
    /// Enum types to create.
    pub created_enums: Vec<Enum>,
    /// Enum types to drop.
    pub dropped_enums: Vec<Enum>,
    /// Enum types whose labels or comment change.
    pub altered_enums: Vec<EnumChange>,
    /// Tables to create.
    pub created_tables: Vec<Table>,
    /// Tables to drop.
    pub dropped_tables: Vec<Table>,
    /// Tables that change.
    pub altered_tables: Vec<TableChange>,
    /// What no model describes, where both states say all that there shall be of it.
    #[serde(skip_serializing_if = "OtherChanges::is_empty")]
    pub others: OtherChanges,
    /// Tables that are there on both sides and divided in another way, or inherit from others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub restructured: Vec<Pair<Table>>,
}

/// What happens to objects that no model describes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct OtherChanges {
    /// New ones.
    pub created: Vec<OtherObject>,
    /// Gone ones, but for what goes with its table.
    pub dropped: Vec<OtherObject>,
    /// Those with another definition, or other extras.
    pub altered: Vec<Pair<OtherObject>>,
    /// What of the tables rests on altered ones.
    #[serde(skip)]
    pub uses: Vec<Use>,
}

impl OtherChanges {
    /// Whether nothing happens to any.
    pub fn is_empty(&self) -> bool {
        self.created.is_empty() && self.dropped.is_empty() && self.altered.is_empty()
    }
}

impl Changes {
    /// Whether the two schemas are the same.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Tables that are new or altered, by the names that they have afterwards.
    pub fn touched(&self) -> BTreeSet<QName> {
        let altered = self.altered_tables.iter().map(|change| change.table.to.name.clone());
        altered.chain(self.created_tables.iter().map(|table| table.name.clone())).collect()
    }
}

/// An enum type whose labels or comment change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EnumChange {
    /// The type on both sides.
    pub ty: Pair<Enum>,
}

impl EnumChange {
    /// Whether labels are only added: every old label is still there, in the same order.
    pub fn only_adds(&self) -> bool {
        let mut new = self.ty.to.labels.iter();
        self.ty.from.labels.iter().all(|label| new.any(|other| other == label))
    }

    /// Labels that are gone.
    pub fn removed(&self) -> impl Iterator<Item = &str> {
        self.ty.from.labels.iter().filter(|label| !self.ty.to.labels.contains(label)).map(String::as_str)
    }
}

/// Things of one kind that a table loses, gains, or keeps under another name or form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemChanges<T> {
    /// New ones.
    pub added: Vec<T>,
    /// Gone ones.
    pub dropped: Vec<T>,
    /// The same under another name.
    pub renamed: Vec<Pair<T>>,
    /// Of the same name, but different.
    pub altered: Vec<Pair<T>>,
}

impl<T> Default for ItemChanges<T> {
    fn default() -> Self {
        Self { added: Vec::new(), dropped: Vec::new(), renamed: Vec::new(), altered: Vec::new() }
    }
}

impl<T> ItemChanges<T> {
    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.dropped.is_empty() && self.renamed.is_empty() && self.altered.is_empty()
    }

    /// What has to go before the table's columns change: dropped ones and the old forms of altered ones.
    pub fn leaving(&self) -> impl Iterator<Item = &T> {
        self.dropped.iter().chain(self.altered.iter().map(|pair| &pair.from))
    }

    /// What has to come after the table's columns have changed: added ones and the new forms of altered ones.
    pub fn arriving(&self) -> impl Iterator<Item = &T> {
        self.added.iter().chain(self.altered.iter().map(|pair| &pair.to))
    }
}

/// A table that exists on both sides, under the same name, and differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableChange {
    /// The whole table on both sides.
    pub table: Pair<Table>,
    /// Columns. None is in `renamed`: renames have been carried out before.
    pub columns: ItemChanges<Column>,
    /// The primary key: at most one entry in all.
    pub primary_key: ItemChanges<PrimaryKey>,
    /// UNIQUE constraints.
    pub uniques: ItemChanges<Unique>,
    /// Foreign keys.
    pub foreign_keys: ItemChanges<ForeignKey>,
    /// CHECKs.
    pub checks: ItemChanges<Check>,
    /// Exclusion constraints.
    pub exclusions: ItemChanges<Exclusion>,
    /// Indexes.
    pub indexes: ItemChanges<Index>,
    /// Storage, UNLOGGED, STRICT, WITHOUT ROWID or the comment differ.
    pub options: bool,
}

impl TableChange {
    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
            && self.primary_key.is_empty()
            && self.uniques.is_empty()
            && self.foreign_keys.is_empty()
            && self.checks.is_empty()
            && self.exclusions.is_empty()
            && self.indexes.is_empty()
            && !self.options
    }
}
