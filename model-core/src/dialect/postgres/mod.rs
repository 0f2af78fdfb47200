//! PostgreSQL: the SQL of every object, and the order of changes.

mod alter;
mod enums;
pub mod online;
mod order;
mod plan;
mod render;

pub use plan::{materialise, plan, rename};
pub use render::{create_index, create_table};
