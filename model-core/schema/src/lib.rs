//! The ground floor of cargo-model: what a schema is ([`ir`]), what a model says ([`def`]), how Rust types become column
//! types ([`types`]), how objects are named ([`naming`]), and how a model becomes a table ([`lower`]).
//!
//! Nothing here connects to a database or reads a file.

pub mod def;
pub mod desired;
pub mod ir;
pub mod lower;
pub mod naming;
pub mod sql;
pub mod suggest;
#[cfg(feature = "syntax")]
pub mod syntax;
pub mod types;
