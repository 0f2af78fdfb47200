//! The rows of the catalog queries.

use serde::Deserialize;

/// A row of `objects.sql`.
#[derive(Debug, Clone, Deserialize)]
pub struct ObjectRow {
    #[serde(rename = "type")]
    pub kind: String,
    pub name: String,
    pub table: String,
    /// NULL for the index of a constraint.
    pub sql: Option<String>,
}

/// A row of `tables.sql`.
#[derive(Debug, Clone, Deserialize)]
pub struct TableRow {
    pub name: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub without_rowid: u8,
    pub strict: u8,
}

/// A row of `columns.sql`.
#[derive(Debug, Clone, Deserialize)]
pub struct ColumnRow {
    pub table: String,
    pub name: String,
    #[serde(rename = "type")]
    pub ty: String,
    pub not_null: u8,
    /// Its place in the primary key from 1, or 0.
    pub key: u32,
    /// 2 for a virtual generated column, 3 for a stored one.
    pub hidden: u8,
}

/// A row of `foreign_keys.sql`.
#[derive(Debug, Clone, Deserialize)]
pub struct ForeignKeyRow {
    pub table: String,
    pub id: u32,
    pub target: String,
    pub column: String,
    /// NULL where the parent's primary key is meant.
    pub target_column: Option<String>,
    pub on_update: String,
    pub on_delete: String,
}
