use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::name::Named;
use super::{Check, Column, Exclusion, ForeignKey, Index, Parameters, PrimaryKey, QName, Unique};

/// A table with everything that belongs to it.
///
/// Constraints and indexes are sorted by [`Table::sort`]; columns keep their order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its name.
    pub name: QName,
    /// Columns in table order.
    pub columns: Vec<Column>,
    /// The primary key, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub primary_key: Option<PrimaryKey>,
    /// UNIQUE constraints.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uniques: Vec<Unique>,
    /// Foreign keys.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub foreign_keys: Vec<ForeignKey>,
    /// CHECK constraints.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<Check>,
    /// Exclusion constraints (PostgreSQL).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exclusions: Vec<Exclusion>,
    /// Indexes that are not the image of a constraint.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indexes: Vec<Index>,
    /// Storage parameters: `fillfactor`, `autovacuum_enabled`, `toast.*` (PostgreSQL).
    #[serde(default, skip_serializing_if = "Parameters::is_empty")]
    pub storage: Parameters,
    /// `UNLOGGED` (PostgreSQL).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unlogged: bool,
    /// `STRICT` (SQLite).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub strict: bool,
    /// `WITHOUT ROWID` (SQLite).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub without_rowid: bool,
    /// `COMMENT ON TABLE` (PostgreSQL).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// What stands behind `PARTITION BY` (PostgreSQL).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partition_by: Option<String>,
    /// Tables that it inherits from, in order (PostgreSQL).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inherits: Vec<QName>,
    /// Columns that it has from those alone, as they have them (PostgreSQL): what happens to them happens there.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub inherited: BTreeSet<String>,
}

impl Table {
    /// A table without columns.
    pub const fn new(name: QName) -> Self {
        Self {
            name,
            columns: Vec::new(),
            primary_key: None,
            uniques: Vec::new(),
            foreign_keys: Vec::new(),
            checks: Vec::new(),
            exclusions: Vec::new(),
            indexes: Vec::new(),
            storage: Parameters::new(),
            unlogged: false,
            strict: false,
            without_rowid: false,
            comment: None,
            partition_by: None,
            inherits: Vec::new(),
            inherited: BTreeSet::new(),
        }
    }

    /// The column of that name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// Whether the column is part of the primary key.
    pub fn in_primary_key(&self, column: &str) -> bool {
        self.primary_key.as_ref().is_some_and(|key| key.columns.iter().any(|name| name == column))
    }

    /// Whether the column is SQLite's rowid under another name: a single `INTEGER` key, which numbers itself.
    pub fn is_rowid(&self, column: &str) -> bool {
        !self.without_rowid
            && self.primary_key.as_ref().is_some_and(|key| key.columns == [column])
            && self.column(column).is_some_and(|column| column.ty.sql.eq_ignore_ascii_case("INTEGER"))
            && self.name.schema.is_empty()
    }

    /// Puts constraints and indexes in their one order: by name, then by content where names are absent. What each of them
    /// reads goes by name as well: a column that was dropped and has come back stands in another place of the table.
    pub fn sort(&mut self) {
        let checks = self.checks.iter_mut().map(|check| &mut check.columns);
        let exclusions = self.exclusions.iter_mut().map(|exclusion| &mut exclusion.columns);
        let indexes = self.indexes.iter_mut().map(|index| &mut index.columns);
        checks.chain(exclusions).chain(indexes).for_each(|columns| columns.sort());
        self.uniques.sort_by(|a, b| (&a.name, &a.columns).cmp(&(&b.name, &b.columns)));
        self.foreign_keys.sort_by(|a, b| {
            let key = |key: &'_ ForeignKey| {
                (key.name.clone(), key.columns.clone(), key.target.clone(), key.target_columns.clone())
            };
            let actions =
                |key: &'_ ForeignKey| (key.on_delete.clone(), key.on_update.clone(), key.deferrable);
            key(a).cmp(&key(b)).then_with(|| actions(a).cmp(&actions(b)))
        });
        self.checks.sort_by(|a, b| (&a.name, &a.expr.sql).cmp(&(&b.name, &b.expr.sql)));
        self.exclusions.sort_by(|a, b| a.name.cmp(&b.name));
        self.indexes.sort_by(|a, b| a.name.cmp(&b.name));
    }
}

impl Named for Table {
    fn qname(&self) -> &QName {
        &self.name
    }
}
