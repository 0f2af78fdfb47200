//! PostgreSQL: the server tells what a statement did while its transaction is open.

mod compare;
mod documented;
mod rows;
mod state;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use self::rows::{Oid, Relation, ScanRow, Snapshot};
use self::state::{State, Transaction};
use super::{Control, Effect, Lock, Observation, ObserveError, Observed, Scan, Write, control, verb};
use crate::database::{Database, DatabaseError, rows as query};
use crate::ir::{Engine, QName};

/// Reads everything.
const EVERYTHING: &str = "true";

/// Reads what the transaction has locked more strongly than a writer does, and what the statement made. Indexes come with
/// their tables.
const TOUCHED: &str = "c.oid > {last} OR c.oid IN (
    SELECT relation FROM held WHERE modes && ARRAY['ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock',
        'ExclusiveLock', 'AccessExclusiveLock'])";

/// What a session has counted and not yet handed on, which it does between transactions and not after each: it stands in
/// the statistics of the transaction from the beginning.
const COUNTED: &str = "
SELECT json_build_object('relation', oid::int8,
    'scans', pg_stat_get_xact_numscans(oid),
    'rows', pg_stat_get_xact_tuples_returned(oid),
    'inserted', pg_stat_get_xact_tuples_inserted(oid),
    'updated', pg_stat_get_xact_tuples_updated(oid),
    'deleted', pg_stat_get_xact_tuples_deleted(oid))::text AS row
FROM pg_class
WHERE oid >= 16384 AND relkind IN ('r', 'p', 'm')
    AND pg_stat_get_xact_numscans(oid) + pg_stat_get_xact_tuples_inserted(oid)
        + pg_stat_get_xact_tuples_updated(oid) + pg_stat_get_xact_tuples_deleted(oid) > 0";

pub fn run(
    database: &mut dyn Database,
    statements: &[&str],
    in_transaction: bool,
) -> Result<Observed, Box<ObserveError>> {
    let at_start = |error| fail(0, statements.first().copied().unwrap_or_default(), error, Vec::new());
    let mut session = Session::open(database, in_transaction).map_err(at_start)?;
    let mut observations: Vec<Observation> = Vec::with_capacity(statements.len());
    for (at, sql) in statements.iter().enumerate() {
        match session.statement(sql) {
            Ok(observation) => observations.push(observation),
            Err(error) => {
                // The database is thrown away; this only lets the connection go in order.
                let _ = session.database.batch("ROLLBACK");
                return Err(fail(at, sql, error, observations));
            }
        }
    }
    if let Err(error) = session.end("COMMIT") {
        let last = statements.len().saturating_sub(1);
        return Err(fail(last, "COMMIT", error, observations));
    }
    observations.iter_mut().for_each(views_replaced(&session));
    let (renamed_tables, renamed_columns) = session.renamed();
    Ok(Observed { statements: observations, renamed_columns, renamed_tables })
}

fn fail(at: usize, sql: &str, error: DatabaseError, before: Vec<Observation>) -> Box<ObserveError> {
    Box::new(ObserveError { at, sql: sql.to_owned(), error, before })
}

struct Session<'a> {
    database: &'a mut dyn Database,
    in_transaction: bool,
    /// The catalog before the migration.
    first: State,
    /// Relations that were there before the migration.
    known: BTreeSet<Oid>,
    /// The highest oid of a relation before the migration, and before the last statement.
    highest: Oid,
    last: Oid,
    state: State,
    open: Option<Transaction>,
    /// How many transactions were begun.
    begun: usize,
    /// The settings that the next statement runs with.
    settings: Settings,
}

#[derive(Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
struct Settings {
    lock_timeout: bool,
    statement_timeout: bool,
    utc: bool,
    time_zone_pinned: bool,
}

impl Settings {
    fn of(snapshot: &Snapshot) -> Self {
        Self {
            lock_timeout: snapshot.lock_timeout,
            statement_timeout: snapshot.statement_timeout,
            utc: matches!(
                snapshot.time_zone.as_str(),
                "UTC" | "Etc/UTC" | "GMT" | "Etc/GMT" | "Universal" | "Zulu"
            ),
            time_zone_pinned: snapshot.time_zone_pinned,
        }
    }
}

impl<'a> Session<'a> {
    fn open(database: &'a mut dyn Database, in_transaction: bool) -> Result<Self, DatabaseError> {
        let snapshot = snapshot(database, Oid::from(u32::MAX), Oid::from(u32::MAX), EVERYTHING)?;
        let (highest, settings) = (snapshot.last, Settings::of(&snapshot));
        let state = State::whole(snapshot);
        Ok(Self {
            database,
            in_transaction,
            first: state.clone(),
            known: state.relations.keys().copied().collect(),
            highest,
            last: highest,
            state,
            open: None,
            begun: 0,
            settings,
        })
    }

