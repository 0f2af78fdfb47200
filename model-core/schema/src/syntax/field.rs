//! `#[model(..)]` on a field.

use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::{Expr, Ident, LitStr, Type, token};

use super::args::{self, Key, Scope, Seen, each_attribute, skip_argument, skip_comma};
use super::constraints::{Columns, Constraints, Place};
use super::default::default;
use super::diesel::{self, OnField};
use super::errors::Errors;
use super::types::{opaque_type, rust_type, type_text};
use super::{ColumnTokens, Spans, view};
use crate::def::{CommentDef, FieldDef, GeneratedDef, NumberingDef};
use crate::ir::SequenceOptions;

const FIELD: Scope = Scope {
    place: "`#[model(..)]` on a field",
    once: &[
        "unique",
        "references",
        "default",
        "generated",
        "identity",
        "no_identity",
        "serial",
        "autoincrement",
        "max_length",
        "sql_type",
        "db_type",
        "sql_name",
        "collation",
        "comment",
        "renamed_from",
        "backfill",
        "using",
    ],
    many: &["index", "check"],
};
const IDENTITY: Scope = Scope {
    place: "`identity(..)`",
    once: &["always", "by_default", "start", "increment", "min", "max", "cache", "cycle"],
    many: &[],
};
const GENERATED: Scope = Scope { place: "`generated(..)`", once: &["expr", "virtual", "stored"], many: &[] };

/// Keys of which a field has one at most.
const EXCLUSIVE: [&[&str]; 6] = [
    &["identity", "no_identity", "serial", "autoincrement", "generated"],
    &["default", "identity"],
    &["default", "serial"],
    &["default", "autoincrement"],
    &["default", "generated"],
    &["backfill", "generated"],
];

/// A field that is a column, before its `#[model(..)]` is read.
pub(super) struct Draft<'a> {
    field: &'a syn::Field,
    ident: Ident,
    rust_name: String,
    pub(super) column: String,
    on_diesel: OnField,
    column_ident: Ident,
}

impl<'a> Draft<'a> {
    /// `None` for a field that is no column.
    pub(super) fn read(field: &'a syn::Field, existing_table: bool, errors: &Errors) -> Option<Self> {
        let ident = field.ident.clone()?;
        let on_diesel = diesel::on_field(&field.attrs, errors);
        if on_diesel.embed && !existing_table {
            errors.at(
                ident.span(),
                "an embedded struct's columns cannot be seen from here: write its fields out, or name the `table!` that \
                 has them: `#[model(existing_table)]`",
            );
        }
        if on_diesel.embed || on_diesel.computed {
            return None;
        }
        let rust_name = unraw(&ident);
        let column_ident = match &on_diesel.column_name {
            None => ident.clone(),
            Some(name) => identifier(&name.text, name.span).unwrap_or_else(|| {
                errors.at(
                    name.span,
                    format!(
                        "Diesel takes identifiers as column names: leave `column_name` out and write \
                         `#[model(sql_name = \"{}\")]`",
                        name.text
                    ),
                );
                ident.clone()
            }),
        };
        let column = sql_name(field).unwrap_or_else(|| unraw(&column_ident));
        Some(Self { field, ident, rust_name, column, on_diesel, column_ident })
    }

    pub(super) fn names(&self) -> (String, String) {
        (self.rust_name.clone(), self.column.clone())
    }

