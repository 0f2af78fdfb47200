//! `key`, `key = value`, `key(..)`, separated by commas: the shape of every `#[model(..)]`.

use std::collections::BTreeMap;
use std::str::FromStr;

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Ident, LitStr, Token, bracketed, parenthesized, token};

use super::errors::{Errors, suggestion};

/// A key as written.
pub(super) struct Key {
    pub(super) name: String,
    pub(super) span: Span,
}

/// The keys that a place knows.
pub(super) struct Scope {
    /// Where they stand, as an error says it.
    pub(super) place: &'static str,
    /// Keys that are written once.
    pub(super) once: &'static [&'static str],
    /// Keys that are written any number of times.
    pub(super) many: &'static [&'static str],
}

/// The keys seen so far.
pub(super) type Seen = BTreeMap<String, Span>;

/// Reads every argument; an error costs its argument, and reading goes on after the next comma.
pub(super) fn read(
    input: ParseStream<'_>,
    scope: &Scope,
    seen: &mut Seen,
    errors: &Errors,
    mut argument: impl FnMut(&Key, ParseStream<'_>) -> syn::Result<()>,
) {
    while !input.is_empty() {
        let result = (|| {
            let key = Key::parse(input)?;
            scope.check(&key, seen)?;
            argument(&key, input)?;
            if input.is_empty() || input.peek(Token![,]) {
                Ok(())
            } else {
                Err(input.error(format!("expected `,` after `{}`", key.name)))
            }
        })();
        if let Err(error) = result {
            errors.push(error);
            skip_argument(input);
        }
        skip_comma(input);
    }
}

/// The contents of every attribute of that name: `#[name(..)]`.
pub(super) fn each_attribute(
    attributes: &[syn::Attribute],
    name: &str,
    errors: &Errors,
    mut contents: impl FnMut(ParseStream<'_>),
) {
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident(name)) {
        match &attribute.meta {
            syn::Meta::List(list) => {
                let parser = |input: ParseStream<'_>| {
                    contents(input);
                    Ok(())
                };
                errors.keep(parser.parse2(list.tokens.clone()));
            }
            other => errors.push(syn::Error::new_spanned(other, format!("write `#[{name}(..)]`"))),
        }
    }
}

impl Scope {
    fn check(&self, key: &Key, seen: &mut Seen) -> syn::Result<()> {
        let name = key.name.as_str();
        if self.many.contains(&name) {
            return Ok(());
        }
        if !self.once.contains(&name) {
            let known: Vec<&str> = self.once.iter().chain(self.many).copied().collect();
            return Err(key.error(format!(
                "`{name}` is no key of {}; {}",
                self.place,
                suggestion(name, known)
            )));
        }
        match seen.insert(key.name.clone(), key.span) {
            None => Ok(()),
            Some(_) => Err(key.error(format!("`{name}` is written twice: leave one out"))),
        }
    }
}

