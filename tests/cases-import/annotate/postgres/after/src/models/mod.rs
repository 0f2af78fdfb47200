//! The rows.

pub mod posts;

use bigdecimal::BigDecimal;
use chrono::{DateTime, Utc};
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::{Pg, PgValue};
use diesel::prelude::*;

use crate::schema::{logs, moods, notes, twins, users};

/// A document of words.
#[derive(Debug, Clone, FromSqlRow, AsExpression)]
#[diesel(sql_type = crate::schema::sql_types::Tsvector)]
pub struct Words(Vec<u8>);

impl FromSql<crate::schema::sql_types::Tsvector, Pg> for Words {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(value.as_bytes().to_vec()))
    }
}

/// Someone who can sign in.
#[derive(Debug, Clone, model_core::Model, Queryable, Selectable, Identifiable)] // as ever
#[diesel(table_name = users)]
#[model(existing_table)]
#[model(index(expr = "lower((name)::text)", name = "users_lower_idx"))]
#[model(comment)]
pub struct User {
    pub id: i64,
    /// Where to write.
    #[model(unique, comment)]
    pub email:   String, // citext
    #[diesel(column_name = name)]
    #[model(max_length = 80, check = "length((name)::text) > 1")]
    pub full_name: String,
    #[model(sql_name = "type")]
    pub type_: Option<String>,
    #[model(db_type = "numeric(10,2)", default = 0)]
    pub balance: BigDecimal,
    #[model(default = now())]
    pub created_at: DateTime<Utc>, #[model(sql_type = crate::schema::sql_types::Tsvector, db_type = "tsvector")] pub search: Option<Words>,
}

#[derive(Insertable)]
#[diesel(table_name = users)]
pub struct NewUser<'a> {
    pub email: &'a str,
    pub name: &'a str,
}

/// An enum by hand.
#[derive(Debug, Clone, Copy, FromSqlRow, AsExpression)]
#[diesel(sql_type = crate::schema::sql_types::Mood)]
pub enum Mood {
    Sad,
    Glad,
}

impl FromSql<crate::schema::sql_types::Mood, Pg> for Mood {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        Ok(if value.as_bytes() == b"sad" { Self::Sad } else { Self::Glad })
    }
}

#[derive(Debug, model_core::Model, Queryable, Selectable)]
#[diesel(table_name = moods)]
#[model(existing_table)]
pub struct MoodRow {
    pub id: i64,
    #[model(references(User))]
    pub user_id: i64,
    #[model(sql_type = crate::schema::sql_types::Mood, db_type = "mood", default = sql("'sad'::mood"))]
    pub mood: Mood,
}

#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = logs)]
pub struct Log {
    pub id: i64,
    pub line: String,
}

#[derive(Debug, model_core::Model, Queryable, Selectable)]
#[diesel(table_name = notes)]
#[model(existing_table)]
pub struct Note { pub id: i64, pub line: String, #[model(references(crate::tables::logs::Log))] pub log_id: Option<i64> }

#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = twins)]
pub struct Castor {
    pub id: i64,
    pub n: Option<i32>,
}

#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = twins)]
pub struct Pollux {
    pub id: i64,
    pub n: Option<i32>,
}
