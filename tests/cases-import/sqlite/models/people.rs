use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use model_core::Model;

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = people)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite))]
#[model(index(expr = "lower(name)", unique, name = "people_lower"))]
#[model(index(on = [status, created_at.desc()], where = "status <> 'old'", name = "people_status"))]
pub struct Person {
    #[model(autoincrement)]
    pub id: i32,
    #[model(max_length = 80, collation = "NOCASE", unique)]
    pub name: String,
    #[model(default = "new", check = "status IN ('new', 'old')")]
    pub status: String,
    pub born: Option<NaiveDate>,
    #[model(db_type = "DATETIME", default = now())]
    pub created_at: NaiveDateTime,
    #[model(default = false)]
    pub is_admin: bool,
    #[model(db_type = "NUMERIC(10, 2)", default = 0)]
    pub balance: f64,
    #[model(db_type = "REAL")]
    pub score: Option<f64>,
    pub photo: Option<Vec<u8>>,
    #[model(generated(expr = "substr(name, 1, 3)", virtual))]
    pub short: Option<String>,
}

/// A new row of `people`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = people)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite))]
pub struct NewPerson {
    pub name: String,
    pub status: Option<String>,
    pub born: Option<NaiveDate>,
    pub created_at: Option<NaiveDateTime>,
    pub is_admin: Option<bool>,
    pub balance: Option<f64>,
    pub score: Option<f64>,
    pub photo: Option<Vec<u8>>,
}
