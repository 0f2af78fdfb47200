//! `#[derive(ModelType)]`.

use model_schema::def::NewtypeDef;
use model_schema::syntax::{Parsed, model_type};
use model_schema::types::{ArrayOf, BaseType, DieselType};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{DeriveInput, Path, Type};

use crate::chain::{self, Link, dollar};
use crate::sql_type;

pub fn derive(input: &DeriveInput) -> TokenStream {
    match model_type(input).and_then(|parsed| expand(input, &parsed)) {
        Ok(expanded) => expanded,
        Err(error) => {
            let stub = chain::stub(input);
            let error = error.into_compile_error();
            quote!(#error #stub)
        }
    }
}

fn expand(input: &DeriveInput, parsed: &Parsed<NewtypeDef>) -> syn::Result<TokenStream> {
    let (ident, def) = (&input.ident, &parsed.def);
    let core = chain::core(&parsed.tokens);
    let Some(inner) = &parsed.tokens.inner else { return Ok(TokenStream::new()) };
    let db_type = option(def.db_type.as_ref());
    let model_type = quote! {
        #[automatically_derived]
        impl #core::model::ModelType for #ident {
            type Inner = #inner;
        }
    };
    let named = match (&parsed.tokens.sql_type, &def.inner.base) {
        (Some(written), _) => Some((sql_type_of(written)?, def.sql_type.clone().unwrap_or_default())),
        (None, BaseType::Known(ty)) => {
            let ty = match def.inner.array {
                None => ty.clone(),
                Some(ArrayOf::Values) => DieselType::of("Array", ty.clone()),
                Some(ArrayOf::Nullable) => DieselType::of("Array", DieselType::of("Nullable", ty.clone())),
            };
            Some((sql_type::known(&ty), ty.to_string()))
        }
        (None, BaseType::Path(_)) => None,
    };
    let Some((sql_type, name)) = named else {
        let over_path = over_path(input, parsed, inner)?;
        return Ok(quote!(#over_path #model_type));
    };
    let helper = chain::define(input, &dollar(), Some(&exported(&sql_type)));
    Ok(quote! {
        #[automatically_derived]
        impl #core::model::ColumnType for #ident {
            type SqlType = #sql_type;

            fn resolved() -> ::core::result::Result<#core::lower::ResolvedType, ::std::string::String> {
                #core::model::__private::resolved_type(#name, #db_type)
            }
        }

        #core::__newtype!(#ident, #inner);
        #model_type
        #helper
    })
}

/// A newtype over a path: its macro is defined by asking the path's, here, where that resolves.
fn over_path(input: &DeriveInput, parsed: &Parsed<NewtypeDef>, inner: &Type) -> syn::Result<TokenStream> {
    let (ident, def) = (&input.ident, &parsed.def);
    let core = chain::core(&parsed.tokens);
    let db_type = option(def.db_type.as_ref());
    let path = base_path(inner).ok_or_else(|| {
        syn::Error::new_spanned(
            inner,
            "the column type cannot be told from here: name it with `#[model(sql_type = ..)]`",
        )
    })?;
    let define = format_ident!("__model_define_{}", ident);
    let array = match def.inner.array {
        None => quote!(::core::option::Option::None),
        Some(kind) => {
            let nullable = kind == ArrayOf::Nullable;
            quote!(::core::option::Option::Some(#nullable))
        }
    };
    let element = quote!(<#path as #core::model::ColumnType>::SqlType);
    let wrap = |element: &TokenStream| match def.inner.array {
        None => element.clone(),
        Some(ArrayOf::Values) => quote!(::diesel::sql_types::Array<#element>),
        Some(ArrayOf::Nullable) => {
            quote!(::diesel::sql_types::Array<::diesel::sql_types::Nullable<#element>>)
        }
    };
    let projected = wrap(&element);
    // Inside of `define`, `$` has to come from outside: `macro_rules!` would take it for its own.
    let escaped = quote!($dollar);
    let known = chain::define(input, &escaped, Some(&wrap(&quote!($($sql_type)*))));
    let own = chain::define(input, &escaped, None);
    let resolved = quote! {
        fn resolved() -> ::core::result::Result<#core::lower::ResolvedType, ::std::string::String> {
            #core::model::__private::resolved_inner::<#path>(#array, #db_type)
        }
    };
    let own_arm = if def.inner.array.is_some() {
        let message = "an array of an enum has no name of its own: write `Vec<..>` in the model";
        quote!(::core::compile_error! { #message })
    } else {
        quote! {
            #[automatically_derived]
            impl #core::model::ColumnType for #ident {
                type SqlType = Self;

                #resolved
            }

            #core::__own_newtype!(#ident, #inner);
            #own
        }
    };
    let dollar = dollar();
    let ask = chain::ask(&[Link { path, own: quote!(@own) }], &quote!([#dollar]), &define);
    Ok(quote! {
        #[doc(hidden)]
        macro_rules! #define {
            ([$dollar:tt] [@own]) => { #own_arm };
            ([$dollar:tt] [$($sql_type:tt)*]) => {
                #[automatically_derived]
                impl #core::model::ColumnType for #ident {
                    type SqlType = #projected;

                    #resolved
                }

                #core::__newtype!(#ident, #inner);
                #known
            };
        }
        #ask
    })
}

/// The path of an inner type, its `Vec` and `Option` taken off.
pub fn base_path(ty: &Type) -> Option<Path> {
    match ty {
        Type::Group(group) => base_path(&group.elem),
        Type::Paren(paren) => base_path(&paren.elem),
        Type::Path(path) => {
            let last = path.path.segments.last()?;
            match &last.arguments {
                syn::PathArguments::None => Some(path.path.clone()),
                syn::PathArguments::AngleBracketed(arguments) => {
                    arguments.args.iter().find_map(|argument| match argument {
                        syn::GenericArgument::Type(ty) => base_path(ty),
                        _ => None,
                    })
                }
                syn::PathArguments::Parenthesized(_) => None,
            }
        }
        _ => None,
    }
}

/// A named SQL type; a model elsewhere must be able to name it as well.
fn sql_type_of(written: &syn::TypePath) -> syn::Result<TokenStream> {
    let mut relative = false;
    let tokens = sql_type::written(written, &mut |path| {
        relative = true;
        quote!(#path)
    });
    if relative {
        return Err(syn::Error::new_spanned(
            written,
            "models in other modules use this path: write it from the root, `crate::..` or `::some_crate::..`",
        ));
    }
    Ok(tokens)
}

/// Tokens of a path as a macro gives them to other crates: `crate` becomes `$crate`.
fn exported(tokens: &TokenStream) -> TokenStream {
    let dollar = dollar();
    tokens
        .clone()
        .into_iter()
        .map(|tree| match tree {
            proc_macro2::TokenTree::Ident(ident) if ident == "crate" => quote!(#dollar #ident),
            other => quote!(#other),
        })
        .collect()
}

fn option(text: Option<&String>) -> TokenStream {
    text.map_or_else(
        || quote!(::core::option::Option::None),
        |text| quote!(::core::option::Option::Some(#text)),
    )
}
