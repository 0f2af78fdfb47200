use std::ops::Bound;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use model_core::Model;

#[derive(Debug, Clone, Model, Queryable, Selectable)]
#[diesel(table_name = log)]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(no_primary_key)]
#[model(unlogged)]
pub struct Log {
    pub at: Option<DateTime<Utc>>,
    pub line: Option<String>,
    pub value: Option<f32>,
    #[model(sql_type = diesel::sql_types::Multirange<diesel::sql_types::Integer>)]
    pub values: Option<Vec<(Bound<i32>, Bound<i32>)>>,
}

/// A new row of `log`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = log)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct NewLog {
    pub at: Option<DateTime<Utc>>,
    pub line: Option<String>,
    pub value: Option<f32>,
    pub values: Option<Vec<(Bound<i32>, Bound<i32>)>>,
}

/// A change of a row of `log`: what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = log)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct LogChanges {
    pub at: Option<Option<DateTime<Utc>>>,
    pub line: Option<Option<String>>,
    pub value: Option<Option<f32>>,
    pub values: Option<Option<Vec<(Bound<i32>, Bound<i32>)>>>,
}
