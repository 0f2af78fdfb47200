//! A server.

pub use app_db::{models, schema};

mod limits {
    use app_db::schema::buckets;
    use diesel::prelude::*;

    #[derive(model_core::Model, Queryable, Selectable, Insertable)]
    #[diesel(table_name = buckets)]
    #[diesel(primary_key(user_id))]
    #[model(existing_table)]
    struct Bucket {
        #[model(references(app_db::models::User))]
        user_id: i64,
        tokens: i32,
    }
}
