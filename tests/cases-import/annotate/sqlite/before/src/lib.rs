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

#[derive(Debug, Clone, diesel::Queryable)]
#[diesel(table_name = people)]
pub struct Person {
    pub id: i32,
    pub name: String,
    pub score: Option<f64>,
}

#[derive(diesel::Queryable)]
#[diesel(table_name = pets)]
pub struct Pet {
    pub id: i32,
    pub owner: i32,
    pub kind: Option<String>,
}
