//! Connections that remember how queries are planned.

use std::collections::BTreeSet;

use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::Text;
use diesel::{Connection as _, QueryResult, RunQueryDsl};
use diesel_async::AsyncPgConnection;
use diesel_async::async_connection_wrapper::AsyncConnectionWrapper;
use model_core::database::{Database, DatabaseError};
use model_core::ir::Engine;

type Pg = AsyncConnectionWrapper<AsyncPgConnection>;

/// A connection on which what is asked again is planned once: of small schemas a catalog is read in less time than its queries
/// are planned in.
pub struct Planned {
    connection: Pg,
    seen: BTreeSet<String>,
}

impl Planned {
    /// To the database of a URL.
    pub fn connect(url: &str) -> Result<Self, DatabaseError> {
        let connection = Pg::establish(url).map_err(|error| DatabaseError::new(error.to_string()))?;
        Ok(Self { connection, seen: BTreeSet::new() })
    }
}

impl Database for Planned {
    fn engine(&self) -> Engine {
        Engine::Postgres
    }

    fn batch(&mut self, sql: &str) -> Result<(), DatabaseError> {
        self.connection.batch(sql)
    }

    fn json_rows(&mut self, query: &str) -> Result<Vec<String>, DatabaseError> {
        if self.seen.contains(query) {
            return Ok(Prepared(query).load(&mut self.connection)?);
        }
        self.seen.insert(query.to_owned());
        self.connection.json_rows(query)
    }
}

/// A query that Diesel keeps prepared, which it does not for `sql_query`.
struct Prepared<'a>(&'a str);

impl QueryFragment<diesel::pg::Pg> for Prepared<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, diesel::pg::Pg>) -> QueryResult<()> {
        out.push_sql(self.0);
        Ok(())
    }
}

impl QueryId for Prepared<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Query for Prepared<'_> {
    type SqlType = Text;
}

impl RunQueryDsl<Pg> for Prepared<'_> {}
