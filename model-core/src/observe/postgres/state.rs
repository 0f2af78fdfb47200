//! What is known of the catalog between two statements.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::{
    Column, Constraint, Extension, Index, Label, LockRow, Oid, Policy, Relation, ScanRow, Snapshot, Trigger,
};
use crate::ir::QName;
use crate::observe::{Lock, LockMode, RelationKind};

/// The catalog as it was last seen, by the objects' numbers.
#[derive(Default, Clone)]
pub struct State {
    pub relations: BTreeMap<Oid, Relation>,
    pub columns: BTreeMap<(Oid, i16), Column>,
    pub constraints: BTreeMap<Oid, Constraint>,
    pub indexes: BTreeMap<Oid, Index>,
    pub triggers: BTreeMap<Oid, Trigger>,
    pub policies: BTreeMap<Oid, Policy>,
    pub labels: Vec<Label>,
    pub extensions: Vec<Extension>,
}

/// Locks of the open transaction, and its statistics.
#[derive(Default)]
pub struct Transaction {
    pub locks: BTreeMap<Oid, LockMode>,
    /// Whether `scans` has been read at the beginning.
    pub counted: bool,
    pub scans: BTreeMap<Oid, ScanRow>,
}

impl State {
    /// All of a snapshot that covers everything.
    pub fn whole(snapshot: Snapshot) -> Self {
        let mut state = Self::default();
        state.put(snapshot);
        state
    }

    /// The state after a statement, where the snapshot speaks of the tables in `touched` alone.
    pub fn after(&self, snapshot: Snapshot, touched: &BTreeSet<Oid>) -> Self {
        let mut state = self.clone();
        state.relations.retain(|oid, _| !touched.contains(oid));
        state.columns.retain(|(table, _), _| !touched.contains(table));
        // Those of domains, and of new tables, are read each time.
        state.constraints.retain(|_, row| {
            row.table != 0 && self.relations.contains_key(&row.table) && !touched.contains(&row.table)
        });
        state.indexes.retain(|_, row| !touched.contains(&row.table));
        state.triggers.retain(|_, row| !touched.contains(&row.table));
        state.policies.retain(|_, row| !touched.contains(&row.table));
        state.put(snapshot);
        state
    }

    fn put(&mut self, snapshot: Snapshot) {
        self.relations.extend(snapshot.relations.into_iter().map(|row| (row.oid, row)));
        self.columns.extend(snapshot.columns.into_iter().map(|row| ((row.table, row.number), row)));
        self.constraints.extend(snapshot.constraints.into_iter().map(|row| (row.oid, row)));
        self.indexes.extend(snapshot.indexes.into_iter().map(|row| (row.oid, row)));
        self.triggers.extend(snapshot.triggers.into_iter().map(|row| (row.oid, row)));
        self.policies.extend(snapshot.policies.into_iter().map(|row| (row.oid, row)));
        self.labels = snapshot.labels;
        self.extensions = snapshot.extensions;
    }

    /// Whether there is nothing that a statement could do something to.
    pub fn is_empty(&self) -> bool {
        self.relations.is_empty()
            && self.constraints.is_empty()
            && self.labels.is_empty()
            && self.extensions.is_empty()
    }

    /// The name of a relation.
    pub fn name(&self, oid: Oid) -> Option<QName> {
        self.relations.get(&oid).map(Relation::qname)
    }

    /// The names of columns by their numbers.
    pub fn column_names(&self, table: Oid, numbers: Option<&Vec<i16>>) -> Vec<String> {
        numbers
            .into_iter()
            .flatten()
            .filter_map(|number| self.columns.get(&(table, *number)))
            .map(|column| column.name.clone())
            .collect()
    }
}

/// What a lock is on: named as before the statement, if it was there.
pub fn lock(oid: Oid, mode: LockMode, before: &State, after: &State, existed: bool) -> Option<Lock> {
    let relation = before.relations.get(&oid).or_else(|| after.relations.get(&oid))?;
    (relation.kind() != RelationKind::Other).then(|| Lock {
        relation: relation.qname(),
        kind: relation.kind(),
        mode,
        existed,
    })
}

/// The tables that a statement can have changed: those that are locked more strongly than a writer locks them.
pub fn touched(locks: &[LockRow]) -> BTreeSet<Oid> {
    locks
        .iter()
        .filter(|row| row.mode().is_some_and(|mode| mode >= LockMode::ShareUpdateExclusive))
        .map(|row| row.relation)
        .collect()
}
