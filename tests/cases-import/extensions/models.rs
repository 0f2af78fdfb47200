use diesel::prelude::*;
use model_core::Model;
use uuid::Uuid;

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = users)]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(extension = "ext.citext")]
#[model(extension = "ext.hstore")]
#[model(extension = "ext.pg_trgm")]
#[model(extension = "ext.uuid-ossp")]
#[model(index(on = [name.ops("ext.gin_trgm_ops")], using = gin))]
pub struct User {
    #[model(default = sql("ext.uuid_generate_v4()"))]
    pub id: Uuid,
    #[model(sql_type = diesel::sql_types::Citext, unique)]
    pub email: String,
    #[model(sql_type = diesel::sql_types::Array<diesel::sql_types::Nullable<diesel::sql_types::Citext>>)]
    #[model(default = sql("'{}'::ext.citext[]"))]
    pub others: Vec<Option<String>>,
    #[model(sql_type = sql_types::Hstore, db_type = "ext.hstore")]
    pub labels: Option<sql_types::HstoreValue>,
    #[model(check = "ext.similarity(name, 'root'::text) < (0.9)::double precision")]
    pub name: String,
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

    /// PostgreSQL's `hstore`.
    #[derive(Debug, Clone, Copy, QueryId, SqlType)]
    #[diesel(postgres_type(name = "hstore", schema = "ext"))]
    pub struct Hstore;

    /// A value of `hstore` in PostgreSQL's binary form: Diesel has no type for it.
    #[derive(Debug, Clone, PartialEq, Eq, Hash, AsExpression, FromSqlRow)]
    #[diesel(sql_type = Hstore)]
    pub struct HstoreValue(pub Vec<u8>);

    impl FromSql<Hstore, Pg> for HstoreValue {
        fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
            Ok(Self(value.as_bytes().to_vec()))
        }
    }

    impl ToSql<Hstore, Pg> for HstoreValue {
        fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
            out.write_all(&self.0)?;
            Ok(IsNull::No)
        }
    }
}
