//! SQLite.

mod alter;
mod guard;
mod materialise;
mod plan;
mod rebuild;
mod render;
mod words;

pub use crate::sqlite_name::quote;
pub use materialise::materialise;
pub use plan::{PlanError, plan};
pub use render::{create_index, create_table, drop_index, drop_table, rename};
