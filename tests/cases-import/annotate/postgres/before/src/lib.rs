//! An application with years of migrations behind it.
#![allow(missing_docs, dead_code, clippy::pedantic, clippy::duplicated_attributes)]

pub mod models;
pub mod schema;
