//! The `table!`s that are there, and the structs that say they are of them.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use model_schema::ir::Engine;
use model_schema::syntax;
use model_schema::types::DieselType;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Path, Token};

use super::Scan;
use super::diagnostic::{Place, SourceFile};
use super::names::Resolved;
use super::tree::{Item, Segments, TableItem, TypeId, TypeItem, TypeKind};
use super::types::{FinalBase, Types};

/// A `table!`.
#[derive(Debug)]
pub struct Declared {
    /// The schema, if it names one.
    pub schema: Option<String>,
    /// The table's name in Rust.
    pub ident: String,
    /// The table's name in SQL.
    pub name: String,
    /// Where it is.
    pub place: Place,
    /// Its columns.
    pub columns: Vec<DeclaredColumn>,
    /// The columns of its key, as it names them.
    pub key: Vec<String>,
    /// The structs of it, in the order of their files.
    pub structs: Vec<Mirror>,
}

/// A column of a `table!`.
#[derive(Debug)]
pub struct DeclaredColumn {
    /// Its name in Rust.
    pub ident: String,
    /// Its name in SQL.
    pub name: String,
    /// Its type without `Nullable`, if that is one of Diesel's.
    pub ty: Option<DieselType>,
    /// Its type without `Nullable`, if that is none of Diesel's.
    pub own: Option<OwnType>,
}

/// An SQL type that is not Diesel's, as a column has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnType {
    of: Own,
    /// The types around it, innermost first: each with `{}` for what is in it.
    around: Vec<&'static str>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Own {
    /// One that was read, and its path where it is defined.
    Item(TypeId, String),
    /// One of a package that was not read.
    External(Segments),
}

impl OwnType {
    /// The type as a struct's module can name it.
    pub fn path(&self, scan: &Scan, from: TypeId) -> String {
        let path = match &self.of {
            Own::Item(item, path) => scan.path_between(from, *item).unwrap_or_else(|| path.clone()),
            Own::External(path) => scan.external_path(from, path),
        };
        self.around.iter().fold(path, |inner, around| around.replace("{}", &inner))
    }
}

/// A struct with `#[diesel(table_name = ..)]`.
#[derive(Debug)]
pub struct Mirror {
    /// It.
    pub item: TypeId,
    /// Its name.
    pub name: String,
    /// Where its name stands.
    pub place: Place,
    /// From its first attribute to its last brace.
    pub range: Range<usize>,
    /// Its derives, by their last names.
    pub derives: BTreeSet<String>,
    /// Whether it names its table by one word, so that it has to say that there is a `table!`.
    pub names_bare: bool,
    /// The key that it says it has, by column.
    pub key: Vec<String>,
    /// Its doc comment.
    pub docs: Option<String>,
    /// Its fields that are columns.
    pub fields: Vec<MirrorField>,
    /// Where a derive is put.
    pub derive_at: usize,
    /// The condition under which that is there: of the `cfg_attr` around it.
    pub condition: Option<String>,
    /// Where an attribute is put.
    pub attribute_at: usize,
}

/// A field.
#[derive(Debug)]
pub struct MirrorField {
    /// Its name.
    pub name: String,
    /// The column, by its name in Rust.
    pub column: String,
    /// Its type, as written.
    pub ty: String,
    /// Whether that is a `ModelEnum`.
    pub is_enum: bool,
    /// Its doc comment.
    pub docs: Option<String>,
    /// Where an attribute is put.
    pub attribute_at: usize,
}

impl Mirror {
    /// The file that it is in.
    pub fn file(&self) -> &Arc<SourceFile> {
        &self.place.file
    }

    /// An attribute of it or of a field, under the condition of its derives.
    pub fn attribute(&self, content: &str) -> String {
        match &self.condition {
            Some(condition) => format!("#[cfg_attr({condition}, {content})]"),
            None => format!("#[{content}]"),
        }
    }

    /// Whether Diesel makes it of the columns of a row.
    pub fn is_read(&self) -> bool {
        ["Queryable", "Selectable", "HasQuery"].iter().any(|derive| self.derives.contains(*derive))
    }

    /// Whether Diesel asks for the columns that it has.
    pub fn is_selected(&self) -> bool {
        ["Selectable", "HasQuery"].iter().any(|derive| self.derives.contains(*derive))
    }

    /// Whether it is a model already.
    pub fn is_model(&self) -> bool {
        self.derives.contains("Model")
    }
}

