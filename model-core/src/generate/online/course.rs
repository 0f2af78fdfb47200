//! States one after the other, and the migrations between them.

use std::collections::{BTreeMap, BTreeSet};

use super::Online;
use super::goal::Goal;
use super::shape::find;
use crate::dialect::postgres::online::{create_index_concurrently, drop_index_concurrently, set_local};
use crate::diff::{Changes, Pair, Rename, TableChange, compare};
use crate::generate::Stage;
use crate::generate::stages::recovering;
use crate::ir::{Index, QName, Schema, Table};
use crate::plan::{Plan, PlanHints, Statement};

/// The way so far.
pub struct Course<'a> {
    pub options: &'a Online,
    pub goal: &'a Goal,
    /// Where it has come to.
    pub now: Schema,
    stages: Vec<Stage>,
    counts: BTreeMap<&'static str, u32>,
    /// Indexes that are built under another name because the old one is still there: (table, name) -> that name.
    pub beside: BTreeMap<(QName, String), String>,
}

/// One migration in the making: statements of both files.
#[derive(Debug, Default)]
pub struct Draft {
    up: Vec<Statement>,
    down: Vec<Statement>,
    remarks: Vec<String>,
    /// Whether it takes locks that no change of the schema tells of.
    pub locks: bool,
    /// Renames in it.
    pub renames: Vec<Rename>,
    /// What it fills, and with what.
    pub filled: BTreeMap<(QName, String), String>,
    /// What has to be deployed before.
    pub deploy: Option<String>,
}

impl Draft {
    /// Goes on with statements, which the way back undoes first.
    pub fn then(
        &mut self,
        up: impl IntoIterator<Item = Statement>,
        down: impl IntoIterator<Item = Statement>,
    ) {
        self.up.extend(up);
        self.down.splice(0..0, down);
    }

    /// The statements of the way back.
    pub fn into_down(self) -> Vec<Statement> {
        self.down
    }

    /// Puts remarks on top of up.sql.
    pub fn remark(&mut self, text: impl Into<String>) {
        self.remarks.push(text.into());
    }
}

/// Plain statements.
pub fn statements(all: impl IntoIterator<Item = String>) -> Vec<Statement> {
    all.into_iter().map(Statement::new).collect()
}

impl<'a> Course<'a> {
    /// Begins at a state.
    pub fn new(options: &'a Online, goal: &'a Goal, now: Schema) -> Self {
        Self { options, goal, now, stages: Vec::new(), counts: BTreeMap::new(), beside: BTreeMap::new() }
    }

    /// All of it.
    pub fn run(mut self, moves: &[Rename]) -> Vec<Stage> {
        self.rename(moves);
        self.repair();
        self.labels();
        self.expand();
        self.backfill();
        self.indexes();
        self.constrain(false);
        self.validate();
        self.tighten();
        // Foreign keys onto keys that are there by now.
        self.constrain(true);
        self.validate();
        self.drop_views(moves);
        self.contract();
        self.drop_indexes();
        self.name_indexes();
        // A single migration needs nothing that tells it from others.
        if let [only] = self.stages.as_mut_slice() {
            only.suffix = None;
        }
        self.stages
    }

    /// Statements of a plan between two states, put behind a draft.
    pub fn leg(
        &self,
        draft: &mut Draft,
        from: &Schema,
        to: &Schema,
        recovered: &BTreeMap<(QName, String), String>,
    ) {
        let stage = recovering(&[], from, to, &self.goal.hints, recovered);
        draft.then(stage.up.statements, stage.down.statements);
    }

    /// A migration in a transaction. None if it would do nothing.
    pub fn push(&mut self, suffix: &'static str, mut draft: Draft, to: Schema) {
        if draft.up.is_empty() && draft.down.is_empty() {
            self.now = to;
            return;
        }
        let changes = compare(Pair { from: &self.now, to: &to });
        for list in [&mut draft.up, &mut draft.down] {
            if list.is_empty() {
                list.push(Statement::new("SELECT 1"));
            } else if draft.locks || locks(&changes, &self.now) {
                list.insert(0, Statement::new(set_local("lock_timeout", &self.options.lock_timeout)));
            }
        }
        self.add(suffix, draft, to, true);
    }

    /// A statement that has to be alone.
    pub fn push_alone(&mut self, suffix: &'static str, draft: Draft, to: Schema) {
        self.add(suffix, draft, to, false);
    }

    fn add(&mut self, suffix: &'static str, mut draft: Draft, to: Schema, in_transaction: bool) {
        let changes = compare(Pair { from: &self.now, to: &to });
        let mut remarks = draft.remarks;
        if let Some(deploy) = &draft.deploy {
            remarks.insert(0, format!("Before this: {deploy}."));
        }
        if let Some(first) = draft.up.first_mut() {
            first.remarks.splice(0..0, remarks);
        }
        let count = self.counts.entry(suffix).or_default();
        *count += 1;
        let name = if *count == 1 { suffix.to_owned() } else { format!("{suffix} {count}") };
        self.stages.push(Stage {
            suffix: Some(name),
            deploy: draft.deploy,
            up: Plan { statements: draft.up, in_transaction },
            down: Plan { statements: draft.down, in_transaction },
            to: to.clone(),
            changes,
            renames: draft.renames,
            hints: PlanHints {
                backfills: draft.filled,
                using: self.goal.hints.using.clone(),
                labels: self.goal.hints.mapped_labels.clone(),
            },
            casts: Vec::new(),
        });
        self.now = to;
    }

