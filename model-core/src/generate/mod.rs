//! From models and a history to migrations that have been run.
//!
//! The history is replayed on one scratch database, the models are materialised on another. Renames are carried out on
//! the first and it is read again; the difference that remains is planned, run forth, back and forth, and compared with
//! what was promised after every step. Nothing leaves this module that has not come through.

mod error;
mod incremental;
mod overlay;
mod proof;
mod stages;

pub use error::{Direction, GenerateError, Unequal};
pub use stages::Stage;

use crate::database::{Database, DatabaseError};
use crate::desired::Desired;
use crate::dialect;
use crate::diff::{Intent, Line, Pair, Rename, compare, describe, questions, renames};
use crate::introspect;
use crate::ir::Schema;

/// Gives out scratch databases.
pub trait Rooms {
    /// A database on which the whole history has been replayed.
    fn history(&mut self) -> Result<Box<dyn Database + '_>, GenerateError>;

    /// What the models ask for, as the database reads it back: [`materialise`] unless it is known already.
    fn models(&mut self, desired: &Desired) -> Result<Schema, GenerateError>;

    /// The state after the history: read from [`Rooms::history`] unless it is known already.
    fn state(&mut self) -> Result<Schema, GenerateError> {
        Ok(introspect::read(&mut *self.history()?)?)
    }
}

/// Creates what the models ask for in an empty database and reads it back.
///
/// # Errors
/// [`GenerateError::Models`] names the statement that the database refuses.
pub fn materialise(desired: &Desired, empty: &mut dyn Database) -> Result<Schema, GenerateError> {
    let statements = dialect::materialise(&desired.schema);
    // One round trip for everything; statement by statement only to find the one that is refused.
    let all: String = statements.iter().map(|statement| format!("{};\n", statement.sql)).collect();
    let run = |database: &mut dyn Database, sql: &str| {
        database.batch("BEGIN")?;
        database.batch(sql).and_then(|()| database.batch("COMMIT")).or_else(|error| {
            // The connection may have rolled back by itself.
            let _ = database.batch("ROLLBACK");
            Err::<(), DatabaseError>(error)
        })
    };
    if let Err(whole) = run(empty, &all) {
        for statement in &statements {
            if let Err(error) = empty.batch(&statement.sql) {
                return Err(GenerateError::Models { sql: statement.sql.clone(), error });
            }
        }
        return Err(whole.into());
    }
    Ok(introspect::read(empty)?)
}

/// Migrations that have been run, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// One migration each. Empty if models and migrations agree.
    pub stages: Vec<Stage>,
    /// What was renamed before everything else.
    pub renames: Vec<Rename>,
    /// The state before and after.
    pub states: Pair<Schema>,
}

impl Proposal {
    /// What changes, in words.
    pub fn describe(&self) -> Vec<Line> {
        let mut renames = self.renames.as_slice();
        let mut lines = Vec::new();
        for stage in &self.stages {
            lines.extend(describe(renames, &stage.changes));
            renames = &[];
        }
        lines
    }
}

/// Writes the migrations that lead from the history to the models, and proves them.
///
/// # Errors
/// [`GenerateError::Questions`] if intent is missing; [`GenerateError::Statement`] and [`GenerateError::Unequal`] if the
/// proof fails.
pub fn generate(
    desired: &Desired,
    intent: &Intent,
    rooms: &mut dyn Rooms,
) -> Result<Proposal, GenerateError> {
    let mut to = rooms.models(desired)?;
    overlay::sources(&mut to, &desired.schema);
    let from = rooms.state()?;
    let done = compare(Pair { from: &from, to: &to }).is_empty();
    let list = renames(&from, &to, &desired.hints, &intent.hints).map_err(GenerateError::Renames)?;
    if done && list.is_empty() {
        return Ok(Proposal { stages: Vec::new(), renames: list, states: Pair { from, to } });
    }
    let mut all_hints = desired.hints.clone();
    all_hints.extend(intent.hints.clone());
    let intent = Intent { hints: all_hints, ..intent.clone() };

    let mut history = rooms.history()?;
    let renamed = proof::renamed(&mut *history, &from, &list)?;
    let changes = compare(Pair { from: &renamed, to: &to });
    let open = questions(&changes, &intent);
    if !open.is_empty() {
        return Err(GenerateError::Questions(open));
    }
    let stages = stages::stages(&list, &renamed, &to, &intent.hints);
    proof::prove(&stages, &from, &mut *history)?;
    Ok(Proposal { stages, renames: list, states: Pair { from, to } })
}
