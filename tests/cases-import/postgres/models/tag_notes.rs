use diesel::prelude::*;
use model_core::Model;

use super::ids::TagNoteId;
use super::post_tags::PostTag;

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = tag_notes)]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(references(PostTag, on = [post_id, tag], on_update = cascade, initially_deferred))]
pub struct TagNote {
    #[model(default = gen_random_uuid())]
    pub id: TagNoteId,
    pub post_id: Option<i32>,
    pub tag: Option<String>,
    #[model(db_type = "character(3)", default = sql("'a'::bpchar"))]
    pub note: String,
}

/// A new row of `tag_notes`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = tag_notes)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct NewTagNote {
    pub id: Option<TagNoteId>,
    pub post_id: Option<i32>,
    pub tag: Option<String>,
    pub note: Option<String>,
}

/// A change of a row of `tag_notes`: what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = tag_notes)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct TagNoteChanges {
    pub post_id: Option<Option<i32>>,
    pub tag: Option<Option<String>>,
    pub note: Option<String>,
}
