// The table is there all the same: Diesel's derives and other models have nothing to add.
use diesel::prelude::*;
use model_core::Model;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable)]
pub struct User {
    id: i64,
    #[model(uniqe)]
    name: String,
}

#[derive(Model, Queryable, Selectable, Identifiable, Associations)]
#[diesel(belongs_to(User))]
pub struct Post {
    id: i64,
    #[model(references(User))]
    user_id: i64,
}

fn main() {
    let _ = users::table.inner_join(posts::table).select(users::name);
}
