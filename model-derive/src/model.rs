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
        let existing = self.parsed.tokens.existing_table.is_some();
        let table = (!existing).then(|| self.table());
        let relations = (!existing && !failed).then(|| self.relations());
        let runtime = (!failed).then(|| self.runtime());
        let stub = failed.then(|| self.stub());
        let announcement = self.announcement();
        quote!(#table #announcement #relations #runtime #stub)
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
