use diesel::prelude::*;
use model_core::Model;

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = enums_2)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite))]
#[model(sql_name = "enums")]
pub struct Enum {
    pub id: Option<String>,
    #[model(sql_name = "mod")]
    pub mod_: Option<String>,
}

/// A new row of `enums_2`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = enums_2)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite))]
pub struct NewEnum {
    pub id: Option<String>,
    pub mod_: Option<String>,
}

/// A change of a row of `enums_2`: what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = enums_2)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite))]
pub struct EnumChanges {
    pub mod_: Option<Option<String>>,
}
