//! SQLite.

use crate::diff::{Changes, Rename};
use crate::ir::Schema;
use crate::plan::{Plan, PlanHints, Statement};

/// Placeholder until the dialect lands.
pub fn materialise(_: &Schema) -> Vec<Statement> {
    Vec::new()
}
/// Placeholder until the dialect lands.
pub fn plan(_: &Changes, _: &Schema, _: &Schema, _: &PlanHints) -> Plan {
    Plan::default()
}
/// Placeholder until the dialect lands.
pub fn rename(_: &Rename) -> Vec<Statement> {
    Vec::new()
}
