//! A server.

pub use app_db::{models, schema};

mod limits {
    use app_db::schema::buckets;
    use diesel::prelude::*;

    #[derive(Queryable, Selectable, Insertable)]
    #[diesel(table_name = buckets)]
    struct Bucket {
        user_id: i64,
        tokens: i32,
    }
}
