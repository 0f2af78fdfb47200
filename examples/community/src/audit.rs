//! Who did what.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use model_core::Model;
use serde_json::Value;

use crate::account::User;
use crate::ids::UserId;

/// Something that happened.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = events)]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(schema = "audit", index(on(at), using = brin))]
pub struct Event {
    /// The event's id.
    pub id: i64,
    /// Who did it.
    #[model(references(User, on_delete = set_null))]
    pub actor_id: Option<UserId>,
    /// What was done.
    #[model(max_length = 60)]
    pub action: String,
    /// To what.
    #[model(default = sql("'{}'::jsonb"))]
    pub details: Value,
    /// When.
    #[model(default = now())]
    pub at: DateTime<Utc>,
}
