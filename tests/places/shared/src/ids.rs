//! Newtypes.

use model_core::ModelType;

/// A user's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, ModelType)]
pub struct UserId(pub i64);

/// An invoice's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, ModelType)]
pub struct InvoiceId(pub i64);
