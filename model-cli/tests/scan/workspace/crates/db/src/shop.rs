use crate::prelude::*;

pub type MaybePrice = Option<types::Pennies>;

#[derive(Model)]
#[diesel(table_name = items)]
pub struct Item {
    pub id: Id,
    pub price: MaybePrice,
    pub rate: Rate,
}
