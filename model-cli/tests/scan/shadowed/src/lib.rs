use model_core::{Model, ModelEnum, ModelType};

#[derive(ModelType)]
pub struct Value(i32);

#[derive(ModelEnum)]
pub enum Date {
    Early,
    Late,
}

type Uuid = String;
type Names = Vec<Option<String>>;

#[derive(Model)]
#[diesel(table_name = things)]
struct Thing {
    id: i64,
    value: Option<Value>,
    date: Date,
    uuid: Uuid,
    names: Names,
    json: serde_json::Value,
}
