use diesel::prelude::*;
use model_core::Model;

use super::people::Person;
use super::tags::Tag;

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = person_tags, primary_key(person_id, tag), belongs_to(Person))]
#[diesel(check_for_backend(diesel::sqlite::Sqlite))]
#[model(without_rowid)]
pub struct PersonTag {
    #[model(references(Person, on_delete = cascade))]
    pub person_id: i32,
    #[model(references(Tag, on_update = cascade, initially_deferred))]
    pub tag: String,
}

/// A new row of `person_tags`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = person_tags)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite))]
pub struct NewPersonTag {
    pub person_id: i32,
    pub tag: String,
}
