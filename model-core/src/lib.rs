//! Declarative models for Diesel.
//!
//! A program adds this crate for [`Model`](derive@Model), [`ModelEnum`](derive@ModelEnum) and
//! [`ModelType`](derive@ModelType); the command line uses the rest.
// A table has up to 128 columns, and a tuple of them an implementation that the next shorter one follows.
#![recursion_limit = "256"]

pub mod database;
#[cfg(feature = "tools")]
pub mod dialect;
#[cfg(feature = "tools")]
pub mod diff;
#[cfg(feature = "tools")]
pub mod generate;
#[cfg(feature = "tools")]
pub mod hazard;
pub mod introspect;
#[cfg(feature = "tools")]
pub mod migration;
pub mod model;
#[cfg(feature = "tools")]
pub mod observe;
#[cfg(feature = "tools")]
pub mod plan;
#[cfg(feature = "tools")]
pub mod rows;
#[cfg(feature = "tools")]
pub mod scratch;
#[cfg(feature = "tools")]
pub mod verify;
#[cfg(feature = "tools")]
mod waiting;

pub use model_schema::{def, desired, ir, lower, naming, sql, suggest, types};

pub use model::{Model, ModelEnum, ModelType};
pub use model_derive::{Model, ModelEnum, ModelType};
