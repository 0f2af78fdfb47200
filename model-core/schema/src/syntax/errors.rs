//! Errors are collected, so that one compilation shows them all.

use std::cell::RefCell;

use proc_macro2::Span;

pub(super) use crate::suggest::suggestion;

/// The errors of one item, in the order they were found.
#[derive(Default)]
pub(super) struct Errors(RefCell<Option<syn::Error>>);

impl Errors {
    pub(super) fn push(&self, error: syn::Error) {
        let mut errors = self.0.borrow_mut();
        match errors.as_mut() {
            Some(first) => first.combine(error),
            None => *errors = Some(error),
        }
    }

    pub(super) fn at(&self, span: Span, message: impl std::fmt::Display) {
        self.push(syn::Error::new(span, message));
    }

    /// The value, or `None` with its error kept.
    pub(super) fn keep<T>(&self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.push(error)).ok()
    }

    pub(super) fn finish(self) -> Option<syn::Error> {
        self.0.into_inner()
    }
}
