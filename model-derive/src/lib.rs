//! The derives of model-core: use them from there.

mod chain;
mod enums;
mod model;
mod newtype;
mod sql_type;

use proc_macro::TokenStream;
use quote::quote;
use syn::{DeriveInput, parse_macro_input};

#[doc = include_str!("../docs/model.md")]
#[proc_macro_derive(Model, attributes(model, diesel))]
pub fn derive_model(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    model::derive(&input).into()
}

#[doc = include_str!("../docs/model_enum.md")]
#[proc_macro_derive(ModelEnum, attributes(model, diesel))]
pub fn derive_model_enum(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    enums::derive(&input).into()
}

#[doc = include_str!("../docs/model_type.md")]
#[proc_macro_derive(ModelType, attributes(model, diesel))]
pub fn derive_model_type(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    newtype::derive(&input).into()
}

/// A definition as a string literal.
fn json(def: &impl serde::Serialize, item: &syn::Ident) -> proc_macro2::TokenStream {
    match serde_json::to_string(def) {
        Ok(text) => quote!(#text),
        Err(error) => {
            let message = format!("the definition of `{item}` cannot be written: {error}");
            quote!(::core::compile_error!(#message))
        }
    }
}
