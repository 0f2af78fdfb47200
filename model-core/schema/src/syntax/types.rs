//! Types as they are written -> types as the schema knows them.

use quote::ToTokens;
use syn::{Error, GenericArgument, PathArguments, Result, Type};

use crate::types::{ArrayOf, BaseType, DieselType, RustType, known_rust_type};

/// Reads the type of a field: `Option<Vec<Status>>`.
pub fn rust_type(ty: &Type) -> Result<RustType> {
    let (ty, nullable) = match wrapped(ty, "Option") {
        Some(inner) => (inner, true),
        None => (ty, false),
    };
    let (ty, array) = match wrapped(ty, "Vec") {
        Some(inner) if is_path(inner, "u8") => (ty, None),
        Some(inner) => match wrapped(inner, "Option") {
            Some(inner) => (inner, Some(ArrayOf::Nullable)),
            None => (inner, Some(ArrayOf::Values)),
        },
        None => (ty, None),
    };
    if array.is_some() && matches!(bare(ty), Type::Tuple(_)) {
        return Err(Error::new_spanned(
            ty,
            "a `Vec` of bounds is a multirange or an array of ranges: say which with \
             `#[model(sql_type = Multirange<Integer>)]` or `#[model(sql_type = Array<Range<Integer>>)]`",
        ));
    }
    Ok(RustType { nullable, array, base: base_type(ty)? })
}

/// A type whose SQL type is named beside it: all that is asked of it is whether it is an `Option`.
pub(super) fn opaque_type(ty: &Type) -> RustType {
    let (inner, nullable) = match wrapped(ty, "Option") {
        Some(inner) => (inner, true),
        None => (ty, false),
    };
    rust_type(ty).unwrap_or_else(|_| RustType {
        nullable,
        array: None,
        base: BaseType::Path(inner.to_token_stream().to_string().split_whitespace().collect()),
    })
}

/// Reads a Diesel SQL type: `diesel::sql_types::Nullable<Array<Text>>`.
pub fn diesel_type(ty: &Type) -> Result<DieselType> {
    let wrong = || Error::new_spanned(ty, "write a Diesel SQL type: `Text`, `Nullable<Array<Integer>>`");
    let Type::Path(path) = bare(ty) else { return Err(wrong()) };
    let last = path.path.segments.last().ok_or_else(wrong)?;
    let mut read = DieselType::new(&last.ident.to_string());
    match &last.arguments {
        PathArguments::None => {}
        PathArguments::AngleBracketed(arguments) => {
            for argument in &arguments.args {
                let GenericArgument::Type(ty) = argument else { return Err(wrong()) };
                read.args.push(diesel_type(ty)?);
            }
        }
        PathArguments::Parenthesized(_) => return Err(wrong()),
    }
    Ok(read)
}

fn base_type(ty: &Type) -> Result<BaseType> {
    let error = |message: &str| Err(Error::new_spanned(ty, message));
    match bare(ty) {
        Type::Path(path) if path.qself.is_none() => path_type(ty, &path.path),
        Type::Array(array) => {
            let length = array.len.to_token_stream().to_string();
            match (is_path(&array.elem, "u8"), length.as_str()) {
                (true, "6") => Ok(BaseType::Known(DieselType::new("MacAddr"))),
                (true, "8") => Ok(BaseType::Known(DieselType::new("MacAddr8"))),
                (true, _) => error("an array is no column type: write `Vec<u8>`"),
                (false, _) => error("an array is no column type: write `Vec<..>`"),
            }
        }
        Type::Tuple(tuple) => {
            let mut bounds = tuple.elems.iter().map(|bound| wrapped(bound, "Bound"));
            if let (2, Some(Some(lower)), Some(Some(upper))) =
                (tuple.elems.len(), bounds.next(), bounds.next())
                && lower == upper
                && let BaseType::Known(element) = base_type(lower)?
            {
                return Ok(BaseType::Known(DieselType::of("Range", element)));
            }
            error(
                "a tuple is no column type: write one field for each part; a range is `(Bound<T>, Bound<T>)`",
            )
        }
        Type::Reference(_) => {
            error("a model owns its values: write `String` for `&str`, `Vec<u8>` for `&[u8]`, `T` for `&T`")
        }
        _ => error(
            "this is no column type: write a type that Diesel maps, or derive `ModelType` for a newtype",
        ),
    }
}

