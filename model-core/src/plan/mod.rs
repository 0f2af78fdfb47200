//! Changes in the order in which a database can make them.

mod filler;

use std::collections::BTreeMap;

use serde::Serialize;

pub use filler::filler;

use crate::ir::QName;

/// One SQL statement of a migration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// The statement, without its final semicolon.
    pub sql: String,
    /// A remark that stands above it in the file, one line each, without `--`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
}

impl Statement {
    /// A statement without a remark.
    pub fn new(sql: impl Into<String>) -> Self {
        Self { sql: sql.into(), remarks: Vec::new() }
    }

    /// Puts a remark above it.
    #[must_use]
    pub fn remark(mut self, remark: impl Into<String>) -> Self {
        self.remarks.push(remark.into());
        self
    }
}

/// What one file does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// Statements in order.
    pub statements: Vec<Statement>,
    /// Whether the runner may put a transaction around them. If not, they bring their own where they need one.
    pub in_transaction: bool,
}

impl Default for Plan {
    fn default() -> Self {
        Self { statements: Vec::new(), in_transaction: true }
    }
}

impl Plan {
    /// Puts statements before all others: inside the transaction, where the plan brings its own.
    pub fn put_first(&mut self, statements: Vec<Statement>) {
        let at = self.own("BEGIN").map_or(0, |begin| begin + 1);
        self.statements.splice(at..at, statements);
    }

    /// Puts statements behind all others: inside the transaction, where the plan brings its own.
    pub fn put_last(&mut self, statements: Vec<Statement>) {
        let at = self.own("COMMIT").unwrap_or(self.statements.len());
        self.statements.splice(at..at, statements);
    }

    /// Puts a transaction around the statements, if they do not bring one already.
    pub fn bring_transaction(&mut self) {
        if self.in_transaction && !self.statements.is_empty() {
            self.statements.insert(0, Statement::new("BEGIN"));
            self.statements.push(Statement::new("COMMIT"));
        }
        self.in_transaction = false;
    }

    fn own(&self, word: &str) -> Option<usize> {
        let mut statements = self.statements.iter();
        statements.position(|statement| !self.in_transaction && statement.sql.starts_with(word))
    }
}

/// What a plan needs besides the two states. Keys are names after the change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlanHints {
    /// Column -> the expression that fills it for the rows there are.
    pub backfills: BTreeMap<(QName, String), String>,
    /// Column -> the expression that casts its old value.
    pub using: BTreeMap<(QName, String), String>,
    /// Removed label of an enum -> the label that its rows get.
    pub labels: BTreeMap<(QName, String), String>,
}

/// The text of a file: a statement a paragraph, remarks above it.
pub fn to_sql(statements: &[Statement]) -> String {
    let mut text = String::new();
    for (n, statement) in statements.iter().enumerate() {
        // Short statements without remarks stand together.
        let paragraph = n > 0
            && (statement.sql.contains('\n')
                || !statement.remarks.is_empty()
                || statements[n - 1].sql.contains('\n'));
        if paragraph {
            text.push('\n');
        }
        for remark in statement.remarks.iter().flat_map(|remark| remark.lines()) {
            text.push_str("-- ");
            text.push_str(remark);
            text.push('\n');
        }
        text.push_str(&statement.sql);
        text.push_str(";\n");
    }
    text
}
