//! Users: models in modules, on a `table!` that was there, and behind a feature.

pub mod account;
mod audit;
pub mod schema;

pub use account::User;
pub use audit::*;
