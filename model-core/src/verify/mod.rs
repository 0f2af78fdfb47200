//! Any migration, also one that was written by hand, on rows: up, down and up again.
//!
//! The state before it is filled with rows made to hurt ([`crate::rows`]). Up is run statement by statement and watched
//! ([`crate::observe`]), the rows are compared with what they were, writing is tried in the tables that were touched, and the
//! rules ([`crate::hazard`]) judge what was seen. Down has to bring the catalog back, and up again has to reach the same state.

mod advice;
mod old_code;

use std::borrow::Cow;

use serde::Serialize;

use crate::database::{Database, DatabaseError};
use crate::diff::{Changes, Intent, Pair, Rename};
use crate::generate::{Direction, FillError, Trial, assumed, assumptions, compare_settled, concerned};
use crate::hazard::{self, Facts, FactsError, Hazard};
use crate::introspect;
use crate::ir::{Engine, Schema};
use crate::migration::{self, Migration};
use crate::observe::{Observation, ObserveError};
use crate::plan::PlanHints;
use crate::rows::{Claims, Populated, ProbeFailure, RowChange, Snapshot, probe};

pub use advice::advice;
pub use old_code::{Breaks, Use, old_code};

/// What was seen of a migration that ran up, down and up again.
#[derive(Debug, Serialize)]
pub struct Verified {
    /// What each statement of up.sql did.
    pub statements: Vec<Observation>,
    /// What became of the rows.
    pub rows: Vec<RowChange>,
    /// Writes that fail afterwards.
    pub writes: Vec<ProbeFailure>,
    /// What can go wrong when it meets a database in use.
    pub hazards: Vec<Hazard>,
    /// What code that knows the state before cannot do any more.
    pub old_code: Vec<Breaks>,
    /// Tables that could not be filled, each with the reason: nothing is shown about their rows.
    pub not_populated: Vec<Populated>,
    /// What became of the way back.
    pub back: Back,
}

/// The way back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Back {
    /// Down reached the state before, and up the state after once more.
    Proven,
    /// There is no down.sql.
    None,
    /// A statement fails.
    Fails {
        /// In which direction.
        #[serde(skip)]
        direction: Direction,
        /// What the database said.
        message: String,
    },
    /// The state that was reached is another one.
    Differs {
        /// In which direction.
        #[serde(skip)]
        direction: Direction,
        /// What would still have to change.
        remaining: Box<Changes>,
    },
}