    /// The stage that was pushed last.
    pub fn last(&mut self) -> Option<&mut Stage> {
        self.stages.last_mut()
    }

    /// The state with one table in another form.
    pub fn with(&self, table: Table) -> Schema {
        let mut next = self.now.clone();
        next.tables.insert(table.name.clone(), table);
        next
    }

    /// Builds an index.
    pub fn build(&mut self, suffix: &'static str, table: &QName, index: &Index) {
        let Some(mut next) = self.now.tables.get(table).cloned() else { return };
        let bare = Index { comment: None, ..index.clone() };
        let mut draft = Draft::default();
        let up = Statement::new(create_index_concurrently(table, &bare));
        draft.then([up], statements([drop_index_concurrently(table, &bare.name)]));
        draft
            .remark("A failed run leaves an INVALID index: `cargo model up` drops it before it tries again.");
        next.indexes.push(bare);
        next.sort();
        let next = self.with(next);
        self.push_alone(suffix, draft, next);
    }

    /// Drops an index.
    pub fn unbuild(&mut self, suffix: &'static str, table: &QName, index: &str) {
        let Some(mut next) = self.now.tables.get(table).cloned() else { return };
        let Some(old) = find(&next.indexes, index).cloned() else { return };
        let mut draft = Draft::default();
        let down = statements([create_index_concurrently(table, &old)]);
        draft.then(statements([drop_index_concurrently(table, index)]), down);
        next.indexes.retain(|other| other.name != index);
        // Its comment does not come back by the same statement.
        if old.comment.is_some() {
            self.comment_gone(table, &old);
        }
        let next = self.with(next);
        self.push_alone(suffix, draft, next);
    }

    /// Takes the comment off an index that is to be dropped by a statement of its own.
    fn comment_gone(&mut self, table: &QName, old: &Index) {
        use crate::dialect::postgres::online::comment_on_index;
        let Some(mut next) = self.now.tables.get(table).cloned() else { return };
        for index in next.indexes.iter_mut().filter(|index| index.name == old.name) {
            index.comment = None;
        }
        let mut draft = Draft::default();
        let comment = |text| statements([comment_on_index(table, &old.name, text)]);
        draft.then(comment(None), comment(old.comment.as_deref()));
        let next = self.with(next);
        self.push("names", draft, next);
    }

    /// Ways from here to a state over states in which only one more table differs, if nothing about one of them rests on another.
    pub fn table_by_table(&self, to: &Schema) -> Vec<Schema> {
        let changes = compare(Pair { from: &self.now, to });
        let is_separable = changes.altered_enums.is_empty()
            && changes.altered_tables.iter().all(|change| self.is_separable(change));
        let mut states = Vec::new();
        if is_separable && changes.altered_tables.len() > 1 {
            let mut state = self.now.clone();
            // What is made comes first, what is dropped last.
            state.namespaces.extend(to.namespaces.clone());
            state.extensions.extend(to.extensions.clone());
            state.enums.extend(to.enums.clone());
            state
                .tables
                .extend(changes.created_tables.iter().map(|table| (table.name.clone(), table.clone())));
            if state != self.now {
                states.push(state.clone());
            }
            for change in &changes.altered_tables {
                state.tables.insert(change.table.to.name.clone(), change.table.to.clone());
                states.push(state.clone());
            }
        }
        if states.last() != Some(to) {
            states.push(to.clone());
        }
        states
    }

    fn is_separable(&self, change: &TableChange) -> bool {
        let name = &change.table.to.name;
        let mut retyped = change.columns.altered.iter().filter(|pair| pair.from.ty != pair.to.ty);
        let keyed = |column: &str| {
            let both = self
                .now
                .tables
                .values()
                .flat_map(|table| table.foreign_keys.iter().map(move |key| (table, key)));
            let mut both = both;
            both.any(|(table, key)| {
                (table.name == *name && key.columns.iter().any(|other| other == column))
                    || (key.target == *name && key.target_columns.iter().any(|other| other == column))
            })
        };
        let held = |columns: &[String]| super::goal::is_held(&self.now, &self.now, name, columns);
        !retyped.any(|pair| keyed(&pair.from.name))
            && !change.primary_key.leaving().any(|key| held(&key.columns))
            && !change.uniques.leaving().any(|key| held(&key.columns))
            && !change.indexes.leaving().any(|index| index.unique && held(&index.columns))
    }

    /// Tables that differ between here and a state.
    pub fn touched(&self, to: &Schema) -> BTreeSet<QName> {
        let changes = compare(Pair { from: &self.now, to });
        changes.altered_tables.into_iter().map(|change| change.table.to.name).collect()
    }
}

/// Whether a table that is there is locked.
fn locks(changes: &Changes, from: &Schema) -> bool {
    let keys = changes.created_tables.iter().flat_map(|table| &table.foreign_keys);
    !changes.altered_tables.is_empty()
        || !changes.dropped_tables.is_empty()
        || changes.altered_enums.iter().any(|change| !change.only_adds())
        || keys.into_iter().any(|key| from.tables.contains_key(&key.target))
}
