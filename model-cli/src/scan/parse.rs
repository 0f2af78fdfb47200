//! One file -> the items that can matter to a model.
//!
//! Bodies of functions and impls are skipped as tokens, which makes a file several times cheaper than `syn::parse_file`
//! and keeps the scan working while a body does not compile. What the light parser cannot follow goes to syn in full, so
//! that syn decides what is an error.

use std::sync::Arc;

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use syn::parse::{Parse, ParseStream};
use syn::{
    Attribute, DeriveInput, Ident, Item, ItemEnum, ItemExternCrate, ItemMacro, ItemStruct, ItemType, ItemUse,
    Token, Visibility, token,
};

use super::diagnostic::{Diagnostic, Place, SourceFile};

/// A file or the inside of a module, `cfg` not yet looked at.
pub struct Body {
    /// `#![..]`.
    pub attrs: Vec<Attribute>,
    /// Items in order.
    pub items: Vec<RawItem>,
}

/// An item that can matter.
pub enum RawItem {
    /// `use a::b;`
    Use(ItemUse),
    /// `extern crate a as b;`
    ExternCrate(ItemExternCrate),
    /// `mod a;` or `mod a { .. }`.
    Module(RawModule),
    /// A struct or an enum with attributes that can make it one of ours.
    Data(DeriveInput),
    /// `type A = B;`
    Alias(ItemType),
    /// A type of which the name alone matters.
    Named { attrs: Vec<Attribute>, ident: Ident },
    /// A macro at item position.
    Macro(ItemMacro),
    /// A derive of ours somewhere inside a body.
    Hidden(Span),
}

/// A module as written.
pub struct RawModule {
    /// Its attributes.
    pub attrs: Vec<Attribute>,
    /// Who can name it.
    pub vis: Visibility,
    /// Its name.
    pub ident: Ident,
    /// What is between the braces, if it has them.
    pub body: Option<Body>,
}

/// Parses a file; errors are syn's.
pub fn file(file: &Arc<SourceFile>) -> Result<Body, Vec<Diagnostic>> {
    let text = without_shebang(&file.text);
    let tokens: TokenStream = text.parse().map_err(|error: proc_macro2::LexError| {
        let message = "a bracket has no partner, or a string or comment does not end";
        vec![Diagnostic::error(Place::of(file, error.span()), message)]
    })?;
    if let Ok(body) = syn::parse2::<Body>(tokens.clone()) {
        return Ok(body);
    }
    let whole: syn::File = syn::parse2(tokens).map_err(|error| Diagnostic::from_syn(file, &error))?;
    Ok(Body { attrs: whole.attrs, items: whole.items.into_iter().filter_map(from_syn).collect() })
}

/// `#!/usr/bin/env ..` as a comment of the same length.
fn without_shebang(text: &str) -> std::borrow::Cow<'_, str> {
    match text.strip_prefix("#!") {
        Some(rest) if !rest.trim_start().starts_with('[') => format!("//{rest}").into(),
        _ => text.into(),
    }
}

impl Parse for Body {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attrs = input.call(Attribute::parse_inner)?;
        let mut items = Vec::new();
        while !input.is_empty() {
            if let Some(item) = item(input)? {
                items.push(item);
            }
        }
        Ok(Self { attrs, items })
    }
}

fn item(input: ParseStream<'_>) -> syn::Result<Option<RawItem>> {
    let attrs = input.call(Attribute::parse_outer)?;
    // A macro may look like a visibility's path, never the other way around.
    let vis: Visibility = input.parse()?;
    let item = if input.peek(Token![use]) {
        RawItem::Use(ItemUse { attrs, vis, ..input.parse()? })
    } else if input.peek(Token![mod]) {
        RawItem::Module(module(attrs, vis, input)?)
    } else if input.peek(Token![struct]) {
        if can_matter(&attrs) {
            RawItem::Data(ItemStruct { attrs, vis, ..input.parse()? }.into())
        } else {
            input.parse::<Token![struct]>()?;
            named(attrs, input)?
        }
    } else if input.peek(Token![enum]) {
        if can_matter(&attrs) {
            RawItem::Data(ItemEnum { attrs, vis, ..input.parse()? }.into())
        } else {
            input.parse::<Token![enum]>()?;
            named(attrs, input)?
        }
    } else if input.peek(Token![type]) {
        RawItem::Alias(ItemType { attrs, vis, ..input.parse()? })
    } else if input.peek(Token![extern]) && input.peek2(Token![crate]) {
        RawItem::ExternCrate(ItemExternCrate { attrs, vis, ..input.parse()? })
    } else if input.peek(Ident) && input.peek2(Ident) && input.fork().parse::<Ident>()? == "union" {
        input.parse::<Ident>()?;
        named(attrs, input)?
    } else if is_macro(input) {
        RawItem::Macro(ItemMacro { attrs, ..input.parse()? })
    } else {
        return skip(input);
    };
    Ok(Some(item))
}

