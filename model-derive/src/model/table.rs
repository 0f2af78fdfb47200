//! The `table!`.

use model_schema::def::FieldDef;
use model_schema::ir::Engine;
use model_schema::syntax::ColumnTokens;
use model_schema::types::{ArrayOf, BaseType, DieselType};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Ident, Path};

use super::Model;
use crate::chain::{self, Link, dollar};
use crate::sql_type;

/// Paths that only hold in the struct's module, and their names in the `table!`'s.
#[derive(Default)]
struct Elsewhere {
    paths: Vec<Path>,
}

impl Elsewhere {
    fn index(&mut self, path: &Path) -> usize {
        self.paths.iter().position(|known| known == path).unwrap_or_else(|| {
            self.paths.push(path.clone());
            self.paths.len() - 1
        })
    }
}

impl Model<'_> {
    /// The `table!`, and behind it what needs it: nothing of it is there before every type has said what it is in SQL.
    pub(super) fn table(&self, dependent: &TokenStream) -> TokenStream {
        let vis = &self.input.vis;
        let (mut links, mut imports) = (Elsewhere::default(), Elsewhere::default());
        let columns: Vec<TokenStream> = (self.def().fields.iter())
            .zip(&self.parsed.tokens.columns)
            .map(|(field, tokens)| self.column(field, tokens, &mut links, &mut imports))
            .collect();
        let link_names: Vec<Ident> = (0..links.paths.len()).map(|n| self.link_name(n)).collect();
        let import_names: Vec<Ident> = (0..imports.paths.len()).map(|n| self.import_name(n)).collect();
        let aliases = (links.paths.iter().zip(&link_names))
            .chain(imports.paths.iter().zip(&import_names))
            .map(|(path, name)| {
                quote! {
                    #[doc(hidden)]
                    #[allow(unused_imports)]
                    use #path as #name;
                }
            });
        let module = format_ident!("__model_table_{}", unraw(self.table));
        let visible = link_names.iter().chain(&import_names);
        let declaration = self.declaration(&columns);
        let table = self.table;
        let table_module = quote! {
            #[doc(hidden)]
            mod #module {
                ::diesel::table! {
                    use ::diesel::sql_types::*;
                    #(use super::super::#visible;)*

                    #declaration
                }
            }
            #[allow(unused_imports)]
            #vis use #module::#table;
            #dependent
        };
        if links.paths.is_empty() {
            return quote!(#(#aliases)* #table_module);
        }
        let linked = self.after_links(&links, &link_names, &table_module);
        quote!(#(#aliases)* #linked)
    }

    fn after_links(&self, links: &Elsewhere, names: &[Ident], table_module: &TokenStream) -> TokenStream {
        let end = format_ident!("__model_links_{}", self.input.ident);
        let parameters = (0..names.len()).map(parameter);
        let dollar = dollar();
        let links: Vec<Link> = (links.paths.iter().zip(names))
            .map(|(path, name)| Link { path: path.clone(), own: quote!(#name) })
            .collect();
        let ask = chain::ask(&links, &TokenStream::new(), &end);
        quote! {
            #[doc(hidden)]
            macro_rules! #end {
                (#([#dollar(#dollar #parameters:tt)*])*) => { #table_module };
            }
            #ask
        }
    }

    /// What stands in the braces of `table!`.
    fn declaration(&self, columns: &[TokenStream]) -> TokenStream {
        let (table, def) = (self.table, self.def());
        let sql_name = (def.table != unraw(table)).then(|| {
            let name = &def.table;
            quote!(#[sql_name = #name])
        });
        let schema = def.schema.as_ref().map(|schema| {
            let schema = format_ident!("{schema}");
            quote!(#schema.)
        });
        let keys = self.key_columns();
        let what = if def.view { "view" } else { "table" };
        let doc = format!("The {what} of `{}`.", self.input.ident);
        quote! {
            #[doc = #doc]
            #sql_name
            #schema #table (#(#keys),*) {
                #(#columns,)*
            }
        }
    }

    /// The key that Diesel is told: the model's; where that has none, the whole row.
    fn key_columns(&self) -> Vec<&Ident> {
        let key = &self.def().primary_key.columns;
        let columns = || self.def().fields.iter().zip(&self.parsed.tokens.columns);
        let found: Vec<&Ident> = (key.iter())
            .filter_map(|key| columns().find(|(field, _)| field.column == *key))
            .map(|(_, tokens)| &tokens.ident)
            .collect();
        if found.is_empty() { columns().map(|(_, tokens)| &tokens.ident).collect() } else { found }
    }

    fn column(
        &self,
        field: &FieldDef,
        tokens: &ColumnTokens,
        links: &mut Elsewhere,
        imports: &mut Elsewhere,
    ) -> TokenStream {
        let ident = &tokens.ident;
        let sql_name = (field.column != unraw(ident)).then(|| {
            let name = &field.column;
            quote!(#[sql_name = #name])
        });
        let max_length = field.max_length.map(|length| {
            let length = proc_macro2::Literal::u32_unsuffixed(length);
            quote!(#[max_length = #length])
        });
        let doc = format!("The column of `{}`.", field.rust_name);
        let ty = self.column_type(field, tokens, links, imports);
        quote!(#[doc = #doc] #sql_name #max_length #ident -> #ty)
    }

    fn column_type(
        &self,
        field: &FieldDef,
        tokens: &ColumnTokens,
        links: &mut Elsewhere,
        imports: &mut Elsewhere,
    ) -> TokenStream {
        if let Some(written) = &tokens.sql_type {
            let ty = sql_type::written(written, &mut |path| {
                let name = self.import_name(imports.index(path));
                quote!(#name)
            });
            // A named SQL type speaks for the whole field, its array included.
            let says_nullable = written.path.segments.last().is_some_and(|last| last.ident == "Nullable");
            return nullable(field.ty.nullable && !says_nullable, ty);
        }
        let base = match &field.ty.base {
            BaseType::Known(ty) if tokens.valid => Some(sql_type::known(&self.for_backend(ty))),
            BaseType::Path(_) if tokens.valid => crate::newtype::base_path(&tokens.ty).map(|path| {
                let (dollar, parameter) = (dollar(), parameter(links.index(&path)));
                quote!(#dollar(#dollar #parameter)*)
            }),
            _ => None,
        };
        // An error says what is wrong with the type: any other will do.
        let base = base.unwrap_or_else(|| quote!(::diesel::sql_types::Text));
        let element = match field.ty.array {
            None => base,
            Some(ArrayOf::Values) => quote!(::diesel::sql_types::Array<#base>),
            Some(ArrayOf::Nullable) => {
                quote!(::diesel::sql_types::Array<::diesel::sql_types::Nullable<#base>>)
            }
        };
        nullable(field.ty.nullable, element)
    }

    /// `DateTime<Utc>` is `Timestamptz` in Diesel's PostgreSQL and `TimestamptzSqlite` in its SQLite.
    fn for_backend(&self, ty: &DieselType) -> DieselType {
        if self.def().backend == Some(Engine::Sqlite) && ty.name == "Timestamptz" {
            return DieselType::new("TimestamptzSqlite");
        }
        ty.clone()
    }

    fn link_name(&self, n: usize) -> Ident {
        format_ident!("__model_{}_type{n}", self.input.ident)
    }

    fn import_name(&self, n: usize) -> Ident {
        format_ident!("__model_{}_sql{n}", self.input.ident)
    }
}

/// The macro parameter for the SQL type of the n-th link.
fn parameter(n: usize) -> Ident {
    format_ident!("sql_type_{n}")
}

fn nullable(nullable: bool, ty: TokenStream) -> TokenStream {
    if nullable { quote!(::diesel::sql_types::Nullable<#ty>) } else { ty }
}

fn unraw(ident: &Ident) -> String {
    syn::ext::IdentExt::unraw(ident).to_string()
}
