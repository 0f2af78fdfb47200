use chrono::NaiveDate;
use diesel::prelude::*;
use model_core::{Model, ModelEnum};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, ModelEnum)]
pub enum Mood {
    Glad,
    Sad,
}

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = accounts)]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(check(expr = "NOT is_late('first'::stage)", name = "accounts_late_check"))]
pub struct Account {
    #[model(db_type = "account_id", no_identity, unique)]
    pub id: i64,
    #[model(default = sql("nextval('numbers'::regclass)"))]
    pub number: i32,
    #[model(db_type = "email", default = sql("'a@b'::character varying"))]
    pub mail: String,
    #[model(db_type = "kinds.\"Work email\"")]
    pub work_mail: Option<String>,
    #[model(db_type = "email[]")]
    pub mails: Option<Vec<Option<String>>>,
    #[model(db_type = "emails")]
    pub others: Option<Vec<Option<String>>>,
    #[model(db_type = "year", check = "(born)::integer < 2100")]
    pub born: Option<i32>,
    #[model(db_type = "good_mood", default = sql("'glad'::mood"))]
    pub mood: Option<Mood>,
    #[model(sql_type = sql_types::Point, db_type = "spot")]
    pub place: Option<sql_types::PointValue>,
    #[model(sql_type = sql_types::Address, db_type = "kinds.address")]
    pub lives_at: Option<sql_types::AddressValue>,
    #[model(sql_type = Array<Nullable<sql_types::Address>>, db_type = "kinds.address[]")]
    pub lived_at: Option<Vec<Option<sql_types::AddressValue>>>,
    #[model(sql_type = sql_types::Floatrange, db_type = "floatrange")]
    pub span: Option<sql_types::FloatrangeValue>,
    #[model(sql_type = sql_types::Floatmultirange, db_type = "floatmultirange")]
    pub spans: Option<sql_types::FloatmultirangeValue>,
    #[model(collation = "german")]
    pub name: Option<String>,
}

/// A new row of `accounts`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = accounts)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct NewAccount {
    pub id: i64,
    pub number: Option<i32>,
    pub mail: Option<String>,
    pub work_mail: Option<String>,
    pub mails: Option<Vec<Option<String>>>,
    pub others: Option<Vec<Option<String>>>,
    pub born: Option<i32>,
    pub mood: Option<Mood>,
    pub place: Option<sql_types::PointValue>,
    pub lives_at: Option<sql_types::AddressValue>,
    pub lived_at: Option<Vec<Option<sql_types::AddressValue>>>,
    pub span: Option<sql_types::FloatrangeValue>,
    pub spans: Option<sql_types::FloatmultirangeValue>,
    pub name: Option<String>,
}

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = entries, belongs_to(Account))]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct Entry {
    #[model(db_type = "year", no_identity)]
    pub id: i32,
    #[model(db_type = "account_id", references(Account))]
    pub account_id: Option<i64>,
}

/// A new row of `entries`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = entries)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct NewEntry {
    pub id: i32,
    pub account_id: Option<i64>,
}

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = events, primary_key(at, kind), belongs_to(Account))]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(partition_by = "RANGE (at)")]
#[model(index(on = [account_id, at.desc()], where = "at > '2026-01-01'::date", include = [kind], name = "events_recent"))]
pub struct Event {
    pub at: NaiveDate,
    #[model(db_type = "account_id", references(Account, on_delete = cascade))]
    pub account_id: Option<i64>,
    #[model(default = sql("'{}'::mood[]"))]
    pub kind: Vec<Option<Mood>>,
}

/// A new row of `events`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = events)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct NewEvent {
    pub at: NaiveDate,
    pub account_id: Option<i64>,
    pub kind: Option<Vec<Option<Mood>>>,
}

// Not in this model: the column of: its type `pair` is a composite type that rests on a table.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = pairs)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct Pair {
    pub id: i64,
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

    /// PostgreSQL's `floatmultirange`.
    #[derive(Debug, Clone, Copy, QueryId, SqlType)]
    #[diesel(postgres_type(name = "floatmultirange"))]
    pub struct Floatmultirange;

    /// A value of `floatmultirange` in PostgreSQL's binary form: Diesel has no type for it.
    #[derive(Debug, Clone, PartialEq, Eq, Hash, AsExpression, FromSqlRow)]
    #[diesel(sql_type = Floatmultirange)]
    pub struct FloatmultirangeValue(pub Vec<u8>);

    impl FromSql<Floatmultirange, Pg> for FloatmultirangeValue {
        fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
            Ok(Self(value.as_bytes().to_vec()))
        }
    }

    impl ToSql<Floatmultirange, Pg> for FloatmultirangeValue {
        fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
            out.write_all(&self.0)?;
            Ok(IsNull::No)
        }
    }

    /// PostgreSQL's `floatrange`.
    #[derive(Debug, Clone, Copy, QueryId, SqlType)]
    #[diesel(postgres_type(name = "floatrange"))]
    pub struct Floatrange;

    /// A value of `floatrange` in PostgreSQL's binary form: Diesel has no type for it.
    #[derive(Debug, Clone, PartialEq, Eq, Hash, AsExpression, FromSqlRow)]
    #[diesel(sql_type = Floatrange)]
    pub struct FloatrangeValue(pub Vec<u8>);

    impl FromSql<Floatrange, Pg> for FloatrangeValue {
        fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
            Ok(Self(value.as_bytes().to_vec()))
        }
    }

    impl ToSql<Floatrange, Pg> for FloatrangeValue {
        fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
            out.write_all(&self.0)?;
            Ok(IsNull::No)
        }
    }

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

    /// PostgreSQL's `address`.
    #[derive(Debug, Clone, Copy, QueryId, SqlType)]
    #[diesel(postgres_type(name = "address", schema = "kinds"))]
    pub struct Address;

    /// A value of `address` in PostgreSQL's binary form: Diesel has no type for it.
    #[derive(Debug, Clone, PartialEq, Eq, Hash, AsExpression, FromSqlRow)]
    #[diesel(sql_type = Address)]
    pub struct AddressValue(pub Vec<u8>);

    impl FromSql<Address, Pg> for AddressValue {
        fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
            Ok(Self(value.as_bytes().to_vec()))
        }
    }

    impl ToSql<Address, Pg> for AddressValue {
        fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
            out.write_all(&self.0)?;
            Ok(IsNull::No)
        }
    }
}
