// @generated automatically by Diesel CLI.

pub mod sql_types {
    #[derive(diesel::query_builder::QueryId, diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "mood"))]
    pub struct Mood;

    #[derive(diesel::query_builder::QueryId, diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "tsvector"))]
    pub struct Tsvector;
}

diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::Tsvector;

    users (id) {
        id -> Int8,
        email -> Citext,
        #[max_length = 80]
        name -> Varchar,
        #[sql_name = "type"]
        type_ -> Nullable<Text>,
        balance -> Numeric,
        created_at -> Timestamptz,
        search -> Nullable<Tsvector>,
    }
}

diesel::table! {
    posts (id) {
        id -> Int4,
        user_id -> Int8,
        body -> Text,
    }
}

diesel::table! {
    post_tags (post_id, tag) {
        post_id -> Int4,
        tag -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::Mood;

    moods (id) {
        id -> Int8,
        user_id -> Int8,
        mood -> Mood,
    }
}

diesel::table! {
    logs (id) {
        id -> Int8,
        line -> Text,
        user_id -> Nullable<Int8>,
    }
}

diesel::table! {
    notes (id) {
        id -> Int8,
        line -> Text,
        log_id -> Nullable<Int8>,
    }
}

diesel::table! {
    twins (id) {
        id -> Int8,
        n -> Nullable<Int4>,
    }
}

diesel::joinable!(posts -> users (user_id));
diesel::joinable!(post_tags -> posts (post_id));
diesel::allow_tables_to_appear_in_same_query!(users, posts, post_tags, moods, logs, notes, twins);
