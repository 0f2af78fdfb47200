use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Expr, IndexKey, QName};

/// When a constraint is checked (PostgreSQL; foreign keys also on SQLite).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deferrable {
    /// At once: NOT DEFERRABLE.
    #[default]
    Never,
    /// DEFERRABLE INITIALLY IMMEDIATE.
    Immediate,
    /// DEFERRABLE INITIALLY DEFERRED.
    Deferred,
}

impl Deferrable {
    /// Whether this is the default.
    pub fn is_never(&self) -> bool {
        *self == Self::Never
    }

    /// The clause with a leading blank, empty for the default.
    pub const fn clause(self) -> &'static str {
        match self {
            Self::Never => "",
            Self::Immediate => " DEFERRABLE",
            Self::Deferred => " DEFERRABLE INITIALLY DEFERRED",
        }
    }
}

/// `PRIMARY KEY`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrimaryKey {
    /// The constraint's name; empty on SQLite when none was given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Its columns in key order.
    pub columns: Vec<String>,
    /// `INCLUDE` columns (PostgreSQL).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub include: Vec<String>,
    /// When it is checked.
    #[serde(default, skip_serializing_if = "Deferrable::is_never")]
    pub deferrable: Deferrable,
    /// `WITHOUT OVERLAPS`: of its last column, a range, no two may overlap where the others are equal (PostgreSQL from 18).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub without_overlaps: bool,
    /// `AUTOINCREMENT` (SQLite): an id is never given twice, also not after its row is deleted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub autoincrement: bool,
}

/// `UNIQUE` as a constraint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unique {
    /// The constraint's name; empty on SQLite when none was given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Its columns in key order.
    pub columns: Vec<String>,
    /// `INCLUDE` columns (PostgreSQL).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub include: Vec<String>,
    /// `NULLS NOT DISTINCT` (PostgreSQL from 15).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nulls_not_distinct: bool,
    /// When it is checked.
    #[serde(default, skip_serializing_if = "Deferrable::is_never")]
    pub deferrable: Deferrable,
    /// `WITHOUT OVERLAPS`: of its last column, a range, no two may overlap where the others are equal (PostgreSQL from 18).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub without_overlaps: bool,
}

/// What happens to the referencing row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// `NO ACTION`: an error at the end of the statement.
    #[default]
    NoAction,
    /// `RESTRICT`: an error at once.
    Restrict,
    /// `CASCADE`.
    Cascade,
    /// `SET NULL`.
    SetNull,
    /// `SET DEFAULT`.
    SetDefault,
    /// `SET NULL (columns)`: only these columns of the key (PostgreSQL from 15, ON DELETE only).
    SetNullColumns(Vec<String>),
    /// `SET DEFAULT (columns)`: only these columns of the key (PostgreSQL from 15, ON DELETE only).
    SetDefaultColumns(Vec<String>),
}

impl Action {
    /// Whether this is the default.
    pub fn is_no_action(&self) -> bool {
        *self == Self::NoAction
    }

    /// The SQL keywords, without a column list.
    pub const fn keywords(&self) -> &'static str {
        match self {
            Self::NoAction => "NO ACTION",
            Self::Restrict => "RESTRICT",
            Self::Cascade => "CASCADE",
            Self::SetNull | Self::SetNullColumns(_) => "SET NULL",
            Self::SetDefault | Self::SetDefaultColumns(_) => "SET DEFAULT",
        }
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.keywords())
    }
}

/// `FOREIGN KEY`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(clippy::struct_excessive_bools, reason = "independent clauses of SQL")]
pub struct ForeignKey {
    /// The constraint's name; empty on SQLite when none was given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The referencing columns.
    pub columns: Vec<String>,
    /// The referenced table.
    pub target: QName,
    /// The referenced columns, in the order of `columns`.
    pub target_columns: Vec<String>,
    /// `ON DELETE`.
    #[serde(default, skip_serializing_if = "Action::is_no_action")]
    pub on_delete: Action,
    /// `ON UPDATE`.
    #[serde(default, skip_serializing_if = "Action::is_no_action")]
    pub on_update: Action,
    /// `MATCH FULL` (PostgreSQL).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub match_full: bool,
    /// When it is checked.
    #[serde(default, skip_serializing_if = "Deferrable::is_never")]
    pub deferrable: Deferrable,
    /// `NOT VALID`: not known to hold for the rows there are (PostgreSQL).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_valid: bool,
    /// `PERIOD`: the last of its columns is a range, which the ranges of what it references have to cover (PostgreSQL from 18).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub period: bool,
    /// `NOT ENFORCED`: no row is held to it (PostgreSQL from 18). `not_valid` says nothing then.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_enforced: bool,
}

/// `CHECK`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// The constraint's name; empty on SQLite when none was given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The condition, without the outer parentheses.
    pub expr: Expr,
    /// The columns it reads, as the catalog knows them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// `NOT VALID`: not known to hold for the rows there are (PostgreSQL).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_valid: bool,
    /// `NOT ENFORCED`: no row is held to it (PostgreSQL from 18). `not_valid` says nothing then.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_enforced: bool,
    /// `NO INHERIT`: tables that inherit from its table do not have it (PostgreSQL).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_inherit: bool,
}

impl Check {
    /// A condition that every row is held to, of which it is not known which columns it reads.
    pub fn new(name: impl Into<String>, expr: Expr) -> Self {
        Self {
            name: name.into(),
            expr,
            columns: Vec::new(),
            not_valid: false,
            not_enforced: false,
            no_inherit: false,
        }
    }
}

/// What a NOT NULL constraint is beyond forbidding NULL (PostgreSQL from 18, where it is a constraint like others).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotNull {
    /// Its name, if it is not the conventional `table_column_not_null`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `NO INHERIT`: children of the table do not have it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_inherit: bool,
    /// `NOT VALID`: not known to hold for the rows there are.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_valid: bool,
    /// The column has it from a parent table alone, with the name that it has there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub inherited: bool,
}

impl NotNull {
    /// What the table itself says of it.
    #[must_use]
    pub fn own(&self) -> Self {
        if self.inherited { Self::default() } else { self.clone() }
    }

    /// Whether there is nothing to say but NOT NULL.
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

/// `EXCLUDE` (PostgreSQL).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exclusion {
    /// The constraint's name.
    pub name: String,
    /// The index method: `gist`, `spgist`, `btree`, `hash`.
    pub method: String,
    /// Keys with the operator that no two rows may satisfy together.
    pub elements: Vec<ExclusionElement>,
    /// `WHERE`, without the outer parentheses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub predicate: Option<Expr>,
    /// When it is checked.
    #[serde(default, skip_serializing_if = "Deferrable::is_never")]
    pub deferrable: Deferrable,
    /// The columns it reads, as the catalog knows them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
}

/// One `key WITH operator` of an exclusion constraint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExclusionElement {
    /// The key.
    pub key: IndexKey,
    /// The operator: `=`, `&&`.
    pub operator: String,
}
