//! What types mean: newtypes, enums, aliases, Diesel SQL types, and the `[types]` of the configuration.

use std::collections::BTreeMap;

use model_schema::def::{EnumDef, NewtypeDef};
use model_schema::ir::Engine;
use model_schema::sql::{ident, qualified};
use model_schema::syntax::{diesel_type, rust_type};
use model_schema::types::{ArrayOf, BaseType, DieselType, RustType};
use quote::ToTokens;
use serde::Deserialize;
use syn::{GenericArgument, PathArguments, Type, TypePath};

use super::names::Resolved;
use super::tree::{Item, ModuleId, Segments, Tree, TypeItem, TypeKind};

/// An entry of `[types]`: what a type of another crate is in the database.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypeEntry {
    /// The Diesel SQL type: `Numeric`.
    pub sql_type: String,
    /// The database's own spelling: `numeric(12,2)`.
    #[serde(default)]
    pub db_type: Option<String>,
}

/// What a struct or enum was found to be.
pub enum Meaning {
    /// `#[derive(Model)]`, by its number.
    Model(usize),
    /// `#[derive(ModelEnum)]`.
    Enum(EnumDef),
    /// `#[derive(ModelType)]`.
    Newtype(NewtypeDef),
    /// `#[derive(SqlType)]`: an SQL type of the user's own.
    Sql(SqlNames),
    /// `#[diesel(sql_type = X)]`, one or more.
    Typed(Vec<Type>),
    /// `type A = B;`
    Alias,
    /// One that could not be read, which was reported.
    Broken,
    /// None of these.
    Nothing,
}

/// The names of an SQL type of the user's own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SqlNames {
    /// `postgres_type(name = "..")`.
    pub postgres: Option<String>,
    /// `postgres_type(schema = "..")`.
    pub schema: Option<String>,
    /// `sqlite_type(name = "..")`.
    pub sqlite: Option<String>,
}

/// A type whose meaning is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Final {
    /// Whether it holds NULL.
    pub nullable: bool,
    /// Whether it is an array, besides what `base` says.
    pub array: Option<ArrayOf>,
    /// The type itself.
    pub base: FinalBase,
}

/// See [`Final`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FinalBase {
    /// A Diesel SQL type, and the database's spelling if that does not follow.
    Diesel(DieselType, Option<String>),
    /// An enum.
    Enum(EnumDef),
}

impl Final {
    fn diesel(ty: DieselType, db_type: Option<String>) -> Self {
        let (ty, nullable) = ty.strip_nullable();
        Self { nullable, array: None, base: FinalBase::Diesel(ty, db_type) }
    }

    /// This type inside of an `Option` or `Vec`.
    fn within(self, nullable: bool, array: Option<ArrayOf>) -> Result<Self, TypeError> {
        let is_array =
            self.array.is_some() || matches!(&self.base, FinalBase::Diesel(ty, _) if ty.name == "Array");
        match array {
            Some(_) if is_array => {
                Err("an array has one dimension here: this is a `Vec` of a type that is an array itself"
                    .to_owned()
                    .into())
            }
            Some(array) => {
                let array = if self.nullable { ArrayOf::Nullable } else { array };
                Ok(Self { nullable, array: Some(array), base: self.base })
            }
            None => Ok(Self { nullable: nullable || self.nullable, ..self }),
        }
    }
}

/// Why a type has no meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeError {
    /// What is wrong.
    pub message: String,
    /// What to write, where the message does not say it.
    pub help: Option<&'static str>,
    /// Whether it follows from an error that was reported where it is.
    pub reported: bool,
}

impl From<String> for TypeError {
    fn from(message: String) -> Self {
        Self { message, help: None, reported: false }
    }
}

impl From<syn::Error> for TypeError {
    fn from(error: syn::Error) -> Self {
        error.to_string().into()
    }
}

/// Answers what types mean on an engine.
pub struct Types<'a> {
    /// Everything that was read.
    pub tree: &'a Tree,
    /// What each of its types was found to be.
    pub meanings: &'a [Meaning],
    /// `[types]`.
    pub configured: &'a BTreeMap<String, TypeEntry>,
    /// The engine.
    pub engine: Engine,
}

