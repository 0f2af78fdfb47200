use std::fmt;

use serde::{Deserialize, Serialize};

use super::{NotNull, QName};

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: ColumnType,
    /// Whether NULL is allowed. On SQLite an `INTEGER PRIMARY KEY` is never NULL, other key columns may be.
    #[serde(default)]
    pub nullable: bool,
    /// What else there is to say of its NOT NULL (PostgreSQL).
    #[serde(default, skip_serializing_if = "NotNull::is_plain")]
    pub not_null: NotNull,
    /// `DEFAULT`, except the `nextval` of a serial column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Expr>,
    /// `GENERATED .. AS IDENTITY` (PostgreSQL).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<Identity>,
    /// A `serial` column: its default draws from this sequence, which the column owns (PostgreSQL).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serial: Option<QName>,
    /// `GENERATED ALWAYS AS (expression)`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub generated: Option<Generated>,
    /// `COLLATE`, if it is not the type's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collation: Option<String>,
    /// `COMMENT ON COLUMN` (PostgreSQL).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

impl Column {
    /// A nullable column with nothing but a name and a type.
    pub fn new(name: impl Into<String>, ty: impl Into<ColumnType>) -> Self {
        Self {
            name: name.into(),
            ty: ty.into(),
            nullable: true,
            not_null: NotNull::default(),
            default: None,
            identity: None,
            serial: None,
            generated: None,
            collation: None,
            comment: None,
        }
    }

    /// Whether the database gives a value to a row that says nothing of this column.
    pub fn fills_itself(&self) -> bool {
        self.nullable
            || self.default.is_some()
            || self.identity.is_some()
            || self.serial.is_some()
            || self.generated.is_some()
    }
}

/// A column's type as SQL text, and the enum in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnType {
    /// As `format_type` prints it on PostgreSQL (`character varying(255)`), as declared on SQLite.
    pub sql: String,
    /// The enum that the column, or its array's element, is of (PostgreSQL).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enum_name: Option<QName>,
}

impl<S: Into<String>> From<S> for ColumnType {
    fn from(sql: S) -> Self {
        Self { sql: sql.into(), enum_name: None }
    }
}

/// An SQL expression.
///
/// Two expressions are equal when the server prints them equally. What the user wrote is kept beside it, so that a
/// generated file shows `lower(email)` and not `lower((email)::text)`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(from = "ExprRepr", into = "ExprRepr")]
pub struct Expr {
    /// As the server prints it, or as written if no server has seen it.
    pub sql: String,
    /// As the model writes it, where that is known and the server has accepted it.
    pub source: Option<String>,
}

impl Expr {
    /// An expression as it stands.
    pub fn new(sql: impl Into<String>) -> Self {
        Self { sql: sql.into(), source: None }
    }

    /// The text to show and to execute: the source if there is one.
    pub fn text(&self) -> &str {
        self.source.as_deref().unwrap_or(&self.sql)
    }
}

impl PartialEq for Expr {
    fn eq(&self, other: &Self) -> bool {
        self.sql == other.sql
    }
}

impl Eq for Expr {}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum ExprRepr {
    Plain(String),
    Sourced { sql: String, source: String },
}

impl From<ExprRepr> for Expr {
    fn from(repr: ExprRepr) -> Self {
        match repr {
            ExprRepr::Plain(sql) => Self { sql, source: None },
            ExprRepr::Sourced { sql, source } => Self { sql, source: Some(source) },
        }
    }
}

impl From<Expr> for ExprRepr {
    fn from(expr: Expr) -> Self {
        match expr.source {
            None => Self::Plain(expr.sql),
            Some(source) => Self::Sourced { sql: expr.sql, source },
        }
    }
}

/// `GENERATED ALWAYS AS (expression)`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Generated {
    /// The expression.
    pub expr: Expr,
    /// STORED, or VIRTUAL (SQLite, and PostgreSQL from 18).
    pub stored: bool,
}

/// `GENERATED .. AS IDENTITY`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// ALWAYS, or BY DEFAULT.
    pub always: bool,
    /// The options of its sequence.
    #[serde(default)]
    pub options: SequenceOptions,
}

/// Options of a sequence, each `None` when it is the default of the sequence's type.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SequenceOptions {
    /// `START WITH`; 1 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<i64>,
    /// `INCREMENT BY`; 1 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub increment: Option<i64>,
    /// `MINVALUE`; 1 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<i64>,
    /// `MAXVALUE`; the largest value of the column's type by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
    /// `CACHE`; 1 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cache: Option<i64>,
    /// `CYCLE`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cycle: bool,
}
