use diesel::prelude::*;
use model_core::Model;

use super::ids::PostId;
use super::posts::Post;

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = post_tags, primary_key(post_id, tag), belongs_to(Post))]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct PostTag {
    #[model(references(Post))]
    pub post_id: PostId,
    pub tag: String,
}

/// A new row of `post_tags`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = post_tags)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct NewPostTag {
    pub post_id: PostId,
    pub tag: String,
}
