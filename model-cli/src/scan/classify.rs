//! Which structs and enums are models, enums, newtypes and SQL types: by their derives and Diesel's attributes.

use std::collections::BTreeSet;

use model_schema::def::ModelDef;
use model_schema::syntax::{self, Parsed};
use syn::meta::ParseNestedMeta;
use syn::punctuated::Punctuated;
use syn::{DeriveInput, LitStr, Path, Token, Type};

use super::diagnostic::{Diagnostic, Place};
use super::names::Resolved;
use super::tree::{Item, ModuleId, Tree, TypeItem, TypeKind};
use super::types::{Meaning, SqlNames};

/// A struct with `derive(Model)`.
pub struct Found {
    /// Its type item.
    pub item: usize,
    /// What it says, and where.
    pub parsed: Parsed<ModelDef>,
}

/// What the types of a tree are.
#[derive(Default)]
pub struct Classified {
    /// For each type item.
    pub meanings: Vec<Meaning>,
    /// The models among them.
    pub models: Vec<Found>,
    /// What could not be read.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads every type item. A model that makes its own table is then known by what was read of it, and the struct is let go: in a
/// large project those are most of what the scan holds.
pub fn classify(tree: &mut Tree) -> Classified {
    let mut out = Classified::default();
    // A module that a library and a binary both include is one source: its models count once.
    let mut seen = BTreeSet::new();
    for index in 0..tree.types.len() {
        let kind = std::mem::replace(&mut tree.types[index].kind, TypeKind::Opaque);
        let item = &tree.types[index];
        let meaning = match &kind {
            TypeKind::Alias(_) => Meaning::Alias,
            TypeKind::Opaque => Meaning::Nothing,
            TypeKind::Data(input) => {
                let read = data(tree, index, item, input, &mut out, &mut seen);
                read.unwrap_or_else(|error| {
                    out.diagnostics.extend(Diagnostic::from_syn(&item.file, &error));
                    Meaning::Broken
                })
            }
        };
        let is_spent = match meaning {
            Meaning::Model(at) => makes_its_table(tree, item.module, &out.models[at].parsed),
            _ => false,
        };
        if !is_spent {
            tree.types[index].kind = kind;
        }
        out.meanings.push(meaning);
    }
    out
}

fn data(
    tree: &Tree,
    index: usize,
    item: &TypeItem,
    input: &DeriveInput,
    out: &mut Classified,
    seen: &mut BTreeSet<(std::path::PathBuf, usize)>,
) -> syn::Result<Meaning> {
    let derives = derives(input)?;
    let has = |name: &str| derives.iter().any(|path| is_ours(tree, item.module, path, name));
    if has("Model") {
        let parsed = syntax::model(input)?;
        let place = item.place();
        if item.selected && !seen.insert((place.file.path.clone(), place.range.start)) {
            return Ok(Meaning::Nothing);
        }
        out.models.push(Found { item: index, parsed });
        return Ok(Meaning::Model(out.models.len() - 1));
    }
    if has("ModelEnum") {
        return Ok(Meaning::Enum(syntax::model_enum(input)?.def));
    }
    if has("ModelType") {
        return Ok(Meaning::Newtype(syntax::model_type(input)?.def));
    }
    if derives.iter().any(|path| path.segments.last().is_some_and(|last| last.ident == "SqlType")) {
        return sql_names(input).map(Meaning::Sql);
    }
    let types = sql_types(input)?;
    Ok(if types.is_empty() { Meaning::Nothing } else { Meaning::Typed(types) })
}

/// Whether no `table!` is the model's, which its struct might be held against.
fn makes_its_table(tree: &Tree, module: ModuleId, parsed: &Parsed<ModelDef>) -> bool {
    parsed.tokens.existing_table.is_none()
        && parsed.tokens.table.clone().is_none_or(|table| {
            !matches!(tree.resolve_syn(module, &table.into()), Resolved::Item(Item::Table(_)))
        })
}

fn derives(input: &DeriveInput) -> syn::Result<Vec<Path>> {
    let mut paths = Vec::new();
    for attribute in input.attrs.iter().filter(|attribute| attribute.path().is_ident("derive")) {
        paths.extend(attribute.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated)?);
    }
    Ok(paths)
}

/// Whether a derive is this one of ours, under whatever name it was imported.
fn is_ours(tree: &Tree, module: ModuleId, path: &Path, name: &str) -> bool {
    match tree.resolve_syn(module, path) {
        Resolved::External(full) => {
            let ours = full.first().is_some_and(|first| first == "model_core" || first == "model_derive");
            ours && full.last().is_some_and(|last| last == name)
        }
        // A name that comes with a glob of another crate, or that is a type of the user's as well.
        Resolved::Unknown | Resolved::Item(_) => path.segments.last().is_some_and(|last| last.ident == name),
    }
}

/// Reads `#[diesel(key = .., key(..))]` and leaves what it does not want.
fn each_diesel(
    input: &DeriveInput,
    mut want: impl FnMut(&ParseNestedMeta<'_>) -> syn::Result<bool>,
) -> syn::Result<()> {
    for attribute in input.attrs.iter().filter(|attribute| attribute.path().is_ident("diesel")) {
        attribute.parse_nested_meta(|meta| {
            if !want(&meta)? {
                skip(&meta)?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// Skips the value of a key.
fn skip(meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
    while !meta.input.is_empty() && !meta.input.peek(Token![,]) {
        meta.input.parse::<proc_macro2::TokenTree>()?;
    }
    Ok(())
}

fn sql_types(input: &DeriveInput) -> syn::Result<Vec<Type>> {
    let mut types = Vec::new();
    each_diesel(input, |meta| {
        let found = meta.path.is_ident("sql_type");
        if found {
            types.push(meta.value()?.parse()?);
        }
        Ok(found)
    })?;
    Ok(types)
}

fn sql_names(input: &DeriveInput) -> syn::Result<SqlNames> {
    let mut names = SqlNames::default();
    each_diesel(input, |meta| {
        let postgres = meta.path.is_ident("postgres_type");
        if !postgres && !meta.path.is_ident("sqlite_type") {
            return Ok(false);
        }
        meta.parse_nested_meta(|inner| {
            let name = inner.path.is_ident("name");
            if name || inner.path.is_ident("schema") {
                let text = inner.value()?.parse::<LitStr>()?.value();
                match (postgres, name) {
                    (true, true) => names.postgres = Some(text),
                    (true, false) => names.schema = Some(text),
                    (false, true) => names.sqlite = Some(text),
                    (false, false) => {}
                }
                return Ok(());
            }
            skip(&inner)
        })?;
        Ok(true)
    })?;
    Ok(names)
}

/// Where a part of a model is written.
pub fn place(tree: &Tree, found: &Found, span: proc_macro2::Span) -> Place {
    Place::of(&tree.types[found.item].file, span)
}
