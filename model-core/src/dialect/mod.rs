//! What is peculiar to a database: quoting, rendering, ordering.

pub mod postgres;
pub mod sqlite;

use crate::diff::{Changes, Rename};
use crate::ir::{Engine, OtherId, Schema};
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

/// An object that no model describes, that a change cannot leave where it is, and that cannot be made again after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stuck {
    /// The object.
    pub object: OtherId,
    /// What it rests on: `posts.title`.
    pub on: String,
    /// Whether that goes for good; else it changes.
    pub is_gone: bool,
    /// Why nothing can be done, if it is not that the object rests on something.
    pub because: Option<String>,
}

impl std::fmt::Display for Stuck {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { object, on, is_gone, because } = self;
        if let Some(because) = because {
            write!(f, "the {object} {because}")
        } else if *is_gone {
            write!(f, "the {object} rests on {on}, which is dropped")
        } else {
            write!(f, "the {object} rests on {on}, which changes, and it is not known how to make it again")
        }
    }
}

/// The kept objects that stand in the way of changes and for which no room can be made.
pub fn stuck(changes: &Changes, from: &Schema, to: &Schema) -> Vec<Stuck> {
    match to.engine {
        Engine::Postgres => postgres::stuck(changes, from, to),
        Engine::Sqlite => Vec::new(),
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
