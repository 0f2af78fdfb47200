//! `#[derive(Model)]`.

mod relations;
mod runtime;
mod table;

use model_schema::def::ModelDef;
use model_schema::syntax::{Parsed, model_or_part};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{DeriveInput, Ident, Path};

use crate::chain;

pub fn derive(input: &DeriveInput) -> TokenStream {
    let (parsed, error) = model_or_part(input);
    let failed = error.is_some();
    let error = error.map(syn::Error::into_compile_error);
    let expanded = Model::new(input, &parsed).map(|model| model.expand(failed));
    quote!(#error #expanded)
}

/// A model on its way into tokens.
struct Model<'a> {
    input: &'a DeriveInput,
    parsed: &'a Parsed<ModelDef>,
    core: TokenStream,
    /// The `table!`'s name.
    table: &'a Ident,
}

impl<'a> Model<'a> {
    /// `None` if so little was understood that there is no table.
    fn new(input: &'a DeriveInput, parsed: &'a Parsed<ModelDef>) -> Option<Self> {
        let table = parsed.tokens.table.as_ref()?;
        let core = chain::core(&parsed.tokens);
        (!parsed.def.fields.is_empty()).then_some(Self { input, parsed, core, table })
    }

    /// A model with an error still has its table: what else is on the struct, and other models, find it.
    fn expand(&self, failed: bool) -> TokenStream {
        if self.is_hopeless() {
            return TokenStream::new();
        }
        let announcement = self.announcement();
        let assertions = (!failed).then(|| self.assertions());
        let runtime = if failed { self.stub() } else { self.runtime() };
        if self.parsed.tokens.existing_table.is_some() {
            return quote!(#announcement #assertions #runtime);
        }
        let (relations, calls) = if failed { Default::default() } else { self.relations() };
        let table = self.table(&quote!(#calls #runtime));
        quote!(#announcement #assertions #relations #table)
    }

    /// Whether a table would only add messages to the one there is.
    fn is_hopeless(&self) -> bool {
        !self.input.generics.params.is_empty() || self.def().fields.len() > 128
    }

    /// The path of the `table!`'s module.
    fn module(&self) -> TokenStream {
        match &self.parsed.tokens.existing_table {
            Some(path) => quote!(#path),
            None => self.table.to_token_stream(),
        }
    }

    fn def(&self) -> &'a ModelDef {
        &self.parsed.def
    }

    /// The trait of a model at a path.
    fn model_at(&self, path: &Path) -> TokenStream {
        let core = &self.core;
        quote!(<#path as #core::model::Model>)
    }
}
