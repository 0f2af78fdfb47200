use diesel::prelude::*;
use model_core::Model;

use super::super::ids::AuditUserId;

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = users)]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(schema = "audit")]
pub struct AuditUser {
    #[model(identity(always, start = 100))]
    pub id: AuditUserId,
    pub user_id: Option<i64>,
}

/// A new row of `users`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = users)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct NewAuditUser {
    pub user_id: Option<i64>,
}

/// A change of a row of `users`: what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = users)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct AuditUserChanges {
    pub user_id: Option<Option<i64>>,
}
