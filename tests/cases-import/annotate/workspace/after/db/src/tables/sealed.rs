use diesel::prelude::*;
use model_core::Model;

use super::seals::Seal;

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = sealed)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct Sealed {
    #[model(references(Seal))]
    pub id: i32,
}
