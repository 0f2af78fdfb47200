//! Models that are not always there, or not all there is.

use diesel::prelude::*;

use crate::schema::legacy;

/// Only with the feature.
#[derive(Debug)]
#[cfg_attr(feature = "audit", derive(model_core::Model))]
#[cfg_attr(feature = "audit", diesel(table_name = audit_entries), model(schema = "audit"))]
pub struct Entry {
    pub id: i64,
    #[cfg_attr(feature = "audit", model(references(crate::User)))]
    pub user_id: shared::UserId,
}

/// A model on a `table!` that was there before; a part of it is a struct of its own.
#[derive(Debug, model_core::Model, Queryable, Selectable)]
#[diesel(table_name = legacy)]
#[model(existing_table, check = "city <> ''", index(on(note)))]
pub struct Legacy {
    pub id: i32,
    #[model(references(super::account::User))]
    pub owner: shared::UserId,
    #[model(default = "-")]
    pub note: Option<String>,
    #[diesel(embed)]
    pub address: Address,
}

/// Where somebody lives: it stays plain Diesel.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = legacy)]
pub struct Address {
    pub city: String,
    pub zip: Option<i32>,
}
