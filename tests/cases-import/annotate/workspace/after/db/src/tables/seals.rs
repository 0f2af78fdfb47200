use diesel::prelude::*;
use model_core::Model;

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = seals)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct Seal {
    #[model(no_identity)]
    pub id: i32,
}