impl Key {
    /// A key; Rust's keywords (`where`, `virtual`) are keys like any other.
    pub(super) fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let ident = Ident::parse_any(input)?;
        Ok(Self { name: ident.unraw().to_string(), span: ident.span() })
    }

    pub(super) fn error(&self, message: impl std::fmt::Display) -> syn::Error {
        syn::Error::new(self.span, message)
    }

    /// `key`, with nothing behind it.
    pub(super) fn flag(&self, input: ParseStream<'_>) -> syn::Result<()> {
        if input.is_empty() || input.peek(Token![,]) {
            Ok(())
        } else {
            Err(self.error(format!("`{0}` stands alone: write `{0}`", self.name)))
        }
    }

    /// Whether nothing stands behind the key.
    pub(super) fn alone(input: ParseStream<'_>) -> bool {
        input.is_empty() || input.peek(Token![,])
    }

    /// `key = ".."`.
    pub(super) fn string(&self, input: ParseStream<'_>) -> syn::Result<LitStr> {
        let wrong = || self.error(format!("`{0}` takes a string: write `{0} = \"..\"`", self.name));
        self.equals(input).map_err(|_| wrong())?;
        input.parse().map_err(|_| wrong())
    }

    /// `key = name` or `key = "name"`.
    pub(super) fn name(&self, input: ParseStream<'_>) -> syn::Result<String> {
        let wrong = || self.error(format!("`{0}` takes a name: write `{0} = name`", self.name));
        self.equals(input).map_err(|_| wrong())?;
        Name::parse(input).map(|name| name.text).map_err(|_| wrong())
    }

    /// `key = 1`.
    pub(super) fn integer<N: FromStr>(&self, input: ParseStream<'_>) -> syn::Result<N> {
        let wrong = || self.error(format!("`{0}` takes an integer in range: write `{0} = 100`", self.name));
        self.equals(input).map_err(|_| wrong())?;
        let sign = if input.peek(Token![-]) { input.parse::<Token![-]>().map(|_| "-")? } else { "" };
        let literal: syn::LitInt = input.parse().map_err(|_| wrong())?;
        format!("{sign}{}", literal.base10_digits()).parse().map_err(|_| wrong())
    }

    /// `= `.
    pub(super) fn equals(&self, input: ParseStream<'_>) -> syn::Result<()> {
        if input.peek(Token![=]) {
            input.parse::<Token![=]>().map(|_| ())
        } else {
            Err(self.error(format!("`{0}` takes a value: write `{0} = ..`", self.name)))
        }
    }

    /// `key(..)`. What is not read is thrown away after an error, so that syn does not report it once more.
    pub(super) fn parens<T>(
        &self,
        input: ParseStream<'_>,
        read: impl FnOnce(ParseStream<'_>) -> syn::Result<T>,
    ) -> syn::Result<T> {
        if !input.peek(token::Paren) {
            return Err(self.error(format!("`{0}` takes a list: write `{0}(..)`", self.name)));
        }
        let contents;
        parenthesized!(contents in input);
        let result = read(&contents);
        if result.is_err() {
            drain(&contents);
        }
        result
    }
}

impl Key {
    /// `key(..)`, or `key = [..]`, which is no meta item: so clippy's `duplicated_attributes` does not count the names in it.
    pub(super) fn names<T>(
        &self,
        input: ParseStream<'_>,
        read: impl FnOnce(ParseStream<'_>) -> syn::Result<T>,
    ) -> syn::Result<T> {
        if !(input.peek(Token![=]) && input.peek2(token::Bracket)) {
            return self.parens(input, read);
        }
        input.parse::<Token![=]>()?;
        let contents;
        bracketed!(contents in input);
        let result = read(&contents);
        if result.is_err() {
            drain(&contents);
        }
        result
    }
}

/// A name as an identifier or a string.
pub(super) struct Name {
    pub(super) text: String,
    pub(super) span: Span,
}

impl Name {
    pub(super) fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(LitStr) {
            let literal: LitStr = input.parse()?;
            return Ok(Self { text: literal.value(), span: literal.span() });
        }
        let ident =
            Ident::parse_any(input).map_err(|error| syn::Error::new(error.span(), "expected a name"))?;
        Ok(Self { text: ident.unraw().to_string(), span: ident.span() })
    }

    /// Names separated by commas.
    pub(super) fn list(input: ParseStream<'_>) -> syn::Result<Vec<Self>> {
        separated(input, Self::parse)
    }
}

/// Items separated by commas, a last comma allowed; at least one.
pub(super) fn separated<T>(
    input: ParseStream<'_>,
    item: impl Fn(ParseStream<'_>) -> syn::Result<T>,
) -> syn::Result<Vec<T>> {
    if input.is_empty() {
        return Err(input.error("expected at least one name"));
    }
    let mut items = Vec::new();
    while !input.is_empty() {
        items.push(item(input)?);
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
    }
    Ok(items)
}

pub(super) fn skip_comma(input: ParseStream<'_>) {
    if input.peek(Token![,]) {
        // Peeked: cannot fail.
        let _ = input.parse::<Token![,]>();
    }
}

/// Goes to the next comma or the end.
pub(super) fn skip_argument(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![,]) {
        if input.parse::<TokenTree>().is_err() {
            return;
        }
    }
}

pub(super) fn drain(input: ParseStream<'_>) {
    // Any tokens are a token stream: cannot fail.
    let _ = input.parse::<TokenStream>();
}
