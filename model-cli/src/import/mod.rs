//! A schema -> models, as text. No database, no files.
//!
//! [`names`] and [`naming`] decide what everything is called, [`types`] what a column is in Rust, [`attributes`] what has to be said
//! of it, [`render`] puts the files together. What no model can say is told, here and beside the model.

pub mod attributes;
mod conventional;
mod default;
pub mod names;
mod naming;
mod render;
mod shared;
pub mod text;
pub mod types;

use std::collections::BTreeSet;
use std::fmt;

use model_core::ir::{QName, Schema};

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
}

/// Writes models of a schema.
pub fn import(schema: &Schema, options: &Options) -> Imported {
    let mut left = Vec::new();
    let names = Names::new(schema, options, &mut left);
    let mut imported = render::files(schema, &names, options, left);
    for (name, ty) in &schema.enums {
        if !names.enums.contains_key(name) {
            let what =
                format!("the type {} ({}): no column of a model is of it", ty.name, ty.labels.join(", "));
            imported.left.push(Left { table: None, what });
        }
    }
    let used: BTreeSet<&String> =
        names.tables.keys().chain(names.enums.keys()).map(|name| &name.schema).collect();
    for namespace in schema.namespaces.iter().filter(|namespace| !used.contains(namespace)) {
        let what = format!("the schema {namespace}: no model is in it");
        imported.left.push(Left { table: None, what });
    }
    imported.left.sort();
    imported.left.dedup();
    imported
}
