//! The implementation of `model_core::Model`.

use model_schema::types::BaseType;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Path;

use super::Model;

impl Model<'_> {
    pub(super) fn runtime(&self) -> TokenStream {
        self.implementation(
            &crate::json(self.def(), &self.input.ident),
            &self.types(),
            &self.models(),
            &self.columns(),
            &self.existing(),
        )
    }

    /// The implementation of a model that could not be read: nothing runs it, but others may name it.
    pub(super) fn stub(&self) -> TokenStream {
        let none = TokenStream::new();
        let no_table = quote!(::core::option::Option::None);
        self.implementation(&quote!(""), &none, &none, &none, &no_table)
    }

    fn implementation(
        &self,
        definition: &TokenStream,
        types: &TokenStream,
        models: &TokenStream,
        columns: &TokenStream,
        existing: &TokenStream,
    ) -> TokenStream {
        let (core, ident, module) = (&self.core, &self.input.ident, self.module());
        let name = &self.def().rust_name;
        quote! {
            #[automatically_derived]
            impl #core::model::Model for #ident {
                type Table = #module::table;

                const NAME: &'static str = #name;
                const DEFINITION: &'static str = #definition;
                const TYPES: &'static [#core::model::TypeEntry] = &[#types];
                const MODELS: &'static [#core::model::ModelEntry] = &[#models];
                const COLUMNS: &'static [#core::model::ColumnEntry] = &[#columns];
                const EXISTING: ::core::option::Option<#core::model::Existing> = #existing;
            }
        }
    }

    /// That the types are column types: also said where a macro that should come with one is missing.
    pub(super) fn assertions(&self) -> TokenStream {
        let core = &self.core;
        let paths = self.paths();
        if paths.is_empty() {
            return TokenStream::new();
        }
        let types = paths.iter().map(|(_, path)| path);
        quote!(const _: &[#core::model::Resolve] = &[#(<#types as #core::model::ColumnType>::resolved),*];)
    }

    /// What the paths of fields stand for.
    fn types(&self) -> TokenStream {
        let core = &self.core;
        self.paths()
            .into_iter()
            .map(|(written, path)| quote!((#written, <#path as #core::model::ColumnType>::resolved),))
            .collect()
    }

    /// Paths of fields, each once. On an existing `table!` the column may know what the path does not.
    fn paths(&self) -> Vec<(&str, Path)> {
        let mut paths: Vec<(&str, Path)> = Vec::new();
        let existing = self.parsed.tokens.existing_table.is_some();
        for (field, tokens) in self.def().fields.iter().zip(&self.parsed.tokens.columns) {
            if let (BaseType::Path(written), None, false) = (&field.ty.base, &tokens.sql_type, existing)
                && !paths.iter().any(|(known, _)| known == written)
                && let Some(path) = crate::newtype::base_path(&tokens.ty)
            {
                paths.push((written, path));
            }
        }
        paths
    }

    /// What the paths of references stand for.
    fn models(&self) -> TokenStream {
        let mut seen: Vec<&str> = Vec::new();
        let mut entries = TokenStream::new();
        for (def, tokens) in self.def().references.iter().zip(&self.parsed.tokens.references) {
            let Some(model) = tokens.model.as_ref().filter(|_| !seen.contains(&def.model.as_str())) else {
                continue;
            };
            seen.push(&def.model);
            let (written, model) = (&def.model, self.model_at(model));
            entries.extend(quote!((#written, #model::reference),));
        }
        entries
    }

    /// What else an existing `table!` knows.
    fn existing(&self) -> TokenStream {
        let tokens = &self.parsed.tokens;
        let Some(module) = &tokens.existing_table else { return quote!(::core::option::Option::None) };
        let core = &self.core;
        let columns = tokens.columns.iter().map(|column| {
            let ident = &column.ident;
            let name = syn::ext::IdentExt::unraw(ident).to_string();
            quote! {
                #core::model::ExistingColumn {
                    rust: #name,
                    sql: <#module::#ident as ::diesel::Column>::NAME,
                    length: || {
                        use #core::model::__private::{KnownLength as _, NoLength as _};
                        (&#core::model::__private::Length::<#module::#ident>::NEW).length()
                    },
                },
            }
        });
        let all = if tokens.embeds {
            quote!(::core::option::Option::Some(#core::model::__private::all_columns::<#module::table>))
        } else {
            quote!(::core::option::Option::None)
        };
        quote! {
            ::core::option::Option::Some(#core::model::Existing {
                name: #core::model::__private::table_name::<#module::table>,
                columns: &[#(#columns)*],
                all: #all,
            })
        }
    }

    /// The columns of an existing `table!`, and how to learn their types.
    fn columns(&self) -> TokenStream {
        let Some(module) = &self.parsed.tokens.existing_table else { return TokenStream::new() };
        let core = &self.core;
        (self.def().fields.iter().zip(&self.parsed.tokens.columns))
            .filter(|(_, tokens)| tokens.sql_type.is_none())
            .map(|(field, tokens)| {
                let (column, ident) = (&field.column, &tokens.ident);
                let sql_type = quote!(<#module::#ident as ::diesel::Expression>::SqlType);
                let path = crate::newtype::base_path(&tokens.ty)
                    .filter(|_| matches!(field.ty.base, BaseType::Path(_)));
                let learn = path.map_or_else(
                    || quote!(#core::model::__private::column_type::<#sql_type>),
                    |path| {
                        quote! {
                            || {
                                use #core::model::__private::{ProbeColumn as _, ProbeField as _};
                                (&#core::model::__private::Probe::<#path, #sql_type>::NEW).probe()
                            }
                        }
                    },
                );
                quote!((#column, #learn),)
            })
            .collect()
    }
}
