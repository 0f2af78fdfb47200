//! Enums.

use model_core::ModelEnum;

/// Whether an account is in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, ModelEnum)]
pub enum Status {
    /// It is.
    Active,
    /// It is not.
    Closed,
}

/// What is paid in: of a schema of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, ModelEnum)]
#[model(schema = "billing")]
pub enum Currency {
    /// Euros.
    Eur,
    /// Dollars.
    Usd,
}
