use chrono::NaiveTime;
use diesel::data_types::{PgInterval, PgMoney};
use diesel::prelude::*;
use model_core::Model;

use super::super::enums::Level;
use super::super::ids::{EventId, UserId};
use super::super::users::User;

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = events, belongs_to(User))]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(schema = "audit")]
pub struct Event {
    #[model(no_identity)]
    pub id: EventId,
    #[model(default = Level::Low)]
    pub level: Level,
    #[model(references(User))]
    pub user_id: Option<UserId>,
    pub at: NaiveTime,
    pub took: Option<PgInterval>,
    pub cost: Option<PgMoney>,
}

/// A new row of `events`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = events)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct NewEvent {
    pub id: EventId,
    pub level: Option<Level>,
    pub user_id: Option<UserId>,
    pub at: NaiveTime,
    pub took: Option<PgInterval>,
    pub cost: Option<PgMoney>,
}

/// A change of a row of `events`: what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = events)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct EventChanges {
    pub level: Option<Level>,
    pub user_id: Option<Option<UserId>>,
    pub at: Option<NaiveTime>,
    pub took: Option<Option<PgInterval>>,
    pub cost: Option<Option<PgMoney>>,
}
