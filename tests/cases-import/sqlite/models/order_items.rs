use diesel::prelude::*;
use model_core::Model;

use super::people::Person;

#[derive(Debug, Clone, Model, Queryable, Selectable)]
#[diesel(table_name = order_items)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite))]
#[model(sql_name = "Order Items")]
#[model(no_primary_key)]
#[model(strict)]
#[model(unique(on = [order, select]))]
pub struct OrderItem {
    #[model(sql_name = "Order", check = "\"Order\" > 0")]
    pub order: i32,
    #[model(db_type = "INT")]
    pub select: i32,
    #[model(references(Person))]
    pub person_id: Option<i32>,
    #[model(references(Person))]
    pub buyer: Option<i32>,
}

/// A new row of `order_items`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = order_items)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite))]
pub struct NewOrderItem {
    pub order: i32,
    pub select: i32,
    pub person_id: Option<i32>,
    pub buyer: Option<i32>,
}
