use bigdecimal::BigDecimal;
use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use ipnetwork::IpNetwork;
use model_core::Model;
use serde_json::Value;

use super::enums::UserStatus;
use super::ids::UserId;

/// Someone who can sign in.
///
/// Two paragraphs.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = users)]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(extension = "citext")]
#[model(extension = "pg_trgm")]
#[model(check(
    expr = "(length((name)::text) > 1) AND (status <> 'active'::user_status)",
    name = "users_name"
))]
#[model(index(expr = "lower((name)::text)", name = "users_lower_idx"))]
#[model(index(on = [seen_at.desc().nulls_last()], include = [name], with(fillfactor = 70), name = "users_seen_at_name_idx"))]
#[model(index(on = [status, created_at.desc()], unique, where = "status = 'active'::user_status"))]
#[model(index(on = [name.ops("gin_trgm_ops")], using = gin, name = "users_trgm"))]
#[model(comment)]
pub struct User {
    pub id: UserId,
    /// Where to write.
    #[model(sql_type = diesel::sql_types::Citext, unique, comment)]
    pub email: String,
    #[model(max_length = 80, check = "is_short((name)::text)", comment = " with a blank in front")]
    pub name: String,
    #[model(default = UserStatus::Pending)]
    pub status: UserStatus,
    #[model(default = sql("'{}'::text[]"))]
    pub tags: Vec<Option<String>>,
    pub moods: Option<Vec<Option<UserStatus>>>,
    #[model(default = now())]
    pub created_at: DateTime<Utc>,
    #[model(db_type = "timestamp(3)")]
    pub seen_at: Option<NaiveDateTime>,
    #[model(sql_name = "type")]
    pub type_: Option<String>,
    #[model(sql_name = "invitedBy", references(User, on_delete = set_null))]
    pub invited_by: Option<UserId>,
    #[model(db_type = "numeric(10,2)", default = -1.5)]
    pub price: Option<BigDecimal>,
    #[model(default = sql("'{}'::jsonb"))]
    pub settings: Value,
    #[model(sql_type = diesel::sql_types::Json)]
    pub raw: Option<Value>,
    #[model(sql_type = super::sql_types::Point, db_type = "point")]
    pub place: Option<super::sql_types::PointValue>,
    pub address: Option<IpNetwork>,
    #[model(sql_type = diesel::sql_types::Cidr)]
    pub network: Option<IpNetwork>,
    pub mac: Option<[u8; 6]>,
    #[model(sql_type = super::sql_types::Bit, db_type = "bit(3)")]
    pub flags: Option<super::sql_types::BitValue>,
    #[model(sql_type = super::sql_types::Tsvector)]
    #[model(db_type = "tsvector")]
    #[model(generated = "to_tsvector('english'::regconfig, (name)::text)")]
    pub search: Option<super::sql_types::TsvectorValue>,
    #[model(db_type = "positive")]
    pub rank: Option<i32>,
}

/// A new row of `users`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = users)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct NewUser {
    pub email: String,
    pub name: String,
    pub status: Option<UserStatus>,
    pub tags: Option<Vec<Option<String>>>,
    pub moods: Option<Vec<Option<UserStatus>>>,
    pub created_at: Option<DateTime<Utc>>,
    pub seen_at: Option<NaiveDateTime>,
    pub type_: Option<String>,
    pub invited_by: Option<UserId>,
    pub price: Option<BigDecimal>,
    pub settings: Option<Value>,
    pub raw: Option<Value>,
    pub place: Option<super::sql_types::PointValue>,
    pub address: Option<IpNetwork>,
    pub network: Option<IpNetwork>,
    pub mac: Option<[u8; 6]>,
    pub flags: Option<super::sql_types::BitValue>,
    pub rank: Option<i32>,
}

/// A change of a row of `users`: what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = users)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct UserChanges {
    pub email: Option<String>,
    pub name: Option<String>,
    pub status: Option<UserStatus>,
    pub tags: Option<Vec<Option<String>>>,
    pub moods: Option<Option<Vec<Option<UserStatus>>>>,
    pub created_at: Option<DateTime<Utc>>,
    pub seen_at: Option<Option<NaiveDateTime>>,
    pub type_: Option<Option<String>>,
    pub invited_by: Option<Option<UserId>>,
    pub price: Option<Option<BigDecimal>>,
    pub settings: Option<Value>,
    pub raw: Option<Option<Value>>,
    pub place: Option<Option<super::sql_types::PointValue>>,
    pub address: Option<Option<IpNetwork>>,
    pub network: Option<Option<IpNetwork>>,
    pub mac: Option<Option<[u8; 6]>>,
    pub flags: Option<Option<super::sql_types::BitValue>>,
    pub rank: Option<Option<i32>>,
}
