//! Who can sign in, and how.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use model_core::{Model, ModelEnum};

use crate::ids::{CommunityId, Url, UserId};
use crate::social::Community;

/// Where an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ModelEnum)]
#[model(name = "user_status")]
pub enum UserStatus {
    /// Signed up, address not confirmed.
    Pending,
    /// In good standing.
    Active,
    /// Locked by a moderator.
    Suspended,
    /// Closed by its owner.
    Closed,
}

/// What an account may do on the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ModelEnum)]
#[model(name = "platform_role")]
pub enum PlatformRole {
    /// Everyone.
    Member,
    /// Handles reports.
    Moderator,
    /// Everything.
    Admin,
}

/// Someone who can sign in.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = users)]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(index(expr = "lower(username)", unique), check = "char_length(username) BETWEEN 2 AND 39", extension = "citext")]
pub struct User {
    /// The account's id.
    pub id: UserId,
    /// The name in addresses.
    #[model(max_length = 39)]
    pub username: String,
    /// The address to write to.
    #[model(unique, sql_type = diesel::sql_types::Citext)]
    pub email: String,
    /// The name that others see.
    #[model(renamed_from = "name")]
    pub display_name: Option<String>,
    /// Where the account stands.
    #[model(default = UserStatus::Pending, index(where = "status = 'closed'", name = "users_closed_idx"))]
    pub status: UserStatus,
    /// What it may do.
    #[model(default = PlatformRole::Member, index(where = "role <> 'member'"))]
    pub role: PlatformRole,
    /// The language to write in.
    #[model(max_length = 12, backfill = "CASE WHEN email LIKE '%.de' THEN 'de' ELSE 'en' END")]
    pub locale: String,
    /// A web site.
    pub website: Option<Url>,
    /// The community that opens first.
    #[model(references(Community, on_delete = set_null, no_join))]
    pub home_id: Option<CommunityId>,
    /// When the account was made.
    #[model(default = now())]
    pub created_at: DateTime<Utc>,
    /// When it was last seen.
    pub seen_at: Option<DateTime<Utc>>,
}

/// A new account.
#[derive(Debug, Insertable)]
#[diesel(table_name = users)]
pub struct NewUser<'a> {
    /// The name in addresses.
    pub username: &'a str,
    /// The address to write to.
    pub email: &'a str,
    /// The language to write in.
    pub locale: &'a str,
}

/// What an account's owner can change.
#[derive(Debug, Default, AsChangeset)]
#[diesel(table_name = users)]
pub struct UpdateUser {
    /// Where the account stands.
    pub status: Option<UserStatus>,
    /// The community that opens first.
    pub home_id: Option<Option<CommunityId>>,
    /// When it was last seen.
    pub seen_at: Option<DateTime<Utc>>,
}

/// A signed-in browser.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = sessions, primary_key(token_hash), belongs_to(User))]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(unlogged, with(fillfactor = 70))]
pub struct Session {
    /// The SHA-256 of the token.
    #[model(check = "octet_length(token_hash) = 32")]
    pub token_hash: Vec<u8>,
    /// Whose it is.
    #[model(references(User, on_delete = cascade), index)]
    pub user_id: UserId,
    /// What the browser calls itself.
    #[model(default = "")]
    pub user_agent: String,
    /// Until when it is good.
    #[model(index(using = brin))]
    pub expires_at: DateTime<Utc>,
}

/// A key for programs.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = api_keys, belongs_to(User))]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(unique(on(user_id, label)), check = "expires_at > created_at")]
pub struct ApiKey {
    /// The key's id.
    pub id: i64,
    /// Whose it is.
    #[model(references(User, on_delete = cascade))]
    pub user_id: UserId,
    /// What it is for.
    #[model(max_length = 80)]
    pub label: String,
    /// What it may do.
    #[model(default = sql("'{}'::text[]"))]
    pub scopes: Vec<String>,
    /// When it was made.
    #[model(default = now())]
    pub created_at: DateTime<Utc>,
    /// Until when it is good.
    pub expires_at: Option<DateTime<Utc>>,
}
