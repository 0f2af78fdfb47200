//! `cargo model`: learn the models of a workspace from its source, and run Diesel migrations.

pub mod args;
pub mod commands;
pub mod concurrent;
pub mod config;
pub mod connect;
pub mod context;
pub mod exit;
pub mod git;
pub mod import;
pub mod intent;
pub mod migrate;
pub mod printer;
pub mod project;
pub mod prompt;
pub mod report;
pub mod scan;
pub mod source;
pub mod steps;
mod tls;
pub mod trial;
pub mod views;
pub mod write;
