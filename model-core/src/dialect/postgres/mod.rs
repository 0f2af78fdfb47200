//! PostgreSQL: the SQL of every object, and the order of changes.

mod alter;
mod collations;
mod computed;
mod default_privileges;
mod enums;
mod kept;
mod numbering;
mod objects;
pub mod online;
mod order;
mod plan;
mod publications;
mod render;

pub use kept::again;
pub use plan::{materialise, plan, rename, stuck};
pub use render::{create_index, create_table};
