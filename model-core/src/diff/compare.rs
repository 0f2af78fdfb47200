use super::{Changes, Pair};
use crate::ir::Schema;

/// Compares two schemas of the same engine.
pub fn compare(schemas: Pair<&Schema>) -> Changes {
    let _ = schemas;
    Changes::default()
}
