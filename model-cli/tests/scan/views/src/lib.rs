//! Models over views: what they are read as, and nothing to make.

use model_core::{Model, ModelEnum};

#[derive(ModelEnum)]
pub enum Mood {
    Sad,
    Glad,
}

#[derive(Model)]
pub struct User {
    pub id: i64,
}

#[derive(Model)]
#[model(view, schema = "stats")]
pub struct MoodCount {
    pub mood: Mood,
    #[model(references(User))]
    pub user_id: i64,
    pub count: Option<i64>,
    #[model(db_type = "numeric(10, 2)", sql_type = diesel::sql_types::Numeric)]
    pub share: Share,
}

pub struct Share;

diesel::table! {
    app.latest (user_id) {
        user_id -> Int8,
        #[sql_name = "the title"]
        title -> Nullable<Text>,
        unread -> Int4,
    }
}

/// Of what the `table!` has, a view's model reads what it likes.
#[derive(Model)]
#[model(existing_table, view)]
#[diesel(table_name = latest, primary_key(user_id))]
pub struct Latest {
    pub user_id: i64,
    pub title: Option<String>,
}