    fn statement(&mut self, sql: &str) -> Result<Observation, DatabaseError> {
        match control(Engine::Postgres, sql) {
            Some(Control::Begin) => {
                self.begin()?;
                return Ok(self.blank(sql));
            }
            Some(Control::Commit) => {
                let observation = self.blank(sql);
                self.end("COMMIT")?;
                return Ok(observation);
            }
            Some(Control::Rollback) => {
                let observation = self.blank(sql);
                self.end("ROLLBACK")?;
                self.state = State::whole(snapshot(self.database, self.highest, self.last, EVERYTHING)?);
                return Ok(observation);
            }
            None => {}
        }
        // A file is one string to the server, and so one transaction, unless it says otherwise.
        let alone = self.open.is_none();
        self.begin()?;
        self.count(sql)?;
        if !self.in_transaction && !alone {
            self.database.batch("SAVEPOINT model_observe")?;
        }
        let started = Instant::now();
        let result = self.database.batch(sql);
        let duration = started.elapsed();
        let mut observation = match result {
            Ok(()) => self.watch(sql)?,
            Err(error) if !self.in_transaction && needs_no_transaction(sql, &error) => {
                if alone {
                    self.end("ROLLBACK")?;
                } else {
                    self.database.batch("ROLLBACK TO SAVEPOINT model_observe")?;
                    self.end("COMMIT")?;
                }
                self.bare(sql)?
            }
            Err(error) => return Err(error),
        };
        if observation.measured {
            observation.duration_us = u64::try_from(duration.as_micros()).unwrap_or(u64::MAX);
        }
        Ok(observation)
    }

    fn begin(&mut self) -> Result<(), DatabaseError> {
        if self.open.is_none() {
            self.database.batch("BEGIN")?;
            self.open = Some(Transaction::default());
            self.begun += 1;
        }
        Ok(())
    }

    /// Reads where the transaction's statistics begin.
    fn count(&mut self, sql: &str) -> Result<(), DatabaseError> {
        // SET TRANSACTION has to come before any query.
        let sets = crate::migration::leading_words(Engine::Postgres, sql, 2).join(" ") == "SET TRANSACTION";
        if let Some(open) = self.open.as_mut().filter(|open| !open.counted && !sets) {
            let rows = query::<ScanRow>(self.database, COUNTED)?;
            open.scans = rows.into_iter().map(|row| (row.relation, row)).collect();
            open.counted = true;
        }
        Ok(())
    }

    fn end(&mut self, how: &str) -> Result<(), DatabaseError> {
        if self.open.take().is_some() { self.database.batch(how) } else { Ok(()) }
    }

    /// An observation of nothing.
    fn blank(&self, sql: &str) -> Observation {
        let mut held: Vec<Lock> = Vec::new();
        if let Some(transaction) = &self.open {
            held.extend(
                transaction
                    .locks
                    .iter()
                    .filter(|(oid, _)| self.known.contains(oid))
                    .filter_map(|(oid, mode)| state::lock(*oid, *mode, &self.state, &self.state, true)),
            );
        }
        Observation {
            sql: sql.to_owned(),
            verb: verb(Engine::Postgres, sql),
            transaction: self.begun.saturating_sub(1),
            held,
            lock_timeout: self.settings.lock_timeout,
            statement_timeout: self.settings.statement_timeout,
            utc: self.settings.utc,
            time_zone_pinned: self.settings.time_zone_pinned,
            foreign_keys: true,
            in_transaction: self.open.is_some(),
            measured: true,
            ..Observation::default()
        }
    }

    /// What a statement has done that ran inside the open transaction.
    fn watch(&mut self, sql: &str) -> Result<Observation, DatabaseError> {
        if self.first.is_empty() {
            // A first migration: there is nobody who could wait, and all of its locks would be read after each statement.
            return Ok(self.blank(sql));
        }
        let snapshot = snapshot(self.database, self.highest, self.last, TOUCHED)?;
        let mut observation = self.blank(sql);
        let locks: BTreeMap<Oid, _> =
            snapshot.locks.iter().filter_map(|row| Some((row.relation, row.mode()?))).collect();
        let scans: BTreeMap<Oid, ScanRow> = snapshot.scans.iter().map(|row| (row.relation, *row)).collect();
        let mut touched = state::touched(&snapshot.locks);
        touched.extend(snapshot.relations.iter().map(|row| row.oid));
        self.last = snapshot.last;
        self.settings = Settings::of(&snapshot);
        let after = self.state.after(snapshot, &touched);
        let open = self.open.get_or_insert_default();
        for (oid, mode) in &locks {
            if open.locks.get(oid).is_none_or(|held| held < mode) {
                let existed = self.known.contains(oid);
                observation.locks.extend(state::lock(*oid, *mode, &self.state, &after, existed));
            }
        }
        for (oid, now) in &scans {
            let was = open.scans.get(oid).copied().unwrap_or_default();
            if let Some(table) = self.state.name(*oid) {
                statistics(&table, was, *now, &mut observation);
            }
        }
        open.locks.extend(locks);
        open.scans.extend(scans);
        self.settle(observation, after)
    }

