//! What PostgreSQL has only from some version on.

use super::GenerateError;
use crate::database::{Database, DatabaseError, rows};
use crate::ir::{Action, Engine, ForeignKey, Schema, Table};

/// The refusal of a model that asks for what the server is too old for, if that is what it does.
pub fn refusal(schema: &Schema, database: &mut dyn Database) -> Result<Option<GenerateError>, DatabaseError> {
    if schema.engine != Engine::Postgres {
        return Ok(None);
    }
    let query = "SELECT (current_setting('server_version_num')::int / 10000)::text AS row";
    let Some(server) = rows::<u32>(database, query)?.first().copied() else { return Ok(None) };
    let demands = schema.tables.values().flat_map(demands);
    let unmet = demands.into_iter().find(|demand| demand.since > server);
    Ok(unmet.map(|Demand { what, since }| GenerateError::ServerTooOld { what, since, server }))
}

struct Demand {
    what: String,
    since: u32,
}

fn demands(table: &Table) -> Vec<Demand> {
    let mut out = Vec::new();
    let mut demand = |is_made: bool, since: u32, of: &str, what: &str| {
        if is_made {
            out.push(Demand { what: format!("{what} `{of}`"), since });
        }
    };
    for column in &table.columns {
        let name = format!("{}.{}", table.name, column.name);
        let is_virtual = column.generated.as_ref().is_some_and(|generated| !generated.stored);
        demand(is_virtual, 18, &name, "VIRTUAL of the generated column");
    }
    if let Some(key) = &table.primary_key {
        demand(key.without_overlaps, 18, &key.name, "WITHOUT OVERLAPS of the key");
    }
    for unique in &table.uniques {
        demand(unique.without_overlaps, 18, &unique.name, "WITHOUT OVERLAPS of the key");
        demand(unique.nulls_not_distinct, 15, &unique.name, "NULLS NOT DISTINCT of");
    }
    for index in &table.indexes {
        demand(index.nulls_not_distinct, 15, &index.name, "NULLS NOT DISTINCT of");
    }
    for key in &table.foreign_keys {
        demand(key.period, 18, &key.name, "PERIOD of the foreign key");
        demand(key.not_enforced, 18, &key.name, "NOT ENFORCED of the foreign key");
        demand(lists_columns(key), 15, &key.name, "the list of columns behind ON DELETE of the foreign key");
    }
    for check in &table.checks {
        demand(check.not_enforced, 18, &check.name, "NOT ENFORCED of the check");
    }
    out
}

const fn lists_columns(key: &ForeignKey) -> bool {
    matches!(key.on_delete, Action::SetNullColumns(_) | Action::SetDefaultColumns(_))
}
