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
    use diesel::sql_types::*;
    use diesel_ltree::sql_types::Ltree;

    tags (id) {
        id -> Int8,
        post_id -> Int8,
        path -> Ltree,
    }
}

diesel::table! {
    marks (tag_id) {
        tag_id -> Int8,
        user_id -> Int8,
    }
}

diesel::table! {
    hits (post_id) {
        post_id -> Int8,
        n -> Int4,
    }
}

diesel::table! {
    visits (post_id) {
        post_id -> Int8,
        n -> Int4,
    }
}

diesel::table! {
    seals (id) {
        id -> Int4,
    }
}

diesel::table! {
    sealed (id) {
        id -> Int4,
    }
}

diesel::table! {
    buckets (user_id) {
        user_id -> Int8,
        tokens -> Int4,
    }
}