    /// Runs a statement outside of any transaction. What it locked is what the manual says.
    fn bare(&mut self, sql: &str) -> Result<Observation, DatabaseError> {
        let mut observation = self.blank(sql);
        let started = Instant::now();
        self.database.batch(sql)?;
        observation.duration_us = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
        observation.transaction = self.begun;
        self.begun += 1;
        observation.measured = false;
        observation.in_transaction = false;
        let snapshot = snapshot(self.database, self.highest, self.last, EVERYTHING)?;
        self.last = snapshot.last;
        self.settings = Settings::of(&snapshot);
        let mut observation = self.settle(observation, State::whole(snapshot))?;
        observation.locks = documented::locks(&observation);
        Ok(observation)
    }

    /// What follows from the catalog before and after.
    #[allow(clippy::unnecessary_wraps, reason = "it ends functions that can fail")]
    fn settle(&mut self, mut observation: Observation, after: State) -> Result<Observation, DatabaseError> {
        let rewritten = |(oid, old): (&Oid, &Relation)| {
            let new = after.relations.get(oid)?;
            let stored = old.is_table() || old.is_view();
            (stored && self.known.contains(oid) && new.filenode != old.filenode).then(|| old.qname())
        };
        observation.rewritten = self.state.relations.iter().filter_map(rewritten).collect();
        observation.effects = compare::effects(&self.state, &after, &self.known);
        self.state = after;
        for list in [&mut observation.locks, &mut observation.held] {
            list.sort();
        }
        observation.rewritten.sort();
        observation.scanned.sort_by(|a, b| a.table.cmp(&b.table));
        observation.written.sort_by(|a, b| a.table.cmp(&b.table));
        Ok(observation)
    }

    /// Tables and columns that have another name than before the migration.
    #[allow(clippy::type_complexity, reason = "two lists of names")]
    fn renamed(&self) -> (Vec<(QName, QName)>, Vec<(QName, String, String)>) {
        let tables = self.first.relations.values().filter(|old| old.is_table()).filter_map(|old| {
            let new = self.state.name(old.oid)?;
            (new != old.qname()).then(|| (old.qname(), new))
        });
        let columns = self.first.columns.iter().filter_map(|(key, old)| {
            let new = self.state.columns.get(key)?;
            (new.name != old.name)
                .then(|| Some((self.first.name(key.0)?, old.name.clone(), new.name.clone())))
                .flatten()
        });
        let (mut tables, mut columns): (Vec<_>, Vec<_>) = (tables.collect(), columns.collect());
        tables.sort();
        columns.sort();
        (tables, columns)
    }
}

/// A view that was dropped by one statement and made again by a later one, told where it is made again.
fn views_replaced(session: &Session<'_>) -> impl FnMut(&mut Observation) {
    let state = &session.state;
    let mut replaced: Vec<Effect> = session
        .first
        .relations
        .values()
        .filter(|old| old.is_view() && !state.relations.contains_key(&old.oid))
        .filter(|old| state.relations.values().any(|new| new.is_view() && new.qname() == old.qname()))
        .map(|old| Effect::ViewReplaced { view: old.qname(), granted: old.granted, commented: old.commented })
        .collect();
    let names = replaced.clone();
    move |observation| {
        for effect in &names {
            let Effect::ViewReplaced { view, .. } = effect else { continue };
            let made = observation.locks.iter().any(|lock| !lock.existed && lock.relation == *view);
            if made && replaced.contains(effect) {
                replaced.retain(|other| other != effect);
                observation.effects.push(effect.clone());
            }
        }
    }
}

/// Whether the statement may only run outside of a transaction: the server's words, or its own where they are in another
/// language.
fn needs_no_transaction(sql: &str, error: &DatabaseError) -> bool {
    let words = crate::migration::leading_words(Engine::Postgres, sql, 4);
    error.message.contains("transaction block")
        // A DO block that commits.
        || error.message.contains("invalid transaction termination")
        || words.iter().any(|word| word == "CONCURRENTLY")
        || words.first().is_some_and(|word| word == "VACUUM")
}

/// What a statement added to the transaction's statistics of a table.
fn statistics(table: &QName, was: ScanRow, now: ScanRow, observation: &mut Observation) {
    let more = |now: i64, was: i64| u64::try_from(now - was).unwrap_or(0);
    if now.scans > was.scans {
        observation.scanned.push(Scan { table: table.clone(), rows: more(now.rows, was.rows) });
    }
    let write = Write {
        table: table.clone(),
        inserted: more(now.inserted, was.inserted),
        updated: more(now.updated, was.updated),
        deleted: more(now.deleted, was.deleted),
    };
    if write.inserted + write.updated + write.deleted > 0 {
        observation.written.push(write);
    }
}

fn snapshot(
    database: &mut dyn Database,
    known: Oid,
    last: Oid,
    scope: &str,
) -> Result<Snapshot, DatabaseError> {
    let sql = include_str!("snapshot.sql")
        .replace("{scope}", scope)
        .replace("{known}", &format!("'{known}'::oid"))
        .replace("{last}", &format!("'{last}'::oid"));
    query(database, &sql)?.into_iter().next().ok_or_else(|| DatabaseError::new("the catalog did not answer"))
}
