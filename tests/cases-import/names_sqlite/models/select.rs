use chrono::NaiveDateTime;
use diesel::prelude::*;
use model_core::Model;

use super::ids::SelectId;

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = select)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite))]
pub struct Select {
    pub id: SelectId,
    #[model(sql_name = "select")]
    pub select_: Option<String>,
    #[model(sql_name = "table", db_type = "ANY")]
    pub table_: Option<String>,
    #[model(sql_name = "Self")]
    pub self_: Option<Vec<u8>>,
    #[model(sql_name = "a\"b", default = "it's \"q\"", check = "\"a\"\"b\" <> ''")]
    pub a_b: Option<String>,
    #[model(sql_name = "é t")]
    pub é_t: Option<String>,
    #[model(sql_name = "🦀")]
    pub column: Option<String>,
    #[model(sql_name = "1st")]
    pub _1st: Option<String>,
    #[model(sql_name = "fn", default = now())]
    pub fn_: Option<NaiveDateTime>,
    #[model(default = sql("1 + 2"))]
    pub x: Option<i32>,
    #[model(db_type = "REAL", default = -1.5)]
    pub y: Option<f64>,
    #[model(db_type = "", default = sql("X'00'"))]
    pub z: Option<Vec<u8>>,
}

/// A new row of `select`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = select)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite))]
pub struct NewSelect {
    pub select_: Option<String>,
    pub table_: Option<String>,
    pub self_: Option<Vec<u8>>,
    pub a_b: Option<String>,
    pub é_t: Option<String>,
    pub column: Option<String>,
    pub _1st: Option<String>,
    pub fn_: Option<NaiveDateTime>,
    pub x: Option<i32>,
    pub y: Option<f64>,
    pub z: Option<Vec<u8>>,
}

/// A change of a row of `select`: what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = select)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite))]
pub struct SelectChanges {
    pub select_: Option<Option<String>>,
    pub table_: Option<Option<String>>,
    pub self_: Option<Option<Vec<u8>>>,
    pub a_b: Option<Option<String>>,
    pub é_t: Option<Option<String>>,
    pub column: Option<Option<String>>,
    pub _1st: Option<Option<String>>,
    pub fn_: Option<Option<NaiveDateTime>>,
    pub x: Option<Option<i32>>,
    pub y: Option<Option<f64>>,
    pub z: Option<Option<Vec<u8>>>,
}
