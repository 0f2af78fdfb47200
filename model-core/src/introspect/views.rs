//! The columns of a view, beside those that a model says it has.
#![cfg_attr(
    not(any(feature = "postgres", feature = "sqlite")),
    allow(dead_code, unused_imports, unused_variables, reason = "there is no database to ask")
)]

use serde::Deserialize;

use crate::database::{Database, DatabaseError};
use crate::ir::{Engine, Table};

/// A column of a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewColumn {
    /// Its name.
    pub name: String,
    /// Its type; empty where SQLite tells none.
    pub ty: String,
    /// Whether it can be read as the type that the model has for it; true for a column that the model leaves out.
    pub fits: bool,
}

#[derive(Deserialize)]
struct Row {
    name: String,
    #[serde(rename = "type")]
    ty: String,
    #[serde(default)]
    #[cfg_attr(not(feature = "postgres"), allow(dead_code, reason = "SQLite does not tell"))]
    fits: bool,
}

/// Reads the columns of the view that a model is over: none if there is no such view.
///
/// # Errors
/// What the database says of a view that does not work, on SQLite.
pub fn view_columns(database: &mut dyn Database, model: &Table) -> Result<Vec<ViewColumn>, DatabaseError> {
    match database.engine() {
        #[cfg(feature = "postgres")]
        Engine::Postgres => super::postgres::view_columns(database, model),
        #[cfg(feature = "sqlite")]
        Engine::Sqlite => of_sqlite(database, model),
        #[allow(unreachable_patterns, reason = "reached when a backend is switched off")]
        other => {
            Err(DatabaseError::new(format!("model-core was built without its `{}` feature", other.name())))
        }
    }
}

#[cfg(feature = "postgres")]
pub(super) fn of_postgres(
    database: &mut dyn Database,
    model: &Table,
    query: &str,
) -> Result<Vec<ViewColumn>, DatabaseError> {
    use crate::sql::{literal, qualified};
    let columns: Vec<String> = (model.columns.iter())
        .map(|column| format!("({}, {})", literal(&column.name), literal(&column.ty.sql)))
        .collect();
    let query = query.replacen(":columns)", &format!("{})", columns.join(", ")), 1).replacen(
        "to_regclass(:view)",
        &format!("to_regclass({})", literal(&qualified(Engine::Postgres, &model.name))),
        1,
    );
    let rows: Vec<Row> = crate::database::rows(database, &query)?;
    Ok(rows.into_iter().map(|row| ViewColumn { name: row.name, ty: row.ty, fits: row.fits }).collect())
}

#[cfg(feature = "sqlite")]
fn of_sqlite(database: &mut dyn Database, model: &Table) -> Result<Vec<ViewColumn>, DatabaseError> {
    let query = include_str!("sqlite/queries/view_columns.sql");
    let query = query.replacen("(:view)", &format!("({})", crate::sql::literal(&model.name.name)), 1);
    let rows: Vec<Row> = crate::database::rows(database, &query)?;
    let of_model = |name: &str| model.columns.iter().find(|column| column.name.eq_ignore_ascii_case(name));
    let columns = rows.into_iter().map(|row| {
        let fits = of_model(&row.name).is_none_or(|column| {
            use Affinity::{Number, Text};
            !matches!((Affinity::of(&column.ty.sql), Affinity::of(&row.ty)), (Text, Number) | (Number, Text))
        });
        ViewColumn { name: row.name, ty: row.ty, fits }
    });
    Ok(columns.collect())
}

/// What SQLite prefers to store under a declared type, as far as it tells two columns apart: dates and booleans are written as
/// either.
#[cfg(feature = "sqlite")]
enum Affinity {
    Number,
    Text,
    Any,
}

#[cfg(feature = "sqlite")]
impl Affinity {
    /// By the rules of <https://www.sqlite.org/datatype3.html#determination_of_column_affinity>.
    fn of(declared: &str) -> Self {
        let declared = declared.to_ascii_uppercase();
        let has = |parts: &[&str]| parts.iter().any(|part| declared.contains(part));
        if has(&["INT"]) {
            Self::Number
        } else if has(&["CHAR", "CLOB", "TEXT"]) {
            Self::Text
        } else if !has(&["BLOB"]) && has(&["REAL", "FLOA", "DOUB"]) {
            Self::Number
        } else {
            Self::Any
        }
    }
}
