pub mod order_items;
pub mod people;
pub mod person_tags;
pub mod tags;
