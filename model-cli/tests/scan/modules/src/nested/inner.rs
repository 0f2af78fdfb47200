use model_core::{Model, ModelEnum};

use super::super::ids::deep::*;

#[derive(ModelEnum)]
pub enum Mood {
    Happy,
    #[model(name = "so-so")]
    SoSo,
}

#[derive(Model)]
#[diesel(table_name = moods, primary_key(day, slug))]
pub struct Entry {
    pub day: chrono::NaiveDate,
    pub slug: Slug,
    #[model(default = Mood::Happy)]
    pub mood: Mood,
    pub before: Vec<Mood>,
}

#[derive(Model)]
#[diesel(table_name = log)]
#[model(no_primary_key)]
pub struct Line {
    pub text: String,
}