fn path_type(ty: &Type, path: &syn::Path) -> Result<BaseType> {
    let error = |message: String| Err(Error::new_spanned(ty, message));
    let Some(last) = path.segments.last() else { return error("expected a type".to_owned()) };
    let name = last.ident.to_string();
    let arguments = !last.arguments.is_none();
    match name.as_str() {
        "Option" => {
            return error("SQL has one NULL: write `Option<T>`, not an `Option` in an `Option`".to_owned());
        }
        "Vec" => {
            if wrapped(ty, "Vec").is_some_and(|inner| is_path(inner, "u8")) {
                return Ok(BaseType::Known(DieselType::new("Binary")));
            }
            return error(
                "an array has one dimension here: write `Vec<T>`, not a `Vec` in a `Vec`, \
                 or a type of its own with `#[model(sql_type = .., db_type = \"..\")]`"
                    .to_owned(),
            );
        }
        "Cow" => {
            let Some(inner) = wrapped(ty, "Cow") else {
                return error("write `Cow<'static, str>`".to_owned());
            };
            return base_type(inner);
        }
        "PhantomData" => {
            return error(
                "`PhantomData` is no column: leave the field out, \
                 or keep it in a struct of its own on an existing table"
                    .to_owned(),
            );
        }
        "Box" | "Arc" | "Rc" => {
            return error(format!(
                "Diesel does not read into `{name}`: write the type in it, `String` for `str`"
            ));
        }
        "u8" | "i8" | "u16" if !arguments => {
            return error(format!("`{name}` is no column type: write `i16`"));
        }
        "u64" | "usize" | "isize" | "u128" | "i128" if !arguments => {
            return error(format!("`{name}` is no column type: write `i64`"));
        }
        "char" if !arguments => return error("`char` is no column type: write `String`".to_owned()),
        _ => {}
    }
    // `DateTime<Utc>`: the zone is the program's, not the column's.
    if let Some(known) = known_rust_type(&name).filter(|_| !arguments || name == "DateTime") {
        return Ok(BaseType::Known(known));
    }
    if path.segments.iter().any(|segment| !segment.arguments.is_none()) {
        return error(format!(
            "the column type of `{name}<..>` cannot be told from here: name it with `#[model(sql_type = ..)]`"
        ));
    }
    Ok(BaseType::Path(path_text(path)))
}

/// A path as written, without blanks and type arguments.
pub(super) fn path_text(path: &syn::Path) -> String {
    let segments: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let leading = if path.leading_colon.is_some() { "::" } else { "" };
    format!("{leading}{}", segments.join("::"))
}

/// A type without blanks.
pub(super) fn type_text(ty: &Type) -> String {
    ty.to_token_stream().to_string().split_whitespace().collect()
}

/// The `T` of `Name<T>`, lifetimes aside.
fn wrapped<'a>(ty: &'a Type, name: &str) -> Option<&'a Type> {
    let Type::Path(path) = bare(ty) else { return None };
    let last = path.path.segments.last().filter(|last| path.qself.is_none() && last.ident == name)?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    let mut types = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    types.next().filter(|_| types.next().is_none())
}

/// A type without the groups that a macro puts around it, and without parentheses.
fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => bare(&group.elem),
        Type::Paren(paren) => bare(&paren.elem),
        other => other,
    }
}

fn is_path(ty: &Type, name: &str) -> bool {
    matches!(bare(ty), Type::Path(path) if path.path.is_ident(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<RustType> {
        rust_type(&syn::parse_str(text).unwrap())
    }

    fn known(text: &str) -> String {
        match read(text).unwrap().base {
            BaseType::Known(ty) => ty.to_string(),
            BaseType::Path(path) => format!("path {path}"),
        }
    }

    #[test]
    fn types_that_diesel_maps() {
        for (rust, diesel) in [
            ("i64", "BigInt"),
            ("Option<std::string::String>", "Text"),
            ("Vec<u8>", "Binary"),
            ("Vec<Vec<u8>>", "Binary"),
            ("[u8; 6]", "MacAddr"),
            ("[u8; 8]", "MacAddr8"),
            ("(Bound<i32>, Bound<i32>)", "Range<Integer>"),
            ("chrono::DateTime<chrono::Utc>", "Timestamptz"),
            ("Cow<'static, str>", "Text"),
            ("serde_json::Value", "Jsonb"),
            ("crate::ids::UserId", "path crate::ids::UserId"),
            (":: ids :: r#type", "path ::ids::r#type"),
        ] {
            assert_eq!(known(rust), diesel, "{rust}");
        }
    }

    #[test]
    fn options_and_arrays() {
        let ty = read("Option<Vec<Option<Status>>>").unwrap();
        assert!(ty.nullable && ty.array == Some(ArrayOf::Nullable));
        let ty = read("Vec<Vec<u8>>").unwrap();
        assert!(!ty.nullable && ty.array == Some(ArrayOf::Values));
    }

    #[test]
    fn types_that_are_no_column() {
        for (rust, advice) in [
            ("Option<Option<i32>>", "one NULL"),
            ("Vec<Vec<i32>>", "one dimension"),
            ("&'static str", "`String`"),
            ("(i32, i32)", "one field for each"),
            ("u64", "`i64`"),
            ("[u8; 16]", "`Vec<u8>`"),
            ("PhantomData<T>", "leave the field out"),
            ("HashMap<String, String>", "sql_type"),
            ("Box<str>", "`String`"),
            ("fn()", "ModelType"),
            ("Vec<(Bound<i32>, Bound<i32>)>", "Multirange"),
        ] {
            let message = read(rust).unwrap_err().to_string();
            assert!(message.contains(advice), "{rust}: {message}");
        }
    }

    #[test]
    fn diesel_types_lose_their_aliases() {
        let ty = syn::parse_str("diesel::sql_types::Nullable<Array<Int4>>").unwrap();
        assert_eq!(diesel_type(&ty).unwrap().to_string(), "Nullable<Array<Integer>>");
        assert!(diesel_type(&syn::parse_str("(Text,)").unwrap()).is_err());
    }
}
