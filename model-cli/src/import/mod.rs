//! A schema -> models, as text. No database, no files.
//!
//! `names` and `naming` decide what everything is called, `types` what a column is in Rust, `attributes` what has to be said
//! of it, `render` puts the files together. What no model can say is told, here and beside the model.

pub mod annotate;
pub mod attributes;
mod conventional;
mod default;
pub mod ground;
pub mod names;
mod naming;
mod options;
mod render;
mod shared;
pub mod text;
pub mod types;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use model_core::ir::{QName, Schema};

use ground::Ground;
use naming::Names;

/// How models are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag")]
pub struct Options {
    /// Everything in one file.
    pub one_file: bool,
    /// A newtype for each id.
    pub newtype_ids: bool,
    /// `NewUser` to insert.
    pub new_structs: bool,
    /// `UserChanges` to update.
    pub update_structs: bool,
    /// Doc comments are comments in the database without being told so.
    pub doc_comments: bool,
}

/// Something that the models do not say.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Left {
    /// The table it belongs to.
    pub table: Option<QName>,
    /// What it is, and why.
    pub what: String,
}

/// How the reason begins for which a table has no model.
const WHOLE: &str = "the whole table: ";

impl Left {
    /// A part of a table.
    pub fn table(name: &QName, what: impl Into<String>) -> Self {
        Self { table: Some(name.clone()), what: what.into() }
    }
}

impl fmt::Display for Left {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.table {
            Some(table) => write!(f, "{table}: {}", self.what),
            None => f.write_str(&self.what),
        }
    }
}

/// A file to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Where, from the directory of the models on; empty if there is but one.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// Models as text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// The files; the first is the module of all models.
    pub files: Vec<File>,
    /// Tables that became models.
    pub models: usize,
    /// Enums.
    pub enums: usize,
    /// What they do not say.
    pub left: Vec<Left>,
    /// Dependencies besides diesel and model-core, as a Cargo.toml has them.
    pub crates: BTreeSet<&'static str>,
    /// Features of Diesel.
    pub features: BTreeSet<&'static str>,
    /// The models' paths, from the module of all of them on.
    pub paths: BTreeMap<QName, String>,
}

/// Writes models of a schema.
pub fn import(schema: &Schema, options: &Options) -> Imported {
    import_beside(schema, options, &Others::default())
}

/// Writes models of the tables that have none.
pub fn import_beside(schema: &Schema, options: &Options, others: &Others) -> Imported {
    let mut left = Vec::new();
    let ground = Ground::of(schema);
    let names = Names::new(&ground, options, others, &mut left);
    let used: BTreeSet<&QName> = names.enums.keys().chain(&others.enums).collect();
    let unused = schema.enums.iter().filter(|(name, _)| !used.contains(name));
    for (name, ty) in unused.filter(|(name, _)| !ground.keeps_enum(name)) {
        let what = format!("the type {name} ({}): no column of a model is of it", ty.labels.join(", "));
        left.push(Left { table: None, what });
    }
    let used = names.tables.keys().chain(others.models.keys()).chain(used);
    let used: BTreeSet<&String> = used.map(|name| &name.schema).collect();
    let unused = schema.namespaces.iter().filter(|namespace| !used.contains(namespace));
    for namespace in unused.filter(|namespace| !ground.keeps_namespace(namespace)) {
        left.push(Left { table: None, what: format!("the schema {namespace}: nothing is in it that stays") });
    }
    let mut imported = render::files(&ground, &names, options, left);
    imported.left.sort();
    imported.left.dedup();
    imported
}

/// Models that are there already.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Others {
    /// Their paths, from anywhere in the crate; none if they cannot be named there.
    pub models: BTreeMap<QName, Option<String>>,
    /// Enums that they have.
    pub enums: BTreeSet<QName>,
    /// Tables that are to have none.
    pub without: BTreeSet<QName>,
}