impl Scan {
    /// The `table!`s with their structs.
    pub fn declared(&self, engine: Engine) -> Vec<Declared> {
        let types = Types {
            tree: &self.tree,
            meanings: &self.classified.meanings,
            configured: &self.options.types,
            engine,
        };
        let mut seen: BTreeSet<(PathBuf, usize)> = BTreeSet::new();
        // What a library and a binary both include is there once.
        let mut is_new = |place: &Place| seen.insert((place.file.path.clone(), place.range.start));
        let mut declared: Vec<Option<Declared>> = (self.tree.tables.iter())
            .map(|table| Some(of_table(&types, table)).filter(|declared| is_new(&declared.place)))
            .collect();
        for (id, item) in self.tree.types.iter().enumerate().filter(|(_, item)| item.selected) {
            let TypeKind::Data(input) = &item.kind else { continue };
            let Some((table, mirror)) = mirror(&types, id, item, input) else { continue };
            if let Some(declared) = declared.get_mut(table).and_then(Option::as_mut)
                && is_new(&mirror.place)
            {
                declared.structs.push(mirror);
            }
        }
        let mut declared: Vec<Declared> = declared.into_iter().flatten().collect();
        for table in &mut declared {
            table.structs.sort_by(|a, b| a.place.cmp(&b.place));
        }
        declared.sort_by(|a, b| a.place.cmp(&b.place));
        declared
    }
}

fn of_table(types: &Types<'_>, table: &TableItem) -> Declared {
    let decl = &table.decl;
    let columns = decl.column_defs.iter().map(|column| {
        let written = syn::Type::Path(column.tpe.clone());
        let (inner, _) = syntax::diesel_type(&written).ok().map_or((None, false), |ty| {
            let (ty, nullable) = ty.strip_nullable();
            (Some(ty), nullable)
        });
        let own = own_type(types, table, &column.tpe);
        DeclaredColumn {
            ident: column.column_name.unraw().to_string(),
            name: column.sql_name.clone(),
            ty: inner.filter(|_| own.is_none()),
            own,
        }
    });
    Declared {
        schema: decl.schema.as_ref().map(|schema| schema.unraw().to_string()),
        ident: decl.table_name.unraw().to_string(),
        name: decl.sql_name.clone(),
        place: Place::of(&table.file, decl.table_name.span()),
        columns: columns.collect(),
        key: match &decl.primary_keys {
            Some(keys) => keys.keys.iter().map(|key| key.unraw().to_string()).collect(),
            None => vec!["id".to_owned()],
        },
        structs: Vec::new(),
    }
}

/// An SQL type that is none of Diesel's, with what is around it but `Nullable`.
fn own_type(types: &Types<'_>, table: &TableItem, written: &syn::TypePath) -> Option<OwnType> {
    let last = written.path.segments.last()?;
    if let syn::PathArguments::AngleBracketed(arguments) = &last.arguments
        && let Some(syn::GenericArgument::Type(syn::Type::Path(inner))) = arguments.args.first()
    {
        let mut inner = own_type(types, table, inner)?;
        inner.around.extend(match last.ident.to_string().as_str() {
            "Nullable" => None,
            // An array's elements may be NULL, which the path inside does not say any more.
            "Array" => {
                let is_nullable = arguments.args.first().is_some_and(|argument| {
                    argument.to_token_stream().to_string().trim_start().starts_with("Nullable")
                });
                Some(if is_nullable {
                    "diesel::sql_types::Array<diesel::sql_types::Nullable<{}>>"
                } else {
                    "diesel::sql_types::Array<{}>"
                })
            }
            _ => return None,
        });
        return Some(inner);
    }
    match types.tree.resolve_syn(table.module, &written.path) {
        Resolved::Item(Item::Type(item)) => {
            let path = path_of(types, &types.tree.types[item]);
            Some(OwnType { of: Own::Item(item, path), around: Vec::new() })
        }
        Resolved::External(path) if path.first().is_some_and(|package| package != "diesel") => {
            Some(OwnType { of: Own::External(path), around: Vec::new() })
        }
        _ => None,
    }
}

/// The path of an item in its crate.
fn path_of(types: &Types<'_>, item: &TypeItem) -> String {
    let module = &types.tree.modules[item.module].path;
    let inner = module.iter().skip(1).map(String::as_str);
    ["crate"].into_iter().chain(inner).chain([item.name.as_str()]).collect::<Vec<_>>().join("::")
}