impl Types<'_> {
    /// The type of a field, from where it is written.
    pub fn rust(&self, module: ModuleId, written: &Type) -> Result<Final, TypeError> {
        self.written(module, written, &mut Vec::new())
    }

    /// A Diesel SQL type, from where it is written.
    pub fn sql(&self, module: ModuleId, written: &Type) -> Result<Final, TypeError> {
        self.sql_type(module, written, &mut Vec::new())
    }

    fn written(&self, module: ModuleId, written: &Type, open: &mut Vec<usize>) -> Result<Final, TypeError> {
        let read = rust_type(written)?;
        self.reading(module, &read, base_path(written), open)
    }

    fn reading(
        &self,
        module: ModuleId,
        read: &RustType,
        written: Option<&TypePath>,
        open: &mut Vec<usize>,
    ) -> Result<Final, TypeError> {
        let parsed = match (&read.base, written) {
            (_, Some(path)) => Some(path.clone()),
            (BaseType::Path(text), None) => Some(
                syn::parse_str(text)
                    .map_err(|_| TypeError::from(format!("`{text}` is not a type's path")))?,
            ),
            (BaseType::Known(_), None) => None,
        };
        let base = match (parsed, &read.base) {
            (Some(path), base) => self.path(module, &path, base, open)?,
            (None, BaseType::Known(ty)) => Final::diesel(ty.clone(), None),
            (None, BaseType::Path(text)) => return Err(format!("`{text}` is not a type's path").into()),
        };
        base.within(read.nullable, read.array)
    }

    fn path(
        &self,
        module: ModuleId,
        path: &TypePath,
        read: &BaseType,
        open: &mut Vec<usize>,
    ) -> Result<Final, TypeError> {
        let shown = shown(path);
        match self.tree.resolve_syn(module, &path.path) {
            Resolved::Item(Item::Type(index)) => self.type_item(index, open),
            Resolved::Item(_) => Err(format!("`{shown}` is a module, not a type").into()),
            Resolved::External(full) => {
                // `use chrono::NaiveDate as Day` is read by the name that it has at home.
                let renamed = with_path(path, &full);
                let same =
                    path.path.segments.last().map(|last| last.ident.to_string()) == full.last().cloned();
                let home = if same { read.clone() } else { rust_type(&renamed)?.base };
                match home {
                    BaseType::Known(ty) => Ok(Final::diesel(ty, None)),
                    BaseType::Path(_) => self.configured(&full).unwrap_or_else(|| Err(unknown(&shown))),
                }
            }
            Resolved::Unknown => match read {
                BaseType::Known(ty) => Ok(Final::diesel(ty.clone(), None)),
                BaseType::Path(_) => {
                    let written = super::names::segments(&path.path);
                    self.configured(&written).unwrap_or_else(|| Err(unknown(&shown)))
                }
            },
        }
    }

    fn type_item(&self, index: usize, open: &mut Vec<usize>) -> Result<Final, TypeError> {
        let item = &self.tree.types[index];
        if open.contains(&index) {
            return Err(format!("the type `{}` is made of itself", item.name).into());
        }
        open.push(index);
        let found = self.meaning(index, item, open);
        open.pop();
        found
    }

    fn meaning(&self, index: usize, item: &TypeItem, open: &mut Vec<usize>) -> Result<Final, TypeError> {
        let name = &item.name;
        match (&self.meanings[index], &item.kind) {
            (Meaning::Enum(def), _) => {
                Ok(Final { nullable: false, array: None, base: FinalBase::Enum(def.clone()) })
            }
            (Meaning::Newtype(def), kind) => {
                let mut found = match &def.sql_type {
                    Some(sql) => {
                        let sql = syn::parse_str(sql)?;
                        self.sql_type(item.module, &sql, open)?
                    }
                    None => match newtype_field(kind) {
                        Some(inner) => self.written(item.module, inner, open)?,
                        None => self.reading(item.module, &def.inner, None, open)?,
                    },
                };
                if let (Some(named), FinalBase::Diesel(_, db_type)) = (&def.db_type, &mut found.base) {
                    *db_type = Some(named.clone());
                }
                Ok(found)
            }
            (Meaning::Typed(types), _) => match types.as_slice() {
                [only] => self.sql_type(item.module, only, open),
                several => Err(format!(
                    "`{name}` has {} SQL types: say which one with `#[model(sql_type = ..)]` on the field",
                    several.len()
                ).into()),
            },
            (Meaning::Alias, TypeKind::Alias(alias)) => {
                if alias.generics.params.is_empty() {
                    self.written(item.module, &alias.ty, open)
                } else {
                    Err(format!(
                        "`{name}` is an alias with parameters: write the type itself, or `#[model(sql_type = ..)]`"
                    ).into())
                }
            }
            (Meaning::Broken, _) => Err(broken(name)),
            (Meaning::Model(_), _) => Err(format!(
                "`{name}` is a model, not a column: write the type of its key, with `#[model(references({name}))]`"
            ).into()),
            _ => {
                let mut full = self.tree.modules[item.module].path.clone();
                full.push(name.clone());
                self.configured(&full).unwrap_or_else(|| Err(unknown(name)))
            }
        }
    }

    /// An entry of `[types]` for a full path: `Money`, `crate::Money`, or any whole ending of the path.
    fn configured(&self, full: &Segments) -> Option<Result<Final, TypeError>> {
        let entry = self.configured.iter().find(|(key, _)| {
            let key: Vec<&str> = key.trim_start_matches("::").split("::").map(str::trim).collect();
            let skip = if key.first() == Some(&"crate") { 1 } else { full.len().saturating_sub(key.len()) };
            let own = usize::from(key.first() == Some(&"crate"));
            full.iter().skip(skip).map(String::as_str).eq(key.iter().skip(own).copied())
        });
        entry.map(|(key, entry)| match DieselType::parse(&entry.sql_type) {
            Some(ty) => Ok(Final::diesel(ty, entry.db_type.clone())),
            None => Err(format!(
                "`sql_type = \"{}\"` of `{key}` in [types] is not a Diesel SQL type",
                entry.sql_type
            )
            .into()),
        })
    }

    fn sql_type(&self, module: ModuleId, written: &Type, open: &mut Vec<usize>) -> Result<Final, TypeError> {
        let Type::Path(path) = peeled(written) else {
            return Err("write a Diesel SQL type: `Text`, `Nullable<Array<Integer>>`".to_owned().into());
        };
        if let Some((outer, inner)) = generic(path) {
            let inner = self.sql_type(module, inner, open)?;
            match (outer.as_str(), inner.base) {
                ("Nullable", base) => return Ok(Final { nullable: true, array: inner.array, base }),
                ("Array", FinalBase::Enum(def)) => {
                    let array = if inner.nullable { ArrayOf::Nullable } else { ArrayOf::Values };
                    return Ok(Final { nullable: false, array: Some(array), base: FinalBase::Enum(def) });
                }
                (_, FinalBase::Diesel(mut ty, db_type)) => {
                    if inner.nullable {
                        ty = DieselType::of("Nullable", ty);
                    }
                    let db_type = db_type.filter(|_| outer == "Array").map(|name| format!("{name}[]"));
                    return Ok(Final::diesel(DieselType::of(&outer, ty), db_type));
                }
                (_, FinalBase::Enum(def)) => {
                    return Err(
                        format!("`{outer}` of the enum `{}` is no type of a column", def.rust_name).into()
                    );
                }
            }
        }
        match self.tree.resolve_syn(module, &path.path) {
            Resolved::Item(Item::Type(index)) => self.sql_item(index, open),
            Resolved::Item(_) => Err(format!("`{}` is a module, not an SQL type", shown(path)).into()),
            Resolved::External(full) => diesel_type(&with_path(path, &full))
                .map(|ty| Final::diesel(ty, None))
                .map_err(TypeError::from),
            Resolved::Unknown => {
                diesel_type(written).map(|ty| Final::diesel(ty, None)).map_err(TypeError::from)
            }
        }
    }

    fn sql_item(&self, index: usize, open: &mut Vec<usize>) -> Result<Final, TypeError> {
        let item = &self.tree.types[index];
        if open.contains(&index) {
            return Err(format!("the type `{}` is made of itself", item.name).into());
        }
        match (&self.meanings[index], &item.kind) {
            (Meaning::Broken, _) => Err(broken(&item.name)),
            (Meaning::Sql(names), _) => self.own_sql_type(&item.name, names),
            (Meaning::Enum(def), _) => {
                Ok(Final { nullable: false, array: None, base: FinalBase::Enum(def.clone()) })
            }
            (Meaning::Alias, TypeKind::Alias(alias)) => {
                open.push(index);
                let found = self.sql_type(item.module, &alias.ty, open);
                open.pop();
                found
            }
            _ => Err(format!(
                "`{}` is not an SQL type: one has `#[derive(SqlType)]` and `#[diesel(postgres_type(name = \"..\"))]`",
                item.name
            ).into()),
        }
    }

    fn own_sql_type(&self, name: &str, names: &SqlNames) -> Result<Final, TypeError> {
        match (self.engine, &names.postgres, &names.sqlite) {
            (Engine::Postgres, Some(postgres), _) => {
                let db_type = match &names.schema {
                    Some(_) => {
                        qualified(self.engine, &self.engine.qualify(names.schema.as_deref(), postgres))
                    }
                    None => ident(self.engine, postgres),
                };
                Ok(Final::diesel(DieselType { name: name.to_owned(), args: Vec::new() }, Some(db_type)))
            }
            (Engine::Sqlite, _, Some(sqlite)) => Ok(Final::diesel(DieselType::new(sqlite), None)),
            (engine, ..) => {
                let (kind, example) = match engine {
                    Engine::Postgres => ("postgres_type", "mood"),
                    Engine::Sqlite => ("sqlite_type", "Text"),
                };
                Err(format!(
                    "the SQL type `{name}` has no name on {engine}: write `#[diesel({kind}(name = \"{example}\"))]` on it, \
                     or `#[model(db_type = \"..\")]` on the field"
                ).into())
            }
        }
    }
}

