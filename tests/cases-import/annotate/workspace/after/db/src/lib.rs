//! The rows, also for programs without a database.

pub mod models;
#[cfg(feature = "full")]
pub mod tables;

#[cfg(feature = "full")]
pub use app_schema as schema;
