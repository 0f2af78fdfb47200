//! A SQL type as written -> as it reads in any module.

use model_schema::types::{DieselType, canonical};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{GenericArgument, Ident, Path, PathArguments, Type, TypePath};

/// Types that Diesel has under this name, aliases resolved.
const DIESELS: &[&str] = &[
    "Array",
    "BigInt",
    "Binary",
    "Bool",
    "CChar",
    "Cidr",
    "Citext",
    "Date",
    "Daterange",
    "Double",
    "Float",
    "Inet",
    "Int4multirange",
    "Int4range",
    "Int8multirange",
    "Int8range",
    "Integer",
    "Interval",
    "Json",
    "Jsonb",
    "MacAddr",
    "MacAddr8",
    "Money",
    "Multirange",
    "Nullable",
    "Numeric",
    "Numrange",
    "Oid",
    "PgLsn",
    "Range",
    "SmallInt",
    "Text",
    "Time",
    "Timestamp",
    "Timestamptz",
    "TimestamptzSqlite",
    "Tsrange",
    "Tstzrange",
    "Uuid",
];

/// Diesel's own type: `+ - * /` on a column depend on the last segment, so it is Diesel's own name.
pub fn known(ty: &DieselType) -> TokenStream {
    let name = format_ident!("{}", ty.name);
    let args = ty.args.iter().map(known);
    if ty.args.is_empty() {
        quote!(::diesel::sql_types::#name)
    } else {
        quote!(::diesel::sql_types::#name<#(#args),*>)
    }
}

/// A written type. `elsewhere` gives the name that a path which only holds in the item's module has for others.
pub fn written(ty: &TypePath, elsewhere: &mut impl FnMut(&Path) -> TokenStream) -> TokenStream {
    let Some(last) = ty.path.segments.last() else { return quote!(#ty) };
    let ident = &last.ident;
    let arguments = match &last.arguments {
        PathArguments::AngleBracketed(written_arguments) => {
            let arguments = written_arguments.args.iter().map(|argument| match argument {
                GenericArgument::Type(Type::Path(path)) => written(path, elsewhere),
                other => quote!(#other),
            });
            quote!(<#(#arguments),*>)
        }
        _ => TokenStream::new(),
    };
    if let Some(name) = diesels(&ty.path, ident) {
        return quote!(::diesel::sql_types::#name #arguments);
    }
    let mut path = ty.path.clone();
    if let Some(last) = path.segments.last_mut() {
        last.arguments = PathArguments::None;
    }
    if is_absolute(&path) {
        return quote!(#path #arguments);
    }
    let name = elsewhere(&path);
    quote!(#name #arguments)
}

/// `Text` and `diesel::sql_types::Text`, but not `crate::Text`.
fn diesels(path: &Path, last: &Ident) -> Option<Ident> {
    let of_diesel = path.segments.len() == 1
        || path.segments.first().is_some_and(|first| first.ident == "diesel")
        || path
            .segments
            .iter()
            .nth_back(1)
            .is_some_and(|module| module.ident == "sql_types" && path.segments.len() == 2);
    let last = last.to_string();
    let name = canonical(&last);
    (of_diesel && DIESELS.contains(&name)).then(|| format_ident!("{name}"))
}

/// Whether a path means the same in every module of the crate.
pub fn is_absolute(path: &Path) -> bool {
    path.leading_colon.is_some()
        || (path.segments.first()).is_some_and(|first| first.ident == "crate" || first.ident == "diesel")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let ty: TypePath = syn::parse_str(text).unwrap();
        written(&ty, &mut |path| quote!(elsewhere<#path>)).to_string().replace(' ', "")
    }

    #[test]
    fn diesels_types_are_named_in_full() {
        for (text, expected) in [
            ("Int8", "::diesel::sql_types::BigInt"),
            ("diesel::sql_types::Nullable<Text>", "::diesel::sql_types::Nullable<::diesel::sql_types::Text>"),
            ("sql_types::Citext", "::diesel::sql_types::Citext"),
            ("Array<crate::sql::Mood>", "::diesel::sql_types::Array<crate::sql::Mood>"),
            ("schema::sql_types::Mood", "elsewhere<schema::sql_types::Mood>"),
            ("crate::Text", "crate::Text"),
            ("Ltree", "elsewhere<Ltree>"),
        ] {
            assert_eq!(read(text), expected);
        }
    }
}
