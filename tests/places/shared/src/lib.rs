//! Ids and enums that several crates share.

pub mod ids;
mod kinds;

pub use ids::UserId;
pub use kinds::{Currency, Status as AccountStatus};
