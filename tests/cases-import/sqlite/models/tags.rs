use diesel::prelude::*;
use model_core::Model;

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = tags, primary_key(name))]
#[diesel(check_for_backend(diesel::sqlite::Sqlite))]
pub struct Tag {
    pub name: Option<String>,
}

/// A new row of `tags`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = tags)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite))]
pub struct NewTag {
    pub name: Option<String>,
}
