use crate::ids::{UserId, deep::Slug as Name};
use chrono::NaiveDate as Day;
use model_core::Model;

/// Someone's "own" account; it's theirs.
#[derive(Model)]
#[diesel(table_name = users)]
pub struct User {
    pub id: UserId,
    pub name: Name,
    pub born: Option<Day>,
    pub aliases: Vec<Name>,
}
