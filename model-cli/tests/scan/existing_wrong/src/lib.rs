diesel::table! {
    users (name) {
        name -> Text,
        age -> Nullable<Integer>,
        mood -> crate::NoType,
    }
}

struct NoType;

#[derive(model_core::Model)]
#[diesel(table_name = users, primary_key(age))]
#[model(existing_table)]
struct User {
    age: Option<i32>,
    mood: String,
    extra: i64,
}

#[derive(model_core::Model)]
#[diesel(table_name = crate::nowhere::things)]
struct Thing {
    id: i64,
}
