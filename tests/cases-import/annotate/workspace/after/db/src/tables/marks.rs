use diesel::prelude::*;
use model_core::Model;

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = marks, primary_key(tag_id))]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(extension = "ltree")]
pub struct Mark {
    #[model(references(crate::models::Tag, no_join))]
    pub tag_id: i64,
    #[model(references(crate::models::User, no_join))]
    pub user_id: i64,
}