/// A struct that names a table: which, and what there is to it.
fn mirror(types: &Types<'_>, id: TypeId, item: &TypeItem, input: &DeriveInput) -> Option<(usize, Mirror)> {
    let Data::Struct(data) = &input.data else { return None };
    let syn::Fields::Named(named) = &data.fields else { return None };
    if !input.generics.params.is_empty() {
        return None;
    }
    let derives = derives(input);
    // Whatever an error is about, it is not the table's name.
    let (parsed, _) = syntax::model_or_part(input);
    let path: Path = match (&parsed.tokens.existing_table, &parsed.tokens.table) {
        (Some(path), _) => path.clone(),
        (None, Some(ident)) => ident.clone().into(),
        (None, None) => return None,
    };
    let Resolved::Item(Item::Table(table)) = types.tree.resolve_syn(item.module, &path) else { return None };
    let fields = parsed.def.fields.iter().zip(&parsed.tokens.columns).filter_map(|(def, tokens)| {
        let field = named.named.iter().find(|field| {
            field.ident.as_ref().is_some_and(|ident| ident.unraw() == def.rust_name.as_str())
        })?;
        Some(MirrorField {
            name: def.rust_name.clone(),
            column: tokens.ident.unraw().to_string(),
            ty: field.ty.to_token_stream().to_string().replace(' ', ""),
            is_enum: types
                .rust(item.module, &tokens.ty)
                .is_ok_and(|read| matches!(read.base, FinalBase::Enum(_))),
            docs: def.docs.clone(),
            attribute_at: start(&field.vis, field.ident.as_ref()?.span()),
        })
    });
    let attribute_at = start(&input.vis, data.struct_token.span);
    let first = input.attrs.iter().map(|attribute| attribute.pound_token.span.byte_range().start).min();
    let range = first.unwrap_or(attribute_at)..named.brace_token.span.close().byte_range().end;
    let derive_at = derive_at(input)?;
    let written = item.file.text.get(range.clone())?;
    Some((
        table,
        Mirror {
            item: id,
            name: item.name.clone(),
            place: item.place(),
            condition: condition(written, derive_at - range.start),
            range,
            derive_at,
            derives,
            names_bare: parsed.tokens.existing_table.is_none(),
            key: parsed.def.primary_key.columns.clone(),
            docs: parsed.def.docs.clone(),
            fields: fields.collect(),
            attribute_at,
        },
    ))
}

/// Where an item begins behind its attributes.
fn start(vis: &syn::Visibility, keyword: proc_macro2::Span) -> usize {
    match vis {
        syn::Visibility::Inherited => keyword.byte_range().start,
        vis => vis.span().byte_range().start,
    }
}

fn lists(input: &DeriveInput) -> impl Iterator<Item = (&syn::MetaList, Punctuated<Path, Token![,]>)> {
    input.attrs.iter().filter_map(|attribute| match &attribute.meta {
        syn::Meta::List(list) if list.path.is_ident("derive") => {
            let paths = attribute.parse_args_with(Punctuated::parse_terminated).ok()?;
            Some((list, paths))
        }
        _ => None,
    })
}

fn derives(input: &DeriveInput) -> BTreeSet<String> {
    let paths = lists(input).flat_map(|(_, paths)| paths);
    paths.filter_map(|path| Some(path.segments.last()?.ident.to_string())).collect()
}

/// What the `cfg_attr` depends on in which a byte of an item is.
fn condition(written: &str, at: usize) -> Option<String> {
    let item: DeriveInput = syn::parse_str(written).ok()?;
    let around = item.attrs.iter().find(|attribute| attribute.span().byte_range().contains(&at))?;
    let syn::Meta::List(list) = &around.meta else { return None };
    if !list.path.is_ident("cfg_attr") {
        return None;
    }
    let condition = |input: syn::parse::ParseStream<'_>| {
        let condition: syn::Meta = input.parse()?;
        input.parse::<proc_macro2::TokenStream>()?;
        Ok(condition.span().byte_range())
    };
    written.get(list.parse_args_with(condition).ok()?).map(ToOwned::to_owned)
}

/// In front of `Queryable`, where the list has it, else at its beginning.
fn derive_at(input: &DeriveInput) -> Option<usize> {
    let of_diesel = ["Queryable", "Selectable", "HasQuery", "Insertable", "Identifiable"];
    let found = of_diesel.iter().find_map(|name| {
        let mut paths = lists(input).flat_map(|(_, paths)| paths);
        paths.find(|path| path.segments.last().is_some_and(|last| last.ident == name))
    });
    match found {
        Some(path) => {
            let colon = path.leading_colon.map(|colon| colon.spans[0].byte_range().start);
            colon.or_else(|| Some(path.segments.first()?.ident.span().byte_range().start))
        }
        None => lists(input).next().map(|(list, _)| list.delimiter.span().open().byte_range().end),
    }
}
