// Not in any model: the type unused (a): no column of a model is of it.

pub mod addresses;
pub mod audit;
pub mod enums;
pub mod ids;
pub mod log;
pub mod post_tags;
pub mod posts;
pub mod sql_types;
pub mod tag_notes;
pub mod users;
