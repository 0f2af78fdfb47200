use diesel::prelude::*;
use model_core::Model;

use super::enums_2::Enum;
use super::ids::IdId;

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = ids_2)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite))]
#[model(sql_name = "ids")]
pub struct Id {
    pub id: IdId,
    #[model(references(Enum))]
    pub enum_id: Option<String>,
}

/// A new row of `ids_2`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = ids_2)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite))]
pub struct NewId {
    pub id: IdId,
    pub enum_id: Option<String>,
}

/// A change of a row of `ids_2`: what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = ids_2)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite))]
pub struct IdChanges {
    pub enum_id: Option<Option<String>>,
}