/// Why a migration could not be verified.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// A statement of up.sql fails.
    #[error("{error}")]
    Up {
        /// Its place in the file, from line 1.
        line: usize,
        /// The statement.
        sql: String,
        /// What the database said.
        error: DatabaseError,
        /// Whether it was seen to succeed on empty tables, so that it was the rows that it failed on.
        on_rows_only: bool,
    },
    /// The state before could not be filled with rows.
    #[error(transparent)]
    Fill(#[from] FillError),
    /// The scratch database could not be read.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Gives a scratch database, each time a new one, that stands right before a migration.
pub type Open<'a> = &'a mut dyn FnMut() -> Result<Box<dyn Database>, DatabaseError>;

/// Verifies a migration. `previous` is what the code that still runs knows; the state before if it is `None`.
///
/// # Errors
/// [`VerifyError::Up`] if up.sql fails on the rows or without any.
pub fn verify(
    migration: &Migration,
    open: Open<'_>,
    trial: &Trial,
    previous: Option<&Schema>,
) -> Result<Verified, VerifyError> {
    let mut database = open()?;
    let database = &mut *database;
    let before = introspect::read(database)?;
    let not_populated = fill(database, &before, migration, open, trial)?;
    let facts = match watched(database, &before, &migration.up, migration.in_transaction) {
        Ok(facts) => facts,
        Err(FactsError::Catalog(error)) => return Err(error.into()),
        Err(FactsError::Statement(failed)) => {
            // The failed run has left nothing that could be looked at.
            let on_empty = migration::run(&mut *open()?, &migration.up, migration.in_transaction);
            return Err(refused(migration, before.engine, *failed, on_empty.is_ok()));
        }
    };
    let writes = probe(database, &facts.after, &facts.changes.touched(), &facts.behind)?;
    let hazards = hazard::check(&facts, &trial.levels);
    let old_code = old_code(database, previous.unwrap_or(&before), &facts.after)?;
    let back = back(migration, database, &before, &facts.after)?;
    let Facts { statements, row_changes: rows, .. } = facts;
    Ok(Verified { statements, rows, writes, hazards, old_code, not_populated, back })
}

/// Runs a file as [`Facts::gather`] does, and compares the rows. `before` is the state of the database.
///
/// # Errors
/// If a statement fails, or the database cannot be read.
pub fn watched(
    database: &mut dyn Database,
    before: &Schema,
    up: &str,
    in_transaction: bool,
) -> Result<Facts, FactsError> {
    let kept = Snapshot::take(database, before)?;
    let mut facts = Facts::gather(database, before.clone(), up, in_transaction)?;
    let renames = renames(&facts);
    let claims = Claims { renames: &renames, hints: &PlanHints::default() };
    facts.behind = kept.behind(&claims);
    facts.row_changes = kept.compare(database, &facts.after, &claims)?;
    kept.discard(database)?;
    Ok(facts)
}

/// What the rules find in a migration, without the way back.
///
/// # Errors
/// As [`verify`]; nothing is said of empty tables.
pub fn lint(migration: &Migration, open: Open<'_>, trial: &Trial) -> Result<Vec<Hazard>, VerifyError> {
    let mut database = open()?;
    let database = &mut *database;
    let before = introspect::read(database)?;
    fill(database, &before, migration, open, trial)?;
    match watched(database, &before, &migration.up, migration.in_transaction) {
        Ok(facts) => Ok(hazard::check(&facts, &trial.levels)),
        Err(FactsError::Catalog(error)) => Err(error.into()),
        Err(FactsError::Statement(failed)) => Err(refused(migration, before.engine, *failed, false)),
    }
}

/// Makes rows for the tables that the migration is about, of which holds what it says that it assumes.
fn fill(
    database: &mut dyn Database,
    before: &Schema,
    migration: &Migration,
    open: Open<'_>,
    trial: &Trial,
) -> Result<Vec<Populated>, VerifyError> {
    let mut dry = || Facts::gather(&mut *open()?, before.clone(), &migration.up, migration.in_transaction);
    let intent = assumptions(&migration.up);
    let mut held = Cow::Borrowed(before);
    if intent != Intent::default() {
        match dry() {
            Ok(facts) => held = Cow::Owned(assumed(before, &facts.changes, &renames(&facts), &intent)),
            Err(FactsError::Catalog(error)) => return Err(error.into()),
            // Without a state after it there is nothing to assume; the run on rows says what is wrong.
            Err(FactsError::Statement(_)) => {}
        }
    }
    Ok(trial.fill(database, &concerned(&held, &migration.up, dry)?)?)
}

fn refused(migration: &Migration, engine: Engine, failed: ObserveError, on_rows_only: bool) -> VerifyError {
    let pieces = migration::split(engine, &migration.up);
    let line = pieces.get(failed.at).map_or(1, |piece| piece.line);
    VerifyError::Up { line, sql: failed.sql, error: failed.error, on_rows_only }
}

fn renames(facts: &Facts) -> Vec<Rename> {
    let tables = facts
        .renamed_tables
        .iter()
        .map(|(from, to)| Rename::Table(Pair { from: from.clone(), to: to.clone() }));
    let columns = facts.renamed_columns.iter().map(|(table, from, to)| {
        let now = facts.renamed_tables.iter().find(|(from, _)| from == table).map_or(table, |(_, to)| to);
        Rename::Column { table: now.clone(), column: Pair { from: from.clone(), to: to.clone() } }
    });
    tables.chain(columns).collect()
}

/// Down, and up again.
fn back(
    migration: &Migration,
    database: &mut dyn Database,
    before: &Schema,
    after: &Schema,
) -> Result<Back, DatabaseError> {
    let Some(down) = &migration.down else { return Ok(Back::None) };
    let steps = [(Direction::Down, down, before), (Direction::UpAgain, &migration.up, after)];
    for (direction, sql, goal) in steps {
        if let Err(error) = migration::run(database, sql, migration.in_transaction) {
            return Ok(Back::Fails { direction, message: error.message });
        }
        let reached = introspect::read(database)?;
        let remaining = compare_settled(database, reached, goal, false)?;
        if !remaining.is_empty() {
            return Ok(Back::Differs { direction, remaining: Box::new(remaining) });
        }
    }
    Ok(Back::Proven)
}
