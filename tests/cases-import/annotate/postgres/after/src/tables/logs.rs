use diesel::prelude::*;
use model_core::Model;

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = logs)]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(extension = "citext")]
pub struct Log {
    pub id: i64,
    pub line: String,
    #[model(references(crate::models::User, no_join))]
    pub user_id: Option<i64>,
}