    pub(super) fn finish(
        self,
        columns: &Columns,
        constraints: &mut Constraints,
        spans: &mut Spans,
        errors: &Errors,
    ) -> (FieldDef, ColumnTokens) {
        let ty = self.on_diesel.stand_in.clone().unwrap_or_else(|| self.field.ty.clone());
        let mut def = FieldDef {
            rust_name: self.rust_name,
            docs: diesel::docs(&self.field.attrs),
            ..FieldDef::of_column(&self.column, None)
        };
        let column = def.column.clone();
        let mut reader = Reader {
            def: &mut def,
            sql_type: self.on_diesel.sql_type,
            constraints,
            place: Place { columns, field: Some(&column), errors },
        };
        let mut seen = Seen::new();
        each_attribute(&self.field.attrs, "model", errors, |input| {
            args::read(input, &FIELD, &mut seen, errors, |key, input| reader.option(key, input));
        });
        let sql_type = reader.sql_type;
        // What a view refuses need not contradict itself besides.
        if !columns.is_view {
            contradictions(&seen, errors);
        }
        let (read, valid) = if sql_type.is_some() {
            (opaque_type(&ty), true)
        } else {
            match errors.keep(rust_type(&ty)) {
                Some(read) => (read, true),
                None => (opaque_type(&ty), false),
            }
        };
        def.ty = read;
        let sql_type = sql_type.and_then(|ty| {
            def.sql_type = Some(type_text(&ty));
            match ty {
                Type::Path(path) => Some(path),
                other => {
                    errors.at(other.span(), "write the path of a Diesel SQL type: `sql_type = Citext`");
                    None
                }
            }
        });
        spans.fields.push((def.column.clone(), self.ident.span()));
        (def, ColumnTokens { ident: self.column_ident, ty, sql_type, valid })
    }
}

struct Reader<'a> {
    def: &'a mut FieldDef,
    sql_type: Option<Type>,
    constraints: &'a mut Constraints,
    place: Place<'a>,
}

impl Reader<'_> {
    fn option(&mut self, key: &Key, input: ParseStream<'_>) -> syn::Result<()> {
        if let Some(error) = view::refused(key).filter(|_| self.place.columns.is_view) {
            return Err(error);
        }
        match key.name.as_str() {
            "unique" => self.constraints.unique(key, input, self.place)?,
            "index" => self.constraints.index(key, input, self.place)?,
            "references" => self.constraints.references(key, input, self.place)?,
            "check" => self.constraints.check(key, input, self.place)?,
            "default" => {
                key.equals(input)?;
                let expr: Expr = input.parse()?;
                self.def.default = Some(default(&expr)?);
            }
            "generated" => self.def.generated = Some(generated(key, input, self.place.errors)?),
            "identity" => self.def.numbering = identity(key, input, self.place.errors)?,
            "no_identity" => self.numbering(key, input, NumberingDef::None)?,
            "serial" => self.numbering(key, input, NumberingDef::Serial)?,
            "autoincrement" => self.numbering(key, input, NumberingDef::Autoincrement)?,
            "max_length" => {
                self.def.max_length = match key.integer(input)? {
                    0 => return Err(key.error("`max_length` is 1 or more")),
                    length => Some(length),
                };
            }
            "sql_type" => {
                key.equals(input)?;
                self.sql_type = Some(input.parse().map_err(|_| {
                    key.error("`sql_type` takes the path of a Diesel SQL type: write `sql_type = Citext`")
                })?);
            }
            "db_type" => self.def.db_type = Some(key.string(input)?.value()),
            // Read before, with the names of all fields.
            "sql_name" => drop(key.string(input)?),
            "collation" => self.def.collation = Some(key.string(input)?.value()),
            "comment" => self.def.comment = comment(key, input)?,
            "renamed_from" => self.def.renamed_from = Some(key.string(input)?.value()),
            "backfill" => self.def.backfill = Some(key.string(input)?.value()),
            _ => self.def.using = Some(key.string(input)?.value()),
        }
        Ok(())
    }

    fn numbering(&mut self, key: &Key, input: ParseStream<'_>, numbering: NumberingDef) -> syn::Result<()> {
        key.flag(input)?;
        self.def.numbering = numbering;
        Ok(())
    }
}

