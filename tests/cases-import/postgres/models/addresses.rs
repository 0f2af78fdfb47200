use diesel::prelude::*;
use model_core::Model;

use super::ids::UserId;
use super::users::User;

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = addresses, primary_key(user_id), belongs_to(User))]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(with(fillfactor = 80))]
pub struct Address {
    #[model(references(User, on_delete = cascade))]
    pub user_id: UserId,
    pub lines: String,
    #[model(default = 0.5)]
    pub doubled: f64,
}

/// A new row of `addresses`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = addresses)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct NewAddress {
    pub user_id: UserId,
    pub lines: String,
    pub doubled: Option<f64>,
}

/// A change of a row of `addresses`: what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = addresses, primary_key(user_id))]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct AddressChanges {
    pub lines: Option<String>,
    pub doubled: Option<f64>,
}