fn broken(name: &str) -> TypeError {
    TypeError { message: format!("`{name}` could not be read"), help: None, reported: true }
}

fn unknown(shown: &str) -> TypeError {
    TypeError {
        message: format!("the type `{shown}` has no SQL type that is known here"),
        help: Some(UNKNOWN_TYPE_HELP),
        reported: false,
    }
}

/// What to write for a type that is not known.
const UNKNOWN_TYPE_HELP: &str = "derive `ModelType` for a newtype or `ModelEnum` for an enum, write `#[model(sql_type = ..)]` on the field, \
     or add the type to [types] in model.toml";

fn shown(path: &TypePath) -> String {
    path.to_token_stream().to_string().replace(" :: ", "::").replace(":: ", "::").replace(' ', "")
}

fn peeled(ty: &Type) -> &Type {
    match ty {
        Type::Paren(inner) => peeled(&inner.elem),
        Type::Group(inner) => peeled(&inner.elem),
        other => other,
    }
}

/// Name and argument of a path like `Nullable<Text>`.
fn generic(path: &TypePath) -> Option<(String, &Type)> {
    let last = path.path.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first()? {
        GenericArgument::Type(ty) if arguments.args.len() == 1 => Some((last.ident.to_string(), ty)),
        _ => None,
    }
}

