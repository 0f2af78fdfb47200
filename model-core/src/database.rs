//! The narrow waist between this crate and a connection: run a batch, read rows as JSON.
//!
//! Every catalog query returns one text column named `row` with a JSON object in it, so that no query needs a Rust type of
//! its own and any [`diesel::Connection`] will do.

use diesel::backend::Backend;
use diesel::connection::LoadConnection;
use diesel::deserialize::FromSql;
use diesel::result::{DatabaseErrorInformation, Error as DieselError};
use diesel::sql_types::{HasSqlType, Text};
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use serde::de::DeserializeOwned;

use crate::ir::Engine;

/// A database that statements run on.
pub trait Database {
    /// Its engine.
    fn engine(&self) -> Engine;

    /// Runs one or more statements as one string.
    fn batch(&mut self, sql: &str) -> Result<(), DatabaseError>;

    /// Runs a query whose one column, `row`, is text holding JSON.
    fn json_rows(&mut self, query: &str) -> Result<Vec<String>, DatabaseError>;
}

/// A Diesel backend that this crate knows.
pub trait KnownBackend: Backend {
    /// Its engine.
    const ENGINE: Engine;
}

#[cfg(feature = "postgres")]
impl KnownBackend for diesel::pg::Pg {
    const ENGINE: Engine = Engine::Postgres;
}

#[cfg(feature = "sqlite")]
impl KnownBackend for diesel::sqlite::Sqlite {
    const ENGINE: Engine = Engine::Sqlite;
}

/// One row of a query whose one column is JSON text.
struct JsonRow(String);

impl<DB> QueryableByName<DB> for JsonRow
where
    DB: Backend,
    String: FromSql<Text, DB>,
{
    fn build<'a>(row: &impl diesel::row::NamedRow<'a, DB>) -> diesel::deserialize::Result<Self> {
        diesel::row::NamedRow::get::<Text, String>(row, "row").map(Self)
    }
}

/// Every Diesel connection to a known backend is a database.
impl<C> Database for C
where
    C: LoadConnection,
    C::Backend: KnownBackend
        + HasSqlType<Text>
        + diesel::internal::derives::multiconnection::DieselReserveSpecialization
        + 'static,
    String: FromSql<Text, C::Backend>,
{
    fn engine(&self) -> Engine {
        C::Backend::ENGINE
    }

    fn batch(&mut self, sql: &str) -> Result<(), DatabaseError> {
        Ok(self.batch_execute(sql)?)
    }

    fn json_rows(&mut self, query: &str) -> Result<Vec<String>, DatabaseError> {
        let rows: Vec<JsonRow> = sql_query(query).load(self)?;
        Ok(rows.into_iter().map(|JsonRow(json)| json).collect())
    }
}

/// Runs a query whose one column, `row`, is text holding JSON, and decodes each row.
pub fn rows<T: DeserializeOwned>(database: &mut dyn Database, query: &str) -> Result<Vec<T>, DatabaseError> {
    database
        .json_rows(query)?
        .iter()
        .map(|row| serde_json::from_str(row).map_err(|error| DatabaseError::decode(&error, row)))
        .collect()
}

/// Runs statements as one string in a transaction of its own: if one fails, nothing of it stays.
///
/// # Errors
/// What the server says of the statement that it refuses.
pub fn in_transaction(database: &mut dyn Database, sql: &str) -> Result<(), DatabaseError> {
    database.batch("BEGIN")?;
    database.batch(sql).and_then(|()| database.batch("COMMIT")).inspect_err(|_| {
        // The connection may have rolled back by itself.
        let _ = database.batch("ROLLBACK");
    })
}

/// What a server said when it refused.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{message}")]
pub struct DatabaseError {
    /// The primary message.
    pub message: String,
    /// `DETAIL`.
    pub detail: Option<String>,
    /// `HINT`.
    pub hint: Option<String>,
    /// Where in the statement, in characters from 1.
    pub position: Option<usize>,
}

impl DatabaseError {
    /// An error with nothing but a message.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), detail: None, hint: None, position: None }
    }

    fn decode(error: &serde_json::Error, row: &str) -> Self {
        Self::new(format!("a catalog row could not be read: {error}: {row}"))
    }
}

impl From<DieselError> for DatabaseError {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::DatabaseError(_, info) => Self::from(&*info),
            other => Self::new(other.to_string()),
        }
    }
}

impl From<&(dyn DatabaseErrorInformation + Send + Sync)> for DatabaseError {
    fn from(info: &(dyn DatabaseErrorInformation + Send + Sync)) -> Self {
        Self {
            message: info.message().to_owned(),
            detail: info.details().map(ToOwned::to_owned),
            hint: info.hint().map(ToOwned::to_owned),
            position: info.statement_position().and_then(|position| usize::try_from(position).ok()),
        }
    }
}
