//! SQLite.

mod materialise;
mod render;

pub use crate::sqlite_name::quote;
pub use materialise::materialise;
pub use render::{create_index, create_table, drop_index, drop_table, rename_column, rename_table};
