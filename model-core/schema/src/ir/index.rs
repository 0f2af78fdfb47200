use serde::{Deserialize, Serialize};

use super::{Expr, Parameters};

/// An index that is not the image of a constraint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Index {
    /// Its name; it lives in its table's schema.
    pub name: String,
    /// `UNIQUE`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unique: bool,
    /// The method, `btree` by default (and always on SQLite).
    pub method: String,
    /// Keys in order.
    pub keys: Vec<IndexKey>,
    /// `INCLUDE` columns (PostgreSQL).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub include: Vec<String>,
    /// `WHERE`, without outer parentheses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub predicate: Option<Expr>,
    /// `NULLS NOT DISTINCT` (PostgreSQL from 15).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nulls_not_distinct: bool,
    /// `WITH (..)` (PostgreSQL).
    #[serde(default, skip_serializing_if = "Parameters::is_empty")]
    pub storage: Parameters,
    /// `COMMENT ON INDEX` (PostgreSQL).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Left behind by a failed `CREATE INDEX CONCURRENTLY` (PostgreSQL).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub invalid: bool,
    /// Every column it reads, in keys, expressions, predicate and INCLUDE, as the catalog knows them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
}

/// One key of an index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexKey {
    /// What is indexed.
    pub target: KeyTarget,
    /// `COLLATE`, if it is not the column's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collation: Option<String>,
    /// Operator class with its parameters, if it is not the type's default (PostgreSQL).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opclass: Option<String>,
    /// `DESC`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub desc: bool,
    /// `NULLS FIRST`. PostgreSQL's default is to put NULLs first exactly when `desc`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nulls_first: bool,
}

impl IndexKey {
    /// A plain ascending column.
    pub fn column(name: impl Into<String>) -> Self {
        Self {
            target: KeyTarget::Column(name.into()),
            collation: None,
            opclass: None,
            desc: false,
            nulls_first: false,
        }
    }

    /// A plain ascending expression.
    pub fn expr(sql: impl Into<String>) -> Self {
        Self { target: KeyTarget::Expr(Expr::new(sql)), ..Self::column("") }
    }
}

/// What an index key is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyTarget {
    /// A column.
    Column(String),
    /// An expression, without outer parentheses.
    Expr(Expr),
}
