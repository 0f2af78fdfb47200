//! Rust source -> definition: what `#[derive(Model)]`, `#[derive(ModelEnum)]` and `#[derive(ModelType)]` say.
//!
//! The derives and the command line's scan both read an item here, so that neither can know a word the other does not.
//! Every error of an item is reported, each where it is, each with what to write instead.

mod args;
mod constraints;
mod default;
mod diesel;
mod enums;
mod errors;
mod field;
mod model;
mod newtype;
#[cfg(test)]
mod tests;
mod types;
mod view;

use proc_macro2::Span;
use syn::{DeriveInput, Ident, Path, Type, TypePath};

use crate::def::{EnumDef, ModelDef, NewtypeDef};
use crate::lower::At;
pub use types::{diesel_type, rust_type};

/// What was read, and where it stands.
#[derive(Debug, Clone)]
pub struct Parsed<T> {
    /// What the item says.
    pub def: T,
    /// Where its parts are written.
    pub spans: Spans,
    /// What an expansion needs besides: Rust names as they are in the source.
    pub tokens: Tokens,
}

/// Where the parts of an item are written, each list in the order of the definition's.
#[derive(Debug, Clone)]
pub struct Spans {
    /// The item's name.
    pub item: Span,
    /// The fields that are columns, by column.
    pub fields: Vec<(String, Span)>,
    /// Unique constraints.
    pub uniques: Vec<Span>,
    /// Indexes.
    pub indexes: Vec<Span>,
    /// References.
    pub references: Vec<Span>,
    /// CHECKs.
    pub checks: Vec<Span>,
    /// Exclusion constraints.
    pub exclusions: Vec<Span>,
    /// Variants.
    pub variants: Vec<Span>,
}

impl Spans {
    fn of(item: &Ident) -> Self {
        Self {
            item: item.span(),
            fields: Vec::new(),
            uniques: Vec::new(),
            indexes: Vec::new(),
            references: Vec::new(),
            checks: Vec::new(),
            exclusions: Vec::new(),
            variants: Vec::new(),
        }
    }

    /// Where the part is that an error of the lowering is about.
    pub fn at(&self, at: &At) -> Span {
        let found = match at {
            At::Model => None,
            At::Field(column) => self.fields.iter().find(|(name, _)| name == column).map(|(_, span)| span),
            At::Reference(n) => self.references.get(*n),
            At::Unique(n) => self.uniques.get(*n),
            At::Index(n) => self.indexes.get(*n),
            At::Exclusion(n) => self.exclusions.get(*n),
        };
        found.copied().unwrap_or(self.item)
    }
}

/// What an expansion needs of an item besides its definition.
#[derive(Debug, Clone, Default)]
pub struct Tokens {
    /// `#[model(crate = path)]`.
    pub core: Option<Path>,
    /// The name of the `table!`.
    pub table: Option<Ident>,
    /// The path of the `table!` that the model sits on.
    pub existing_table: Option<Path>,
    /// The columns, in the order of the definition's fields.
    pub columns: Vec<ColumnTokens>,
    /// Whether a field is an embedded struct, whose columns only the `table!` knows.
    pub embeds: bool,
    /// The references, in the order of the definition's.
    pub references: Vec<ReferenceTokens>,
    /// The type that a newtype wraps.
    pub inner: Option<Type>,
    /// The SQL type that a newtype names.
    pub sql_type: Option<TypePath>,
}

/// A column's names in Rust.
#[derive(Debug, Clone)]
pub struct ColumnTokens {
    /// Its name in the `table!`.
    pub ident: Ident,
    /// The type that is read and written.
    pub ty: Type,
    /// The SQL type that is named for it.
    pub sql_type: Option<TypePath>,
    /// Whether the type could be read.
    pub valid: bool,
}

/// A reference's names in Rust.
#[derive(Debug, Clone)]
pub struct ReferenceTokens {
    /// The other model; `None` for a table that has none.
    pub model: Option<Path>,
    /// Whether the two tables are made joinable: not for a model that references itself, nor with `no_join`.
    pub joins: bool,
}

/// Reads a struct with `#[derive(Model)]`.
pub fn model(input: &DeriveInput) -> syn::Result<Parsed<ModelDef>> {
    let (parsed, error) = model_or_part(input);
    error.map_or(Ok(parsed), Err)
}

/// Reads a struct with `#[derive(Model)]`: as much of it as can be understood, and what is wrong with the rest.
pub fn model_or_part(input: &DeriveInput) -> (Parsed<ModelDef>, Option<syn::Error>) {
    model::read(input)
}

/// Reads an enum with `#[derive(ModelEnum)]`.
pub fn model_enum(input: &DeriveInput) -> syn::Result<Parsed<EnumDef>> {
    enums::read(input)
}

/// Reads a tuple struct with `#[derive(ModelType)]`.
pub fn model_type(input: &DeriveInput) -> syn::Result<Parsed<NewtypeDef>> {
    newtype::read(input)
}
