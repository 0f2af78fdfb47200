//! `#[derive(ModelType)]`.

use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Fields, Path, Type};

use super::args::{self, Scope, Seen, each_attribute};
use super::diesel;
use super::errors::Errors;
use super::field::unraw;
use super::types::{opaque_type, rust_type, type_text};
use super::{Parsed, Spans, Tokens};
use crate::def::NewtypeDef;
use crate::types::{BaseType, RustType};

const NEWTYPE: Scope =
    Scope { place: "`#[model(..)]` on a newtype", once: &["sql_type", "db_type", "crate"], many: &[] };

pub(super) fn read(input: &DeriveInput) -> syn::Result<Parsed<NewtypeDef>> {
    let errors = Errors::default();
    let mut sql_type = diesel::on_item(&input.attrs, &errors).sql_type;
    let (spans, mut tokens) = (Spans::of(&input.ident), Tokens::default());
    let mut def = NewtypeDef {
        rust_name: unraw(&input.ident),
        inner: RustType { nullable: false, array: None, base: BaseType::Path(String::new()) },
        sql_type: None,
        db_type: None,
    };
    let mut seen = Seen::new();
    each_attribute(&input.attrs, "model", &errors, |list| {
        args::read(list, &NEWTYPE, &mut seen, &errors, |key, input| {
            match key.name.as_str() {
                "sql_type" => {
                    key.equals(input)?;
                    sql_type = Some(input.parse().map_err(|_| {
                        key.error("`sql_type` takes the path of a Diesel SQL type: write `sql_type = Citext`")
                    })?);
                }
                "db_type" => def.db_type = Some(key.string(input)?.value()),
                _ => {
                    key.equals(input)?;
                    tokens.core = Some(input.call(Path::parse_mod_style)?);
                }
            }
            Ok(())
        });
    });
    if !input.generics.params.is_empty() {
        errors.push(syn::Error::new_spanned(
            &input.generics,
            "a newtype with generics has no one column type: write one newtype for each",
        ));
    }
    if let Some(inner) = inner(input, &errors) {
        def.inner = if sql_type.is_some() {
            opaque_type(&inner)
        } else {
            errors.keep(rust_type(&inner)).unwrap_or_else(|| opaque_type(&inner))
        };
        if def.inner.nullable {
            errors.push(syn::Error::new_spanned(
                &inner,
                "whether a column may be NULL is the model's to say: wrap the type itself, and write `Option<..>` in the model",
            ));
        }
        tokens.inner = Some(inner);
    }
    match sql_type {
        Some(Type::Path(path)) => {
            def.sql_type = Some(type_text(&Type::Path(path.clone())));
            tokens.sql_type = Some(path);
        }
        Some(other) => errors.at(other.span(), "write the path of a Diesel SQL type: `sql_type = Citext`"),
        None => {}
    }
    errors.finish().map_or(Ok(Parsed { def, spans, tokens }), Err)
}

/// The one field.
fn inner(input: &DeriveInput, errors: &Errors) -> Option<Type> {
    if let Data::Struct(data) = &input.data
        && let Fields::Unnamed(fields) = &data.fields
        && let (1, Some(field)) = (fields.unnamed.len(), fields.unnamed.first())
    {
        return Some(field.ty.clone());
    }
    errors.at(
        input.ident.span(),
        format!("`ModelType` is for a tuple struct with one field: write `struct {}(i64);`", input.ident),
    );
    None
}
