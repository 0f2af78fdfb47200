//! Changes in the order in which a database can make them.

use serde::Serialize;

/// One SQL statement of a migration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// The statement, without its final semicolon.
    pub sql: String,
    /// A remark that stands above it in the file, one line each, without `--`.
    pub remarks: Vec<String>,
}
