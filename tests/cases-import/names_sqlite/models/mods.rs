use diesel::prelude::*;
use model_core::Model;

use super::mod_::ModRow;

#[derive(Debug, Clone, Model, Queryable, Selectable)]
#[diesel(table_name = mods)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite))]
#[model(no_primary_key)]
#[model(references(ModRow, on = [a, b]))]
pub struct Mod {
    pub a: Option<i32>,
    pub b: Option<i32>,
    #[model(unique, references(Mod, to = [d]))]
    pub d: Option<i32>,
}

/// A new row of `mods`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = mods)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite))]
pub struct NewMod {
    pub a: Option<i32>,
    pub b: Option<i32>,
    pub d: Option<i32>,
}

/// A change of a row of `mods`: what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = mods)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite))]
pub struct ModChanges {
    pub a: Option<Option<i32>>,
    pub b: Option<Option<i32>>,
    pub d: Option<Option<i32>>,
}
