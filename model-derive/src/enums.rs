//! `#[derive(ModelEnum)]`.

use model_schema::def::EnumDef;
use model_schema::syntax::{Parsed, model_enum};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput};

use crate::chain;

pub fn derive(input: &DeriveInput) -> TokenStream {
    match model_enum(input) {
        Ok(parsed) => expand(input, &parsed),
        Err(error) => {
            let stub = matches!(input.data, Data::Enum(_)).then(|| chain::stub(input));
            let error = error.into_compile_error();
            quote!(#error #stub)
        }
    }
}

fn expand(input: &DeriveInput, parsed: &Parsed<EnumDef>) -> TokenStream {
    let Data::Enum(data) = &input.data else { return TokenStream::new() };
    let (ident, def) = (&input.ident, &parsed.def);
    let core = chain::core(&parsed.tokens);
    let variants: Vec<_> = data.variants.iter().map(|variant| &variant.ident).collect();
    let labels = def.variants.iter().map(|variant| &variant.label);
    let name = &def.name;
    let schema = def.schema.as_ref().map_or_else(
        || quote!(::core::option::Option::None),
        |schema| quote!(::core::option::Option::Some(#schema)),
    );
    let definition = crate::json(def, ident);
    let helper = chain::define(input, &chain::dollar(), None);
    quote! {
        #[automatically_derived]
        impl #core::model::ColumnType for #ident {
            type SqlType = Self;

            fn resolved() -> ::core::result::Result<#core::lower::ResolvedType, ::std::string::String> {
                #core::model::__private::resolved_enum::<Self>()
            }
        }

        #[automatically_derived]
        impl #core::model::ModelEnum for #ident {
            const ALL: &'static [Self] = &[#(Self::#variants),*];
            const DEFINITION: &'static str = #definition;

            fn label(&self) -> &'static str {
                match self {
                    #(Self::#variants => #labels,)*
                }
            }
        }

        #core::__own_sql_type!(#ident);
        #core::__enum_backends!(#ident, #name, #schema);
        #helper
    }
}
