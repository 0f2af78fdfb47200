//! Accounts.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use model_core::Model;
use shared::{AccountStatus, UserId};

/// A user.
#[derive(Debug, Model, Queryable, Selectable, Identifiable)]
#[model(unique(on = [email, status]), unique(on = [status, name]))]
pub struct User {
    pub id: UserId,
    pub email: String,
    pub name: String,
    pub status: AccountStatus,
    #[model(default = sql("NOT false"))]
    pub seen: bool,
    #[model(default = now())]
    pub created_at: DateTime<Utc>,
}

/// The same name as a model of billing.
#[derive(Debug, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = user_settings)]
pub struct Settings {
    pub id: i64,
    #[model(references(User, on_delete = cascade))]
    pub user_id: UserId,
}
