//! What `joinable!` and `allow_tables_to_appear_in_same_query!` would say of the references.
//!
//! Diesel's macros want the other table's module; a reference names the other *model*. So the impls go through
//! `<Other as Model>::Table`. Three things have to be known of the other model, and its derive tells them in a macro under
//! its own name (as in [`crate::chain`]):
//!
//! - whether it is `pub`. The impls have associated types, and one that names a less visible model is E0446;
//! - which crate it is of. Coherence takes a projection for what it is only where its type is the crate's own: for
//!   another crate's model nothing is emitted, and Diesel's macros remain;
//! - which models it references, by their last names. If that is mutual, there are two columns to join on, which is none
//!   to choose (as Diesel has it), and only one side may let the tables appear in one query, or it would be E0119.

use model_schema::def::ReferenceDef;
use model_schema::syntax::ReferenceTokens;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Ident, Path, Visibility};

use super::Model;
use crate::chain::under_own_name;

/// The references to one other model, those with `no_join` left out.
struct Relation<'a> {
    model: &'a Path,
    references: Vec<&'a ReferenceDef>,
}

impl Model<'_> {
    /// The macro that tells others of this model.
    pub(super) fn announcement(&self) -> TokenStream {
        let vis = if matches!(self.input.vis, Visibility::Public(_)) { quote!(open) } else { quote!(closed) };
        let (krate, existing) = (this_crate(), self.parsed.tokens.existing_table.is_some());
        // A model on an existing `table!` leaves this to the macros beside that.
        let related = if existing { Vec::new() } else { self.related() };
        let names = related.iter().filter_map(|relation| last(relation.model));
        under_own_name(self.input, &quote!(($($end:tt)+) => { $($end)+! { #vis #krate [#(#names)*] } };))
    }

    /// A macro for each other model, and the calls that lead to it by way of that model's announcement.
    pub(super) fn relations(&self) -> (TokenStream, TokenStream) {
        self.related().iter().enumerate().map(|(n, relation)| self.relation(n, relation)).unzip()
    }

    /// The other models, each once, in order.
    fn related(&self) -> Vec<Relation<'_>> {
        let mut relations: Vec<Relation<'_>> = Vec::new();
        for (def, ReferenceTokens { model, joins }) in
            self.def().references.iter().zip(&self.parsed.tokens.references)
        {
            let Some(model) = model.as_ref().filter(|_| *joins) else { continue };
            match relations.iter_mut().find(|relation| relation.model == model) {
                Some(relation) => relation.references.push(def),
                None => relations.push(Relation { model, references: vec![def] }),
            }
        }
        relations
    }

    fn relation(&self, n: usize, relation: &Relation<'_>) -> (TokenStream, TokenStream) {
        let (core, module, ident, path) = (&self.core, self.module(), &self.input.ident, relation.model);
        let parent = self.model_at(path);
        let same_query = quote!(#core::__same_query!(#module::table, #parent::Table););
        // Two references to one model, or one of several columns, leave open what to join on: Diesel says no more either.
        let join = match relation.references.as_slice() {
            [def] if def.to.is_empty() && def.columns.len() == 1 => self
                .column_of(def)
                .map(|column| quote!(#core::__joinable!(#module::table, #parent::Table, #module::#column);)),
            _ => None,
        };
        let krate = this_crate();
        let mutual = last(path).is_some_and(|other| *ident < *other).then_some(&same_query);
        let name = format_ident!("__model_relation_{ident}_{n}");
        let definition = quote! {
            #[doc(hidden)]
            #[allow(unused_macros)]
            macro_rules! #name {
                ($vis:tt #krate [#ident $($rest:tt)*]) => { #mutual };
                ($vis:tt $krate:tt [$other:tt $($rest:tt)*]) => { #name! { $vis $krate [$($rest)*] } };
                (open #krate []) => { #same_query #join };
                (closed #krate []) => { #same_query };
                ($vis:tt $krate:tt []) => {};
            }
        };
        (definition, quote!(#path! { #name }))
    }

    fn column_of(&self, def: &ReferenceDef) -> Option<&Ident> {
        (self.def().fields.iter().zip(&self.parsed.tokens.columns))
            .find(|(field, _)| def.columns.first() == Some(&field.column))
            .map(|(_, tokens)| &tokens.ident)
    }
}

fn last(path: &Path) -> Option<&Ident> {
    path.segments.last().map(|last| &last.ident)
}

/// What tells the crate that is being compiled from others: Cargo sets it.
fn this_crate() -> String {
    // A package's library and its first binary have one name.
    let parts = ["CARGO_PKG_NAME", "CARGO_PKG_VERSION", "CARGO_CRATE_NAME", "CARGO_BIN_NAME"];
    parts.map(|part| std::env::var(part).unwrap_or_default()).join(" ")
}
