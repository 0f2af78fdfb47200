//! What `snapshot.sql` returns.

use serde::{Deserialize, Deserializer};

use crate::ir::QName;
use crate::observe::{ConstraintKind, LockMode, RelationKind};

/// An object's number in the catalog.
pub type Oid = i64;

#[derive(Deserialize)]
pub struct Snapshot {
    pub last: Oid,
    pub lock_timeout: bool,
    pub statement_timeout: bool,
    pub time_zone: String,
    pub time_zone_pinned: bool,
    #[serde(deserialize_with = "list")]
    pub locks: Vec<LockRow>,
    #[serde(deserialize_with = "list")]
    pub scans: Vec<ScanRow>,
    #[serde(deserialize_with = "list")]
    pub relations: Vec<Relation>,
    #[serde(deserialize_with = "list")]
    pub columns: Vec<Column>,
    #[serde(deserialize_with = "list")]
    pub constraints: Vec<Constraint>,
    #[serde(deserialize_with = "list")]
    pub indexes: Vec<Index>,
    #[serde(deserialize_with = "list")]
    pub triggers: Vec<Trigger>,
    #[serde(deserialize_with = "list")]
    pub policies: Vec<Policy>,
    #[serde(deserialize_with = "list")]
    pub labels: Vec<Label>,
    #[serde(deserialize_with = "list")]
    pub extensions: Vec<Extension>,
}

/// `json_agg` of nothing is null.
fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

#[derive(Deserialize)]
pub struct LockRow {
    pub relation: Oid,
    pub modes: Vec<String>,
}

impl LockRow {
    /// The strongest of its modes.
    pub fn mode(&self) -> Option<LockMode> {
        self.modes.iter().filter_map(|mode| lock_mode(mode)).max()
    }
}

fn lock_mode(name: &str) -> Option<LockMode> {
    Some(match name {
        "AccessShareLock" => LockMode::AccessShare,
        "RowShareLock" => LockMode::RowShare,
        "RowExclusiveLock" => LockMode::RowExclusive,
        "ShareUpdateExclusiveLock" => LockMode::ShareUpdateExclusive,
        "ShareLock" => LockMode::Share,
        "ShareRowExclusiveLock" => LockMode::ShareRowExclusive,
        "ExclusiveLock" => LockMode::Exclusive,
        "AccessExclusiveLock" => LockMode::AccessExclusive,
        _ => return None,
    })
}

/// The transaction's own statistics of a table, from its beginning on.
#[derive(Deserialize, Clone, Copy, Default)]
pub struct ScanRow {
    pub relation: Oid,
    pub scans: i64,
    pub rows: i64,
    pub inserted: i64,
    pub updated: i64,
    pub deleted: i64,
}

#[derive(Deserialize, Clone, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "a row of the catalog")]
pub struct Relation {
    pub oid: Oid,
    pub schema: String,
    pub name: String,
    pub kind: String,
    pub filenode: i64,
    pub logged: bool,
    pub row_security: bool,
    pub granted: bool,
    pub commented: bool,
    pub parent: Option<Oid>,
}

impl Relation {
    pub fn qname(&self) -> QName {
        QName::new(&self.schema, &self.name)
    }

    /// `pg_class.relkind`.
    pub fn kind(&self) -> RelationKind {
        match self.kind.as_str() {
            "r" => RelationKind::Table,
            "p" => RelationKind::PartitionedTable,
            "i" | "I" => RelationKind::Index,
            "S" => RelationKind::Sequence,
            "v" => RelationKind::View,
            "m" => RelationKind::MaterializedView,
            _ => RelationKind::Other,
        }
    }

    pub fn is_table(&self) -> bool {
        matches!(self.kind(), RelationKind::Table | RelationKind::PartitionedTable)
    }

    pub fn is_view(&self) -> bool {
        matches!(self.kind(), RelationKind::View | RelationKind::MaterializedView)
    }
}

#[derive(Deserialize, Clone, PartialEq)]
pub struct Column {
    pub table: Oid,
    pub number: i16,
    pub name: String,
    #[serde(rename = "type")]
    pub ty: String,
    pub collation: Oid,
    pub not_null: bool,
    pub default: Option<String>,
    pub identity: bool,
    /// `pg_attribute.attgenerated`: `s`, `v` (from 18) or empty.
    pub generated: String,
    pub constrained: bool,
}

#[derive(Deserialize, Clone, PartialEq)]
pub struct Constraint {
    pub oid: Oid,
    pub table: Oid,
    pub name: String,
    pub kind: String,
    pub valid: bool,
    pub target: Option<Oid>,
    pub columns: Option<Vec<i16>>,
    pub index: Option<Oid>,
    pub domain: Option<QName>,
}

impl Constraint {
    /// `pg_constraint.contype`; the query asks for no other.
    pub fn kind(&self) -> ConstraintKind {
        match self.kind.as_str() {
            "f" => ConstraintKind::ForeignKey,
            "p" => ConstraintKind::PrimaryKey,
            "u" => ConstraintKind::Unique,
            "x" => ConstraintKind::Exclusion,
            _ => ConstraintKind::Check,
        }
    }
}

#[derive(Deserialize, Clone, PartialEq)]
pub struct Index {
    pub oid: Oid,
    pub table: Oid,
    pub name: String,
    pub filenode: i64,
    pub valid: bool,
    pub unique: bool,
    pub partitioned: bool,
    /// Column numbers, 0 for an expression.
    pub keys: Option<Vec<i16>>,
}

#[derive(Deserialize, Clone)]
pub struct Trigger {
    pub oid: Oid,
    pub table: Oid,
    pub name: String,
}

#[derive(Deserialize, Clone, PartialEq)]
pub struct Policy {
    pub oid: Oid,
    pub table: Oid,
    pub name: String,
    pub text: String,
}

#[derive(Deserialize, Clone)]
pub struct Label {
    pub oid: Oid,
    #[serde(rename = "type")]
    pub ty: Oid,
    pub schema: String,
    pub name: String,
    #[serde(rename = "label")]
    pub text: String,
}

#[derive(Deserialize, Clone)]
pub struct Extension {
    pub name: String,
    pub version: String,
}
