//! What is written.

use diesel::prelude::*;

#[derive(model_core::Model, Queryable, Selectable, Identifiable, Associations, Debug)]
#[diesel(table_name = crate::schema::posts)]
#[diesel(belongs_to(super::User))]
#[model(index(on = [user_id, id.desc()]))]
pub struct Post {
    #[model(serial)]
    pub id: i32,
    #[model(references(crate::models::User, on_delete = cascade))]
    pub user_id: i64,
    // What it says.
    #[model(default = "")]
    pub body: String,
}

#[derive(
    Debug,
    model_core::Model, diesel::Queryable,
    diesel::Selectable,
)]
#[diesel(table_name = crate::schema::post_tags)]
#[diesel(primary_key(post_id, tag))]
pub struct PostTag {
    #[model(references(Post))]
    pub post_id: i32,
    pub tag: String,
}

#[derive(Queryable)]
#[diesel(table_name = crate::schema::posts)]
pub struct Line {
    pub body: String,
}
