use diesel::prelude::*;
use model_core::Model;

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = mod_, primary_key(a, b))]
#[diesel(check_for_backend(diesel::sqlite::Sqlite))]
#[model(sql_name = "mod")]
pub struct ModRow {
    pub a: Option<i32>,
    pub b: Option<i32>,
    #[model(db_type = "NUMERIC", generated = "a + b")]
    pub c: Option<f64>,
}

/// A new row of `mod_`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = mod_)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite))]
pub struct NewModRow {
    pub a: Option<i32>,
    pub b: Option<i32>,
}
