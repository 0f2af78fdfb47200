use diesel::prelude::*;
use model_core::{Model, ModelEnum};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, ModelEnum)]
pub enum Mood {
    Sad,
    Glad,
}

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = app_users, belongs_to(User))]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(schema = "app")]
#[model(sql_name = "users")]
pub struct AppUser {
    pub id: i32,
    #[model(references(User))]
    pub user_id: i32,
}

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = users)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct User {
    pub id: i32,
    pub mood: Option<Mood>,
    #[model(sql_type = sql_types::Point, db_type = "point")]
    pub place: Option<sql_types::PointValue>,
}

/// SQL types that Diesel has not.
pub mod sql_types {
    use std::io::Write;

    use diesel::deserialize::{self, FromSql, FromSqlRow};
    use diesel::expression::AsExpression;
    use diesel::pg::{Pg, PgValue};
    use diesel::query_builder::QueryId;
    use diesel::serialize::{self, IsNull, Output, ToSql};
    use diesel::sql_types::SqlType;

    /// PostgreSQL's `point`.
    #[derive(Debug, Clone, Copy, QueryId, SqlType)]
    #[diesel(postgres_type(name = "point"))]
    pub struct Point;

    /// A value of `point` in PostgreSQL's binary form: Diesel has no type for it.
    #[derive(Debug, Clone, PartialEq, Eq, Hash, AsExpression, FromSqlRow)]
    #[diesel(sql_type = Point)]
    pub struct PointValue(pub Vec<u8>);

    impl FromSql<Point, Pg> for PointValue {
        fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
            Ok(Self(value.as_bytes().to_vec()))
        }
    }

    impl ToSql<Point, Pg> for PointValue {
        fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
            out.write_all(&self.0)?;
            Ok(IsNull::No)
        }
    }
}