/// The path inside of `Option<..>` and `Vec<..>`; none for anything but a path, and for `Vec<u8>`.
fn base_path(ty: &Type) -> Option<&TypePath> {
    let Type::Path(path) = peeled(ty) else { return None };
    match generic(path) {
        Some((name, inner)) if name == "Option" => base_path(inner),
        Some((name, inner)) if name == "Vec" => {
            let bytes = matches!(peeled(inner), Type::Path(inner) if inner.path.is_ident("u8"));
            if bytes { None } else { base_path(inner) }
        }
        _ => Some(path),
    }
}

/// A path under another name, its last arguments kept.
fn with_path(path: &TypePath, full: &Segments) -> Type {
    let arguments = path.path.segments.last().map(|last| last.arguments.clone()).unwrap_or_default();
    let mut segments: syn::punctuated::Punctuated<syn::PathSegment, syn::Token![::]> =
        full.iter().map(|name| syn::PathSegment::from(syn::Ident::new_raw_if_needed(name))).collect();
    if let Some(last) = segments.last_mut() {
        last.arguments = arguments;
    }
    Type::Path(TypePath { qself: None, path: syn::Path { leading_colon: None, segments } })
}

/// Makes an identifier of a name that may be a keyword.
trait RawIdent {
    fn new_raw_if_needed(name: &str) -> syn::Ident;
}

impl RawIdent for syn::Ident {
    fn new_raw_if_needed(name: &str) -> syn::Ident {
        syn::parse_str(name).unwrap_or_else(|_| syn::Ident::new_raw(name, proc_macro2::Span::call_site()))
    }
}

/// The type that a tuple struct of one field wraps.
fn newtype_field(kind: &TypeKind) -> Option<&Type> {
    let TypeKind::Data(input) = kind else { return None };
    let syn::Data::Struct(data) = &input.data else { return None };
    let mut fields = data.fields.iter();
    match (fields.next(), fields.next()) {
        (Some(field), None) => Some(&field.ty),
        _ => None,
    }
}
