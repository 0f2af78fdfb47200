//! `#[derive(Model)]`.

use std::collections::BTreeMap;

use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::{Data, DeriveInput, Fields, Ident, Path, Token};

use super::args::{self, Key, Name, Scope, Seen, each_attribute};
use super::constraints::{self, At, Columns, Constraints, Place};
use super::diesel::{self, OnItem};
use super::errors::Errors;
use super::field::{self, Draft, exclude, identifier, unraw};
use super::types::path_text;
use super::{Parsed, ReferenceTokens, Spans, Tokens, view};
use crate::def::{CommentDef, ModelDef, PrimaryKeyDef};
use crate::ir::Deferrable;

const MODEL: Scope = Scope {
    place: "`#[model(..)]` on a struct",
    once: &[
        "schema",
        "sql_name",
        "primary_key",
        "no_primary_key",
        "with",
        "unlogged",
        "strict",
        "without_rowid",
        "partition_by",
        "comment",
        "renamed_from",
        "existing_table",
        "view",
        "crate",
    ],
    many: &["index", "unique", "references", "check", "exclude", "extension"],
};
const PRIMARY_KEY: Scope = Scope {
    place: "`primary_key(..)`; its columns are named in `#[diesel(primary_key(..))]`",
    once: &["name", "include", "deferrable", "initially_deferred", "without_overlaps"],
    many: &[],
};

/// Diesel's tables end here.
const MOST_COLUMNS: usize = 128;

pub(super) fn read(input: &DeriveInput) -> (Parsed<ModelDef>, Option<syn::Error>) {
    let errors = Errors::default();
    let parsed = Reader::new(input, &errors).read();
    (parsed, errors.finish())
}

struct Reader<'a> {
    input: &'a DeriveInput,
    errors: &'a Errors,
    on_diesel: OnItem,
    def: ModelDef,
    spans: Spans,
    tokens: Tokens,
    constraints: Constraints,
    no_primary_key: bool,
}

impl<'a> Reader<'a> {
    fn new(input: &'a DeriveInput, errors: &'a Errors) -> Self {
        let on_diesel = diesel::on_item(&input.attrs, errors);
        let rust_name = unraw(&input.ident);
        let path = on_diesel.table.clone().unwrap_or_else(|| {
            let name = format!("{}s", snake_case(&rust_name));
            identifier(&name, input.ident.span()).unwrap_or_else(|| input.ident.clone()).into()
        });
        let ident = path.segments.last().map_or_else(|| input.ident.clone(), |last| last.ident.clone());
        let existing = flagged(input, "existing_table") || path.segments.len() > 1;
        let def = ModelDef {
            rust_name,
            table: unraw(&ident),
            view: flagged(input, "view"),
            schema: None,
            existing_table: existing.then(|| path_text(&path)),
            backend: on_diesel.backend,
            primary_key: PrimaryKeyDef {
                columns: Vec::new(),
                name: None,
                deferrable: Deferrable::Never,
                include: Vec::new(),
                without_overlaps: false,
            },
            fields: Vec::new(),
            uniques: Vec::new(),
            indexes: Vec::new(),
            references: Vec::new(),
            checks: Vec::new(),
            exclusions: Vec::new(),
            extensions: Vec::new(),
            storage: BTreeMap::new(),
            unlogged: false,
            strict: false,
            without_rowid: false,
            partition_by: None,
            comment: CommentDef::Unset,
            docs: diesel::docs(&input.attrs),
            renamed_from: None,
        };
        let existing_table = existing.then_some(path);
        let tokens = Tokens { table: Some(ident), existing_table, ..Tokens::default() };
        let spans = Spans::of(&input.ident);
        Self {
            input,
            errors,
            on_diesel,
            def,
            spans,
            tokens,
            constraints: Constraints::default(),
            no_primary_key: false,
        }
    }

