//! How one derive learns what another derive knows: through the macro namespace.
//!
//! `table!` takes neither a trait projection nor a macro as a column's type, and a derive sees one item only. So
//! `ModelType` and `ModelEnum` define a macro under the type's own name: whoever can name the type, `use` included, can
//! name the macro. Such a macro is handed
//!
//! ```text
//! [own] [known ..] [{[own] [next]} ..] [end]
//! ```
//!
//! and calls `next` (or, after the last one, `end`) with one more `[SQL type]` in `known`. A type that is its own SQL
//! type gives back `own`: the caller's name for it.

use model_schema::syntax::Tokens;
use proc_macro2::{Punct, Spacing, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{DeriveInput, Ident, Path, Visibility};

/// The path of model-core: `#[model(crate = ..)]`, or `::model_core`.
pub fn core(tokens: &Tokens) -> TokenStream {
    tokens.core.as_ref().map_or_else(|| quote!(::model_core), |path| quote!(#path))
}

/// A `$`.
pub fn dollar() -> TokenStream {
    Punct::new('$', Spacing::Alone).into_token_stream()
}

/// One link: a type's macro, and what stands for the type if it is its own SQL type.
pub struct Link {
    /// The type's path, which is its macro's too.
    pub path: Path,
    /// What stands for it.
    pub own: TokenStream,
}

/// Asks each link in turn; `end!` is called with `known` and a `[SQL type]` for each.
pub fn ask(links: &[Link], known: &TokenStream, end: &Ident) -> TokenStream {
    let Some((first, rest)) = links.split_first() else { return quote!(#end! { #known }) };
    let (path, own) = (&first.path, &first.own);
    let rest = rest.iter().map(|Link { path, own }| quote!({[#own] [#path]}));
    quote!(#path! { [#own] [#known] [#(#rest)*] [#end] })
}

/// Defines a type's macro. `answer` is its SQL type, or `None` if that is the type itself.
///
/// `dollar` is a [`dollar`], or what stands for one where the definition itself comes out of a macro.
pub fn define(input: &DeriveInput, dollar: &TokenStream, answer: Option<&TokenStream>) -> TokenStream {
    let own = quote!(#dollar(#dollar own)*);
    let answer = answer.unwrap_or(&own);
    under_own_name(
        input,
        &quote! {
            ([#dollar(#dollar own:tt)*] [#dollar(#dollar known:tt)*] [] [#dollar(#dollar end:tt)+]) => {
                #dollar(#dollar end)+! { #dollar(#dollar known)* [#answer] }
            };
            (
                [#dollar(#dollar own:tt)*]
                [#dollar(#dollar known:tt)*]
                [{[#dollar(#dollar other:tt)*] [#dollar(#dollar next:tt)+]} #dollar(#dollar rest:tt)*]
                [#dollar(#dollar end:tt)+]
            ) => {
                #dollar(#dollar next)+! {
                    [#dollar(#dollar other)*]
                    [#dollar(#dollar known)* [#answer]]
                    [#dollar(#dollar rest)*]
                    [#dollar(#dollar end)+]
                }
            };
        },
    )
}

/// What a type with an error is to the models that have it, so that they have nothing to add.
pub fn stub(input: &DeriveInput) -> TokenStream {
    if !input.generics.params.is_empty() {
        return TokenStream::new();
    }
    let (ident, text) = (&input.ident, quote!(::diesel::sql_types::Text));
    let helper = define(input, &dollar(), Some(&text));
    quote! {
        #[automatically_derived]
        impl ::model_core::model::ColumnType for #ident {
            type SqlType = #text;

            fn resolved() -> ::core::result::Result<::model_core::lower::ResolvedType, ::std::string::String> {
                ::core::result::Result::Err(::std::string::String::new())
            }
        }
        #helper
    }
}

/// Defines a macro of these rules under the item's own name.
pub fn under_own_name(input: &DeriveInput, rules: &TokenStream) -> TokenStream {
    let (ident, vis) = (&input.ident, &input.vis);
    let name = format_ident!("__model_macro_{}", helper_suffix(ident));
    // A `macro_rules!` is seen outside of its crate only from the crate's root: hence the unique name.
    let export = matches!(vis, Visibility::Public(_)).then(|| quote!(#[macro_export]));
    quote! {
        #[doc(hidden)]
        #export
        #[allow(unused_macros, non_local_definitions)]
        macro_rules! #name { #rules }
        #[doc(hidden)]
        #[allow(unused_imports)]
        #vis use #name as #ident;
    }
}

/// The type's name and something that tells it from types of that name elsewhere in the crate.
fn helper_suffix(ident: &Ident) -> String {
    let spans = [Span::call_site(), ident.span()].map(|span| {
        let span = span.unwrap();
        format!("{} {span:?}", span.file())
    });
    // FNV-1a: the same in every run, which the standard hasher does not promise.
    let hash = spans.iter().flat_map(|text| text.bytes()).fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let name = ident.to_string();
    format!("{}_{hash:016x}", name.trim_start_matches("r#"))
}
