//! The schema of a database as plain ordered data.
//!
//! The same types hold two things: what the models *ask for* (written by [`crate::lower`], expressions as the user
//! wrote them) and what a database *has* (read from its catalog, expressions as the server prints them). Only two
//! states of the second kind are ever compared.

mod column;
mod constraint;
mod enums;
mod index;
mod name;
mod other;
mod parameters;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

pub use column::{Column, ColumnType, Expr, Generated, Identity, SequenceOptions};
pub use constraint::{
    Action, Check, Deferrable, Exclusion, ExclusionElement, ForeignKey, NotNull, PrimaryKey, Unique,
};
pub use enums::Enum;
pub use index::{Index, IndexKey, KeyTarget};
pub use name::QName;
pub use other::{Dependency, Extra, OtherId, OtherObject, Use, UsedBy};
pub use parameters::Parameters;
pub use table::Table;

/// A database engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Engine {
    /// PostgreSQL, 12 or newer.
    Postgres,
    /// SQLite, 3.35 or newer.
    Sqlite,
}

impl Engine {
    /// The name as it is written in a configuration: `postgres` or `sqlite`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Postgres => "postgres",
            Self::Sqlite => "sqlite",
        }
    }

    /// The schema that an unqualified name belongs to: `public` on PostgreSQL; SQLite has none.
    pub const fn default_schema(self) -> &'static str {
        match self {
            Self::Postgres => "public",
            Self::Sqlite => "",
        }
    }

    /// A qualified name in this engine's default schema unless another one is given.
    pub fn qualify(self, schema: Option<&str>, name: &str) -> QName {
        QName::new(schema.unwrap_or(self.default_schema()), name)
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Postgres => "PostgreSQL",
            Self::Sqlite => "SQLite",
        })
    }
}

/// Everything of a database that models describe, and the names of what they do not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schema {
    /// The engine whose names and types these are.
    pub engine: Engine,
    /// Schemas other than the default one (PostgreSQL).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub namespaces: BTreeSet<String>,
    /// Extensions other than `plpgsql` (PostgreSQL), each with the schema that it is in. `None` is the default schema, and the one
    /// that an extension has chosen itself.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub extensions: BTreeMap<String, Option<String>>,
    /// Enum types (PostgreSQL). On SQLite an enum is TEXT with a CHECK, so it is part of its table.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", with = "name::map")]
    pub enums: BTreeMap<QName, Enum>,
    /// Tables by name.
    #[serde(with = "name::map")]
    pub tables: BTreeMap<QName, Table>,
    /// What no model can describe: kept as it is, and named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<OtherObject>,
    /// What tables, types and schemas have besides what models say of them: owners, privileges, storage, comments on
    /// constraints. Against models it is left alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub settings: Vec<OtherObject>,
    /// What of `others` the tables rest on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uses: Vec<Use>,
    /// Roles that own something here or have privileges on it (PostgreSQL), but for who reads and the system's own.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub roles: BTreeSet<String>,
}

/// An extension as models name it, apart: the schema, if it is said, and its name.
pub fn split_extension(text: &str) -> (Option<&str>, &str) {
    text.split_once('.').map_or((None, text), |(schema, name)| (Some(schema), name))
}

impl Schema {
    /// A schema with nothing in it.
    pub const fn empty(engine: Engine) -> Self {
        Self {
            engine,
            namespaces: BTreeSet::new(),
            extensions: BTreeMap::new(),
            enums: BTreeMap::new(),
            tables: BTreeMap::new(),
            others: Vec::new(),
            settings: Vec::new(),
            uses: Vec::new(),
            roles: BTreeSet::new(),
        }
    }

    /// Adds an extension as models name it: `citext`, wherever it is, or `extensions.citext`.
    ///
    /// # Errors
    /// With the other schema, if it shall be in two.
    pub fn ask_for_extension(&mut self, text: &str) -> Result<(), String> {
        let (schema, name) = split_extension(text);
        let known = self.extensions.entry(name.to_owned()).or_default();
        let Some(schema) = schema.filter(|schema| *schema != self.engine.default_schema()) else {
            return Ok(());
        };
        if let Some(other) = known.replace(schema.to_owned()).filter(|other| other != schema) {
            return Err(other);
        }
        self.namespaces.insert(schema.to_owned());
        Ok(())
    }
}
