//! `cargo model`: learn the models of a workspace from its source, and run Diesel migrations.

pub mod scan;
