//! SQLite: one lock for the whole database, so what counts is which tables were made anew and whether foreign keys acted.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use serde::Deserialize;

use super::{Control, Effect, Observation, ObserveError, Observed, control, verb};
use crate::database::{Database, DatabaseError, rows as query};
use crate::ir::{Engine, QName};

/// Rows that [`State::read`] asks for.
#[derive(Deserialize)]
struct ObjectRow {
    kind: String,
    name: String,
    table: String,
    root: i64,
    /// As text, since the JSON is nested in JSON.
    columns: Columns,
}

/// `json_group_array` inside `json_object` is JSON, or text of JSON in older libraries.
#[derive(Deserialize)]
#[serde(untagged)]
enum Columns {
    List(Vec<String>),
    Text(String),
}

#[derive(Deserialize)]
struct SequenceRow {
    name: String,
    seq: i64,
}

#[derive(Clone)]
struct TableState {
    root: i64,
    columns: Vec<String>,
}

#[derive(Clone, Default)]
struct State {
    tables: BTreeMap<String, TableState>,
    /// Name -> table.
    triggers: BTreeMap<String, String>,
    foreign_keys: bool,
    /// Where AUTOINCREMENT tables stand.
    numbers: BTreeMap<String, i64>,
}

impl State {
    fn read(database: &mut dyn Database) -> Result<Self, DatabaseError> {
        let mut state = Self::default();
        for row in query::<ObjectRow>(database, include_str!("objects.sql"))? {
            if row.kind == "trigger" {
                state.triggers.insert(row.name, row.table);
                continue;
            }
            let columns = match row.columns {
                Columns::List(list) => list,
                Columns::Text(text) => serde_json::from_str(&text).unwrap_or_default(),
            };
            state.tables.insert(row.name, TableState { root: row.root, columns });
        }
        let on = "SELECT json(foreign_keys) AS row FROM pragma_foreign_keys";
        state.foreign_keys = query::<i64>(database, on)?.first() == Some(&1);
        // The table is there only once there is an AUTOINCREMENT.
        if state.tables.remove("sqlite_sequence").is_some() {
            let numbers = "SELECT json_object('name', name, 'seq', seq) AS row FROM main.sqlite_sequence";
            let rows = query::<SequenceRow>(database, numbers)?;
            state.numbers = rows.into_iter().map(|row| (row.name, row.seq)).collect();
        }
        state.tables.retain(|name, _| !name.starts_with("sqlite_"));
        Ok(state)
    }
}

pub fn run(
    database: &mut dyn Database,
    statements: &[&str],
    in_transaction: bool,
) -> Result<Observed, Box<ObserveError>> {
    let mut observed = Observed::default();
    let mut runner = Runner { database, open: false, begun: 0, names: BTreeMap::new() };
    let result = runner.all(statements, in_transaction, &mut observed);
    if let Err((at, error)) = result {
        if runner.open {
            // The database is thrown away; this only lets the connection go in order.
            let _ = runner.database.batch("ROLLBACK");
        }
        let sql = statements.get(at).copied().unwrap_or("COMMIT").to_owned();
        return Err(Box::new(ObserveError { at, sql, error, before: observed.statements }));
    }
    Ok(observed)
}

struct Runner<'a> {
    database: &'a mut dyn Database,
    open: bool,
    begun: usize,
    /// Tables that were there before the migration: their name now -> their name then.
    names: BTreeMap<String, String>,
}

