pub mod events;
pub mod users;
