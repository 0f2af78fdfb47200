//! What is written.

use diesel::prelude::*;

#[derive(Queryable, Selectable, Identifiable, Associations, Debug)]
#[diesel(table_name = crate::schema::posts)]
#[diesel(belongs_to(super::User))]
pub struct Post {
    pub id: i32,
    pub user_id: i64,
    // What it says.
    pub body: String,
}

#[derive(
    Debug,
    diesel::Queryable,
    diesel::Selectable,
)]
#[diesel(table_name = crate::schema::post_tags)]
pub struct PostTag {
    pub post_id: i32,
    pub tag: String,
}

#[derive(Queryable)]
#[diesel(table_name = crate::schema::posts)]
pub struct Line {
    pub body: String,
}
