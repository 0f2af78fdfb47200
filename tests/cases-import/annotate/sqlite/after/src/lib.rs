//! One file, of Windows.

diesel::table! {
    people (id) {
        id -> Integer,
        name -> Text,
        score -> Nullable<Double>,
    }
}

diesel::table! {
    pets (id) {
        id -> Integer,
        owner -> Integer,
        kind -> Nullable<Text>,
    }
}

#[derive(Debug, Clone, model_core::Model, diesel::Queryable)]
#[diesel(table_name = people)]
#[model(existing_table)]
pub struct Person {
    pub id: i32,
    #[model(max_length = 40, unique)]
    pub name: String,
    #[model(db_type = "DECIMAL(10, 2)", check = "score > 0")]
    pub score: Option<f64>,
}

#[derive(model_core::Model, diesel::Queryable)]
#[diesel(table_name = pets)]
#[model(existing_table)]
pub struct Pet {
    pub id: i32,
    #[model(references(Person, on_delete = cascade))]
    pub owner: i32,
    #[model(default = "cat")]
    pub kind: Option<String>,
}
