//! The locks of statements that cannot be watched, because they refuse to run inside a transaction.

use crate::ir::QName;
use crate::observe::{Effect, Lock, LockMode, Observation, RelationKind};

/// As the manual says (<https://www.postgresql.org/docs/current/explicit-locking.html>, "Table-Level Lock Modes"):
/// CREATE INDEX CONCURRENTLY, REINDEX CONCURRENTLY, VACUUM and DETACH PARTITION CONCURRENTLY take SHARE UPDATE EXCLUSIVE,
/// and so does DROP INDEX CONCURRENTLY (its own page); VACUUM FULL and CLUSTER take ACCESS EXCLUSIVE.
pub fn locks(observation: &Observation) -> Vec<Lock> {
    let lock = |relation: &QName, kind, mode| Lock { relation: relation.clone(), kind, mode, existed: true };
    let mut locks: Vec<Lock> = observation
        .rewritten
        .iter()
        .map(|table| lock(table, RelationKind::Table, LockMode::AccessExclusive))
        .collect();
    for effect in &observation.effects {
        let (Effect::IndexBuilt { table, .. }
        | Effect::IndexDropped { table, .. }
        | Effect::IndexRebuilt { table, .. }
        | Effect::PartitionDetached { table, .. }) = effect
        else {
            continue;
        };
        if locks.iter().all(|lock| lock.relation != *table) {
            locks.push(lock(table, RelationKind::Table, LockMode::ShareUpdateExclusive));
        }
    }
    locks.sort();
    locks
}