impl Runner<'_> {
    fn all(
        &mut self,
        statements: &[&str],
        in_transaction: bool,
        observed: &mut Observed,
    ) -> Result<(), (usize, DatabaseError)> {
        let first = State::read(self.database).map_err(|error| (0, error))?;
        self.names = first.tables.keys().map(|name| (name.clone(), name.clone())).collect();
        if in_transaction {
            self.database.batch("BEGIN").map_err(|error| (0, error))?;
            (self.open, self.begun) = (true, 1);
        }
        let mut before = first.clone();
        for (at, sql) in statements.iter().enumerate() {
            let failed = |error| (at, error);
            let mut observation = self.statement(sql, &before).map_err(failed)?;
            if first.tables.is_empty() {
                // A first migration: there is nothing to be made anew, and all of its tables would be read after each statement.
                observed.statements.push(observation);
                continue;
            }
            let after = State::read(self.database).map_err(failed)?;
            self.compare(&first, &before, &after, &mut observation, observed);
            observed.statements.push(observation);
            before = after;
        }
        if in_transaction && self.open {
            self.database.batch("COMMIT").map_err(|error| (statements.len(), error))?;
            self.open = false;
        }
        if let Some(last) = observed.statements.last_mut() {
            last.effects.extend(forgotten(&first, &before));
        }
        Ok(())
    }

    fn statement(&mut self, sql: &str, before: &State) -> Result<Observation, DatabaseError> {
        let started = Instant::now();
        self.database.batch(sql)?;
        let duration = started.elapsed();
        let mut observation = Observation {
            sql: sql.to_owned(),
            verb: verb(Engine::Sqlite, sql),
            duration_us: u64::try_from(duration.as_micros()).unwrap_or(u64::MAX),
            utc: true,
            foreign_keys: before.foreign_keys,
            in_transaction: self.open,
            measured: true,
            ..Observation::default()
        };
        match control(Engine::Sqlite, sql) {
            Some(Control::Begin) => {
                self.open = true;
                self.begun += 1;
            }
            Some(Control::Commit | Control::Rollback) => self.open = false,
            None if !self.open => self.begun += 1,
            None => {}
        }
        observation.transaction = self.begun.saturating_sub(1);
        Ok(observation)
    }

    fn compare(
        &mut self,
        first: &State,
        before: &State,
        after: &State,
        observation: &mut Observation,
        observed: &mut Observed,
    ) {
        let effects = &mut observation.effects;
        let mut taken = BTreeSet::new();
        for (name, old) in before.tables.iter().filter(|(name, _)| !after.tables.contains_key(*name)) {
            let moved = after
                .tables
                .iter()
                .find(|(other, new)| new.root == old.root && !before.tables.contains_key(*other));
            let original = self.names.remove(name);
            match moved {
                Some((to, _)) => {
                    if let Some(original) = original {
                        effects.push(Effect::TableRenamed { table: qname(name), to: qname(to) });
                        self.names.insert(to.clone(), original);
                        taken.insert(to.clone());
                    }
                }
                None if original.is_some() => effects.push(Effect::TableDropped { table: qname(name) }),
                None => {}
            }
        }
        for (name, new) in &after.tables {
            let back = !before.tables.contains_key(name) && first.tables.contains_key(name);
            if back && !taken.contains(name) {
                effects.push(Effect::TableRebuilt { table: qname(name) });
                observation.rewritten.push(qname(name));
            }
            let Some(old) = before.tables.get(name).filter(|old| old.columns.len() == new.columns.len())
            else {
                continue;
            };
            if let Some(original) = self.names.get(name) {
                for (from, to) in old.columns.iter().zip(&new.columns).filter(|(from, to)| from != to) {
                    effects.push(Effect::ColumnRenamed {
                        table: qname(name),
                        from: from.clone(),
                        to: to.clone(),
                    });
                    observed.renamed_columns.push((qname(original), from.clone(), to.clone()));
                }
            }
        }
        for (name, table) in before.triggers.iter().filter(|(name, _)| !after.triggers.contains_key(*name)) {
            effects.push(Effect::TriggerDropped { table: qname(table), name: name.clone() });
        }
        for (name, table) in after.triggers.iter().filter(|(name, _)| !before.triggers.contains_key(*name)) {
            if first.tables.contains_key(table) {
                effects.push(Effect::TriggerAdded { table: qname(table), name: name.clone() });
            }
        }
        observed.renamed_tables = self
            .names
            .iter()
            .filter(|(now, then)| now != then)
            .map(|(now, then)| (qname(then), qname(now)))
            .collect();
    }
}

fn forgotten(first: &State, last: &State) -> Vec<Effect> {
    let effect = |(name, from): (&String, &i64)| {
        let to = last.numbers.get(name).copied().unwrap_or(0);
        let stays = last.tables.contains_key(name);
        (stays && to < *from).then(|| Effect::NumbersForgotten { table: qname(name), from: *from, to })
    };
    first.numbers.iter().filter_map(effect).collect()
}

fn qname(name: &str) -> QName {
    QName::new("", name)
}
