use diesel::prelude::*;
use model_core::Model;

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = visits, primary_key(post_id))]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct Visit {
    #[model(references(crate::models::Post, no_join))]
    pub post_id: i64,
    #[model(default = 0)]
    pub n: i32,
}
