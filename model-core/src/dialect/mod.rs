//! What is peculiar to a database: quoting, rendering, ordering.

pub mod postgres;
pub mod sqlite;

use crate::diff::{Changes, Rename};
use crate::ir::{Engine, Schema};
use crate::plan::{Plan, PlanHints, Statement};

/// The statements that create everything of a schema in an empty database.
pub fn materialise(schema: &Schema) -> Vec<Statement> {
    match schema.engine {
        Engine::Postgres => postgres::materialise(schema),
        Engine::Sqlite => sqlite::materialise(schema),
    }
}

/// The statements that carry out changes.
pub fn plan(changes: &Changes, from: &Schema, to: &Schema, hints: &PlanHints) -> Plan {
    match to.engine {
        Engine::Postgres => postgres::plan(changes, from, to, hints),
        Engine::Sqlite => sqlite::plan(changes, from, to, hints),
    }
}

/// Statements that change nothing and fail if a kept object names something that is not there. PostgreSQL itself takes care
/// that none does.
pub fn probes(schema: &Schema) -> Vec<sqlite::Probe> {
    match schema.engine {
        Engine::Postgres => Vec::new(),
        Engine::Sqlite => sqlite::probes(schema),
    }
}

/// The statements that carry out renames.
pub fn renames(engine: Engine, renames: &[Rename]) -> Vec<Statement> {
    let one = match engine {
        Engine::Postgres => postgres::rename,
        Engine::Sqlite => sqlite::rename,
    };
    renames.iter().flat_map(one).collect()
}
