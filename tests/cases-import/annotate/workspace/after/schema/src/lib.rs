//! What the database has.

pub mod sql_types {
    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "kind"))]
    pub struct Kind;
}

diesel::table! {
    users (id) {
        id -> Int8,
        name -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::Kind;

    posts (id) {
        id -> Int8,
        user_id -> Int8,
        kind -> Kind,
        kinds -> Nullable<Array<Nullable<Kind>>>,
    }
}

diesel::table! {
    tags (id) {
        id -> Int8,
        post_id -> Int8,
    }
}

diesel::table! {
    marks (tag_id) {
        tag_id -> Int8,
        user_id -> Int8,
    }
}

diesel::table! {
    buckets (user_id) {
        user_id -> Int8,
        tokens -> Int4,
    }
}