    fn read(mut self) -> Parsed<ModelDef> {
        let existing = self.def.existing_table.is_some();
        let (errors, is_view) = (self.errors, self.def.view);
        let drafts: Vec<Draft<'_>> = self
            .named_fields()
            .into_iter()
            .flatten()
            .filter_map(|field| Draft::read(field, existing, errors))
            .collect();
        self.tokens.embeds = self.embeds();
        let columns = Columns {
            model: self.def.rust_name.clone(),
            is_view,
            names: drafts.iter().map(Draft::names).collect(),
        };
        for draft in drafts {
            let (field, tokens) = draft.finish(&columns, &mut self.constraints, &mut self.spans, errors);
            if self.def.fields.iter().any(|other| other.column == field.column) {
                let span = self.spans.fields.last().map_or(self.spans.item, |(_, span)| *span);
                errors.at(span, format!("two fields are the column `{}`: rename one", field.column));
            }
            self.def.fields.push(field);
            self.tokens.columns.push(tokens);
        }
        self.struct_attributes(&columns);
        if self.is_struct_with_fields() {
            self.primary_key(&columns);
            self.size();
        }
        self.lift();
        Parsed { def: self.def, spans: self.spans, tokens: self.tokens }
    }

    /// The fields, or none and an error that says what a model is.
    fn named_fields(&self) -> Option<&'a Punctuated<syn::Field, Token![,]>> {
        let input = self.input;
        if !self.input.generics.params.is_empty() {
            self.errors.push(syn::Error::new_spanned(
                &self.input.generics,
                "a model is one table: it has no generics and no lifetimes; let it own its values (`String` for `&'a str`)",
            ));
        }
        let message = match &input.data {
            Data::Struct(data) => match &data.fields {
                Fields::Named(fields) => return Some(&fields.named),
                Fields::Unnamed(_) => {
                    "a model's columns are named: write a struct with named fields (`ModelType` is for a newtype)"
                }
                Fields::Unit => "a model has columns: write a struct with named fields",
            },
            Data::Enum(_) => "a model is a struct with named fields: `ModelEnum` is for an enum",
            Data::Union(_) => "a model is a struct with named fields",
        };
        self.errors.at(self.input.ident.span(), message);
        None
    }

    fn embeds(&self) -> bool {
        let Data::Struct(data) = &self.input.data else { return false };
        data.fields.iter().any(|field| diesel::on_field(&field.attrs, &Errors::default()).embed)
    }

    fn is_struct_with_fields(&self) -> bool {
        matches!(&self.input.data, Data::Struct(data) if matches!(data.fields, Fields::Named(_)))
    }

    fn struct_attributes(&mut self, columns: &Columns) {
        let mut seen = Seen::new();
        let (attributes, errors) = (&self.input.attrs, self.errors);
        each_attribute(attributes, "model", errors, |input| {
            args::read(input, &MODEL, &mut seen, errors, |key, input| self.option(key, input, columns));
        });
        if self.def.view {
            return;
        }
        exclude(&seen, &["no_primary_key", "primary_key"], errors);
        if let (Some(span), Some(_)) = (seen.get("no_primary_key"), &self.on_diesel.primary_key) {
            errors.at(
                *span,
                "`no_primary_key` and `#[diesel(primary_key(..))]` exclude each other: leave one out",
            );
        }
    }

    fn option(&mut self, key: &Key, input: ParseStream<'_>, columns: &Columns) -> syn::Result<()> {
        if let Some(error) = view::refused(key).filter(|_| self.def.view) {
            return Err(error);
        }
        let place = Place { columns, field: None, errors: self.errors };
        match key.name.as_str() {
            "index" => self.constraints.index(key, input, place)?,
            "unique" => self.constraints.unique(key, input, place)?,
            "references" => self.constraints.references(key, input, place)?,
            "check" => self.constraints.check(key, input, place)?,
            "exclude" => self.constraints.exclude(key, input, place)?,
            "extension" => self.def.extensions.push(key.string(input)?.value()),
            "schema" => self.def.schema = Some(self.schema(key, input)?),
            "sql_name" => self.def.table = key.string(input)?.value(),
            "primary_key" => self.primary_key_options(key, input, place)?,
            "no_primary_key" => {
                key.flag(input)?;
                self.no_primary_key = true;
            }
            "with" => self.def.storage = constraints::storage(key, input)?,
            "unlogged" => {
                key.flag(input)?;
                self.def.unlogged = true;
            }
            "strict" => {
                key.flag(input)?;
                self.def.strict = true;
            }
            "without_rowid" => {
                key.flag(input)?;
                self.def.without_rowid = true;
            }
            "partition_by" => self.def.partition_by = Some(key.string(input)?.value()),
            "comment" => self.def.comment = field::comment(key, input)?,
            "renamed_from" => self.def.renamed_from = Some(key.string(input)?.value()),
            // Read before the fields, which depend on them.
            "existing_table" | "view" => key.flag(input)?,
            _ => {
                key.equals(input)?;
                self.tokens.core = Some(input.call(Path::parse_mod_style)?);
            }
        }
        Ok(())
    }

    /// `schema = "app"`: `table!` takes an identifier.
    fn schema(&self, key: &Key, input: ParseStream<'_>) -> syn::Result<String> {
        let name = key.string(input)?;
        if self.def.existing_table.is_none() && syn::parse_str::<Ident>(&name.value()).is_err() {
            return Err(syn::Error::new(
                name.span(),
                "Diesel's `table!` takes an identifier as a schema's name: write the `table!` yourself and add \
                 `#[model(existing_table)]`, or rename the schema",
            ));
        }
        Ok(name.value())
    }

    /// `primary_key(name = "..", include(a))`.
    fn primary_key_options(
        &mut self,
        key: &Key,
        input: ParseStream<'_>,
        place: Place<'_>,
    ) -> syn::Result<()> {
        let def = &mut self.def.primary_key;
        key.parens(input, |list| {
            args::read(list, &PRIMARY_KEY, &mut Seen::new(), place.errors, |key, input| {
                match key.name.as_str() {
                    "name" => def.name = Some(key.string(input)?.value()),
                    "include" => def.include = constraints::columns(key, input, place)?,
                    "without_overlaps" => {
                        key.flag(input)?;
                        def.without_overlaps = true;
                    }
                    _ => constraints::deferrable(key, input, &mut def.deferrable)?,
                }
                Ok(())
            });
            Ok(())
        })
    }

    /// The columns of the key: those that Diesel is told, else `id`; of a view, which has none, else the first.
    fn primary_key(&mut self, columns: &Columns) {
        if self.no_primary_key || self.def.fields.is_empty() {
            return;
        }
        if let Some(names) = &self.on_diesel.primary_key {
            self.def.primary_key.columns =
                names.iter().map(|name: &Name| columns.resolve(name, self.errors)).collect();
        } else if let Some(column) = columns.find("id") {
            self.def.primary_key.columns = vec![column.to_owned()];
        } else if let (true, Some((_, first))) = (self.def.view, columns.names.first()) {
            self.def.primary_key.columns = vec![first.clone()];
        } else {
            self.errors.at(
                self.input.ident.span(),
                format!(
                    "`{}` has no primary key: add a field `id`, name the key with `#[diesel(primary_key(..))]`, \
                     or say that there is none with `#[model(no_primary_key)]`",
                    self.def.rust_name
                ),
            );
        }
    }

    fn size(&self) {
        match self.def.fields.len() {
            0 => self.errors.at(self.input.ident.span(), "a model has columns: add a field"),
            n if n > MOST_COLUMNS => self.errors.at(
                self.input.ident.span(),
                format!("{n} columns: Diesel's tables have {MOST_COLUMNS} at most; split the table in two"),
            ),
            _ => {}
        }
    }

    /// Moves what fields and struct said into the definition.
    fn lift(&mut self) {
        fn part<T>(list: Vec<At<T>>) -> (Vec<T>, Vec<proc_macro2::Span>) {
            list.into_iter().map(|at| (at.value, at.span)).unzip()
        }
        let lifted = std::mem::take(&mut self.constraints);
        (self.def.uniques, self.spans.uniques) = part(lifted.uniques);
        (self.def.indexes, self.spans.indexes) = part(lifted.indexes);
        (self.def.checks, self.spans.checks) = part(lifted.checks);
        (self.def.exclusions, self.spans.exclusions) = part(lifted.exclusions);
        for At { value, span } in lifted.references {
            self.def.references.push(value.def);
            self.spans.references.push(span);
            self.tokens.references.push(ReferenceTokens { model: value.path, joins: value.joins });
        }
    }
}

/// Whether a flag is written in some `#[model(..)]` of the item.
fn flagged(input: &DeriveInput, flag: &str) -> bool {
    let mut found = false;
    each_attribute(&input.attrs, "model", &Errors::default(), |list| {
        while !list.is_empty() {
            found |= Key::parse(list).is_ok_and(|key| key.name == flag);
            args::skip_argument(list);
            args::skip_comma(list);
        }
    });
    found
}

/// `BlogPost` as Diesel's derives write it: `blog_post`.
pub(super) fn snake_case(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    for (i, c) in name.chars().enumerate() {
        if c.is_uppercase() && i > 0 {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    snake
}