/// `identity`, `identity(always, start = 100)`.
fn identity(key: &Key, input: ParseStream<'_>, errors: &Errors) -> syn::Result<NumberingDef> {
    let (mut always, mut options) = (false, SequenceOptions::default());
    if !Key::alone(input) {
        key.parens(input, |list| {
            let mut seen = Seen::new();
            args::read(list, &IDENTITY, &mut seen, errors, |key, input| {
                match key.name.as_str() {
                    "always" | "by_default" => {
                        key.flag(input)?;
                        always = key.name == "always";
                    }
                    "start" => options.start = Some(key.integer(input)?),
                    "increment" => options.increment = Some(key.integer(input)?),
                    "min" => options.min = Some(key.integer(input)?),
                    "max" => options.max = Some(key.integer(input)?),
                    "cache" => options.cache = Some(key.integer(input)?),
                    _ => {
                        key.flag(input)?;
                        options.cycle = true;
                    }
                }
                Ok(())
            });
            exclude(&seen, &["always", "by_default"], errors);
            Ok(())
        })?;
    }
    Ok(NumberingDef::Identity { always, options })
}

/// `generated = ".."`, `generated(expr = "..", virtual)`.
fn generated(key: &Key, input: ParseStream<'_>, errors: &Errors) -> syn::Result<GeneratedDef> {
    let mut def = GeneratedDef { expr: String::new(), stored: true };
    if input.peek(token::Paren) {
        key.parens(input, |list| {
            let mut seen = Seen::new();
            args::read(list, &GENERATED, &mut seen, errors, |key, input| {
                if key.name == "expr" {
                    def.expr = key.string(input)?.value();
                } else {
                    key.flag(input)?;
                    def.stored = key.name == "stored";
                }
                Ok(())
            });
            exclude(&seen, &["virtual", "stored"], errors);
            Ok(())
        })?;
    } else {
        def.expr = key.string(input)?.value();
    }
    if def.expr.trim().is_empty() {
        return Err(
            key.error("`generated` takes an expression in SQL: write `generated = \"price * amount\"`")
        );
    }
    Ok(def)
}

/// `comment`, `comment = ".."`.
pub(super) fn comment(key: &Key, input: ParseStream<'_>) -> syn::Result<CommentDef> {
    if Key::alone(input) {
        return Ok(CommentDef::Docs);
    }
    Ok(CommentDef::Text(key.string(input)?.value()))
}

fn contradictions(seen: &Seen, errors: &Errors) {
    for group in EXCLUSIVE {
        exclude(seen, group, errors);
    }
}

/// Reports the second and further keys of a group.
pub(super) fn exclude(seen: &Seen, group: &[&str], errors: &Errors) {
    let mut written = group.iter().filter(|key| seen.contains_key(**key));
    if let Some(first) = written.next() {
        for key in written {
            if let Some(span) = seen.get(*key) {
                errors.at(*span, format!("`{key}` and `{first}` exclude each other: leave one out"));
            }
        }
    }
}

/// `sql_name` alone: the columns' names are needed before anything else is read.
fn sql_name(field: &syn::Field) -> Option<String> {
    let mut found = None;
    each_attribute(&field.attrs, "model", &Errors::default(), |input| {
        while !input.is_empty() {
            if Key::parse(input).is_ok_and(|key| key.name == "sql_name")
                && input.parse::<syn::Token![=]>().is_ok()
                && let Ok(name) = input.parse::<LitStr>()
            {
                found = Some(name.value());
            }
            skip_argument(input);
            skip_comma(input);
        }
    });
    found
}

/// An identifier's text without `r#`.
pub(super) fn unraw(ident: &Ident) -> String {
    syn::ext::IdentExt::unraw(ident).to_string()
}

/// A name as an identifier, raw if it is a keyword.
pub(super) fn identifier(name: &str, span: proc_macro2::Span) -> Option<Ident> {
    let mut ident = syn::parse_str::<Ident>(name).or_else(|_| syn::parse_str(&format!("r#{name}"))).ok()?;
    ident.set_span(span);
    Some(ident)
}
