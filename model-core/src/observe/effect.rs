use serde::Serialize;

use crate::ir::QName;

/// A change of the catalog that one statement made. Tables are named as they were before the statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are `table`, `column`, `name` and what the variant says")]
pub enum Effect {
    /// A column is new.
    ColumnAdded { table: QName, column: AddedColumn },
    /// A column is gone.
    ColumnDropped { table: QName, column: String },
    /// A column has another name.
    ColumnRenamed { table: QName, from: String, to: String },
    /// A column has another type.
    ColumnRetyped { table: QName, column: String, from: String, to: String },
    /// A column has another collation.
    ColumnCollated { table: QName, column: String },
    /// A column is NOT NULL.
    NotNullSet { table: QName, column: String },
    /// A column has another default, or none.
    DefaultChanged { table: QName, column: String, set: bool },
    /// A column has become an identity column.
    IdentityAdded { table: QName, column: String },
    /// A constraint is new. `target` is the table that a foreign key refers to; `reused`: it took over an index that was
    /// there; `existed`: its table was there before the migration.
    ConstraintAdded {
        table: QName,
        name: String,
        kind: ConstraintKind,
        columns: Vec<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        target: Option<QName>,
        valid: bool,
        reused: bool,
        existed: bool,
    },
    /// A constraint is gone.
    ConstraintDropped { table: QName, name: String, kind: ConstraintKind, target: Option<QName> },
    /// A constraint is valid that was NOT VALID.
    ConstraintValidated { table: QName, name: String, kind: ConstraintKind },
    /// An index is new. `constraint`: a constraint brought it.
    IndexBuilt { table: QName, name: String, unique: bool, constraint: bool, valid: bool, partitioned: bool },
    /// An index is gone, and not with its table. `constraint`: it was a constraint's.
    IndexDropped { table: QName, name: String, columns: Vec<String>, constraint: bool },
    /// An index was built anew.
    IndexRebuilt { table: QName, name: String, columns: Vec<String> },
    /// A table is gone.
    TableDropped { table: QName },
    /// A table has another name or schema.
    TableRenamed { table: QName, to: QName },
    /// A table was made anew under its name (SQLite).
    TableRebuilt { table: QName },
    /// SQLite has forgotten up to which number an AUTOINCREMENT table has given: deleted rows' ids come again.
    NumbersForgotten { table: QName, from: i64, to: i64 },
    /// A trigger is new.
    TriggerAdded { table: QName, name: String },
    /// A trigger is gone.
    TriggerDropped { table: QName, name: String },
    /// Row security was switched.
    RowSecurity { table: QName, enabled: bool },
    /// A policy is new, gone, or says something else.
    PolicyChanged { table: QName, name: String },
    /// A table has become a partition. `existed`: it was there before the migration.
    PartitionAttached { table: QName, partition: QName, existed: bool },
    /// A table is no partition any more.
    PartitionDetached { table: QName, partition: QName },
    /// LOGGED or UNLOGGED.
    LoggingChanged { table: QName, logged: bool },
    /// A view was dropped and another one of its name was made.
    ViewReplaced { view: QName, granted: bool, commented: bool },
    /// A label of an enum is new; `last`: it comes after all others.
    LabelAdded { ty: QName, label: String, last: bool },
    /// A label of an enum has another name.
    LabelRenamed { ty: QName, from: String, to: String },
    /// A constraint of a domain is new.
    DomainConstraintAdded { domain: QName, name: String, valid: bool },
    /// An extension has another version.
    ExtensionUpgraded { extension: String, from: String, to: String },
}

/// A new column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AddedColumn {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: String,
    /// Whether NULL is allowed.
    pub nullable: bool,
    /// What fills it for the rows there are.
    pub filling: Filling,
    /// Whether its type is a domain that refuses some values.
    pub constrained_domain: bool,
}

/// What fills a new column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Filling {
    /// NULL.
    Nothing,
    /// A default.
    Default,
    /// The sequence of an identity column.
    Identity,
    /// A sequence that the column draws from by `nextval`.
    Serial,
    /// What it is generated from, stored.
    Stored,
    /// What it is generated from, at reading.
    Virtual,
}

/// What a constraint is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ConstraintKind {
    /// CHECK.
    Check,
    /// FOREIGN KEY.
    ForeignKey,
    /// PRIMARY KEY.
    PrimaryKey,
    /// UNIQUE.
    Unique,
    /// EXCLUDE.
    Exclusion,
}
