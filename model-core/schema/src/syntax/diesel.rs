//! What Diesel's own attributes say. Those that are not about the table are passed over: Diesel checks them.

use quote::ToTokens;
use syn::parse::ParseStream;
use syn::parse::discouraged::Speculative;
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, LitStr, Path, Token, Type};

use super::args::{Key, Name, each_attribute, skip_argument, skip_comma};
use super::errors::Errors;
use crate::ir::Engine;

/// `#[diesel(..)]` on a struct.
#[derive(Default)]
pub(super) struct OnItem {
    pub(super) table: Option<Path>,
    pub(super) primary_key: Option<Vec<Name>>,
    pub(super) backend: Option<Engine>,
    pub(super) sql_type: Option<Type>,
}

/// `#[diesel(..)]` on a field.
#[derive(Default)]
pub(super) struct OnField {
    pub(super) column_name: Option<Name>,
    pub(super) embed: bool,
    /// The field is computed, and no column.
    pub(super) computed: bool,
    pub(super) sql_type: Option<Type>,
    /// The type that is read or written in the field's stead.
    pub(super) stand_in: Option<Type>,
}

pub(super) fn on_item(attributes: &[Attribute], errors: &Errors) -> OnItem {
    let mut read = OnItem::default();
    each_argument(attributes, errors, |key, input| {
        match key.name.as_str() {
            "table_name" => {
                key.equals(input)?;
                let path = if input.peek(LitStr) {
                    input.parse::<LitStr>()?.parse_with(Path::parse_mod_style)?
                } else {
                    input.call(Path::parse_mod_style)?
                };
                read.table.get_or_insert(path);
            }
            "primary_key" => read.primary_key = Some(key.parens(input, Name::list)?),
            "check_for_backend" => {
                read.backend = key.parens(input, |list| {
                    // `disable = true` names no backend.
                    let paths = Punctuated::<Expr, Token![,]>::parse_terminated(list)?;
                    Ok(backend(paths.iter()))
                })?;
            }
            "sql_type" => {
                key.equals(input)?;
                read.sql_type.get_or_insert(input.parse()?);
            }
            _ => skip_value(input),
        }
        Ok(())
    });
    read
}

pub(super) fn on_field(attributes: &[Attribute], errors: &Errors) -> OnField {
    let mut read = OnField::default();
    each_argument(attributes, errors, |key, input| {
        match key.name.as_str() {
            "column_name" => {
                key.equals(input)?;
                read.column_name = Some(Name::parse(input)?);
            }
            "embed" => read.embed = true,
            "select_expression" | "select_expression_type" => {
                read.computed = true;
                skip_value(input);
            }
            "sql_type" => {
                key.equals(input)?;
                read.sql_type = Some(input.parse()?);
            }
            "deserialize_as" => {
                key.equals(input)?;
                read.stand_in = Some(input.parse()?);
            }
            "serialize_as" => {
                key.equals(input)?;
                let ty = input.parse()?;
                read.stand_in.get_or_insert(ty);
            }
            _ => skip_value(input),
        }
        Ok(())
    });
    read
}

/// The one backend that is named, if it is one that is known here.
fn backend<'a>(paths: impl Iterator<Item = &'a Expr>) -> Option<Engine> {
    let mut engines = paths.filter_map(|path| {
        let text = path.to_token_stream().to_string();
        match text.rsplit("::").next().map(str::trim) {
            Some("Pg") => Some(Engine::Postgres),
            Some("Sqlite") => Some(Engine::Sqlite),
            _ => None,
        }
    });
    engines.next().filter(|_| engines.next().is_none())
}

fn each_argument(
    attributes: &[Attribute],
    errors: &Errors,
    mut argument: impl FnMut(&Key, ParseStream<'_>) -> syn::Result<()>,
) {
    each_attribute(attributes, "diesel", errors, |input| {
        while !input.is_empty() {
            if let Err(error) = Key::parse(input).and_then(|key| argument(&key, input)) {
                errors.push(error);
            }
            skip_argument(input);
            skip_comma(input);
        }
    });
}

/// Goes behind a value, commas in its type arguments included.
fn skip_value(input: ParseStream<'_>) {
    if !input.peek(Token![=]) {
        return;
    }
    let as_type = input.fork();
    if as_type.parse::<Token![=]>().is_ok() && as_type.parse::<Type>().is_ok() && Key::alone(&as_type) {
        input.advance_to(&as_type);
        return;
    }
    let as_expr = input.fork();
    if as_expr.parse::<Token![=]>().is_ok() && as_expr.parse::<Expr>().is_ok() && Key::alone(&as_expr) {
        input.advance_to(&as_expr);
    }
}

/// What the doc comment says: its lines joined, without the blank at their front.
pub(super) fn docs(attributes: &[Attribute]) -> Option<String> {
    let lines: Vec<String> = attributes
        .iter()
        .filter_map(|attribute| match &attribute.meta {
            syn::Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
                Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(line), .. }) => Some(line.value()),
                _ => None,
            },
            _ => None,
        })
        .flat_map(|text| text.split('\n').map(|line| line.trim().to_owned()).collect::<Vec<_>>())
        .collect();
    let text = lines.join("\n").trim().to_owned();
    (!text.is_empty()).then_some(text)
}