/// `path::to::name! ..` at item position.
fn is_macro(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    if ahead.peek(Token![const]) || ahead.peek(Token![static]) || ahead.peek(Token![fn]) {
        return false;
    }
    ahead.call(syn::Path::parse_mod_style).is_ok() && ahead.peek(Token![!])
}

fn module(attrs: Vec<Attribute>, vis: Visibility, input: ParseStream<'_>) -> syn::Result<RawModule> {
    input.parse::<Token![mod]>()?;
    let ident = input.parse()?;
    let body = if input.peek(Token![;]) {
        input.parse::<Token![;]>()?;
        None
    } else {
        let content;
        syn::braced!(content in input);
        Some(content.parse()?)
    };
    Ok(RawModule { attrs, vis, ident, body })
}

fn named(attrs: Vec<Attribute>, input: ParseStream<'_>) -> syn::Result<RawItem> {
    let ident = input.parse()?;
    skip(input)?;
    Ok(RawItem::Named { attrs, ident })
}

/// Only a struct or enum with one of these can be a model, an enum, a newtype or an SQL type.
fn can_matter(attrs: &[Attribute]) -> bool {
    ["derive", "cfg_attr", "diesel", "model"]
        .iter()
        .any(|name| attrs.iter().any(|attribute| attribute.path().is_ident(name)))
}

/// Skips the rest of an item: a constant up to its `;`, anything else up to a `;` or past its first `{ .. }`.
///
/// What remains behind braces in an impl's generics is skipped as if it were an item of its own, with the same result.
fn skip(input: ParseStream<'_>) -> syn::Result<Option<RawItem>> {
    let named = input.peek2(Ident) || input.peek2(Token![_]) || input.peek2(Token![mut]);
    let constant = input.peek(Token![const]) && named && input.peek3(Token![:]) || input.peek(Token![static]);
    let mut hidden = None;
    loop {
        if input.peek(Token![;]) {
            input.parse::<Token![;]>()?;
            break;
        }
        let ends = input.peek(token::Brace) && !constant;
        if let TokenTree::Group(group) = input.parse::<TokenTree>()?
            && group.delimiter() == Delimiter::Brace
        {
            hidden = hidden.or_else(|| hidden_derive(group.stream()));
        }
        if ends {
            break;
        }
    }
    Ok(hidden.map(RawItem::Hidden))
}

/// The first `derive(.. Model ..)` among tokens.
pub fn hidden_derive(tokens: TokenStream) -> Option<Span> {
    let mut after_derive = false;
    for tree in tokens {
        match tree {
            TokenTree::Group(group) => {
                let found = if after_derive && group.delimiter() == Delimiter::Parenthesis {
                    group.stream().into_iter().find_map(|tree| match tree {
                        TokenTree::Ident(ident) if ident == "Model" => Some(ident.span()),
                        _ => None,
                    })
                } else {
                    hidden_derive(group.stream())
                };
                if found.is_some() {
                    return found;
                }
                after_derive = false;
            }
            TokenTree::Ident(ident) => after_derive = ident == "derive",
            TokenTree::Punct(_) | TokenTree::Literal(_) => after_derive = false,
        }
    }
    None
}

fn from_syn(item: Item) -> Option<RawItem> {
    Some(match item {
        Item::Use(item) => RawItem::Use(item),
        Item::ExternCrate(item) => RawItem::ExternCrate(item),
        Item::Mod(item) => RawItem::Module(RawModule {
            attrs: item.attrs.clone(),
            vis: item.vis,
            ident: item.ident,
            body: item.content.map(|(_, items)| Body {
                attrs: item
                    .attrs
                    .into_iter()
                    .filter(|a| matches!(a.style, syn::AttrStyle::Inner(_)))
                    .collect(),
                items: items.into_iter().filter_map(from_syn).collect(),
            }),
        }),
        Item::Struct(item) => RawItem::Data(item.into()),
        Item::Enum(item) => RawItem::Data(item.into()),
        Item::Union(item) => RawItem::Named { attrs: item.attrs, ident: item.ident },
        Item::Type(item) => RawItem::Alias(item),
        Item::Macro(item) => RawItem::Macro(item),
        other => {
            let tokens = quote::ToTokens::into_token_stream(other);
            return hidden_derive(tokens).map(RawItem::Hidden);
        }
    })
}
