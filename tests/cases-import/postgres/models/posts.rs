use std::ops::Bound;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use model_core::Model;

use super::ids::{PostId, UserId};
use super::users::User;

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = posts, belongs_to(User))]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(extension = "btree_gist")]
#[model(exclude(using = gist, on = [room = "=", during = "&&"], where = "room > 0"))]
pub struct Post {
    #[model(serial)]
    pub id: PostId,
    #[model(index, references(User, on_delete = cascade))]
    pub user_id: UserId,
    #[model(default = "it's")]
    pub body: String,
    pub room: i32,
    pub during: Option<(Bound<DateTime<Utc>>, Bound<DateTime<Utc>>)>,
}

/// A new row of `posts`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = posts)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct NewPost {
    pub user_id: UserId,
    pub body: Option<String>,
    pub room: i32,
    pub during: Option<(Bound<DateTime<Utc>>, Bound<DateTime<Utc>>)>,
}

/// A change of a row of `posts`: what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = posts)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct PostChanges {
    pub user_id: Option<UserId>,
    pub body: Option<String>,
    pub room: Option<i32>,
    pub during: Option<Option<(Bound<DateTime<Utc>>, Bound<DateTime<Utc>>)>>,
}
