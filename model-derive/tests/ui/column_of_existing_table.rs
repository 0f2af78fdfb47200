// A column type that is not Diesel's own is named.
use model_core::Model;

diesel::table! {
    places (id) {
        id -> Int8,
        at -> crate::Point,
    }
}

#[derive(diesel::sql_types::SqlType)]
pub struct Point;

#[derive(Model)]
#[model(existing_table)]
struct Place {
    id: i64,
    at: String,
}

fn main() {}
