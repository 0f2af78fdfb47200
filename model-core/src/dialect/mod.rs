//! What is peculiar to a database: quoting, rendering, ordering.

pub mod postgres;
pub mod sqlite;
