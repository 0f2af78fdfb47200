use diesel::prelude::*;
use model_core::Model;

use super::enums::MoodRow;

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = moods)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct Mood {
    pub id: i64,
    #[model(references(crate::models::User, no_join))]
    pub user_id: i64,
    #[model(default = MoodRow::Sad)]
    pub mood: MoodRow,
}
