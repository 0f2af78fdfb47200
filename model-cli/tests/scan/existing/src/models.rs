use crate::schema::people;
use model_core::{Model, ModelEnum};

pub struct Paint;

#[derive(ModelEnum)]
pub enum Mood {
    Good,
    Bad,
}

#[derive(Model)]
#[diesel(table_name = people, primary_key(key, code))]
#[model(existing_table, index(on(type_, code)))]
pub struct Person {
    pub key: i64,
    pub code: String,
    pub type_: Option<String>,
    #[model(default = sql("'red'"))]
    pub color: Paint,
    pub colors: Vec<Option<Paint>>,
    pub odd: Option<Paint>,
    pub mood: Mood,
}
