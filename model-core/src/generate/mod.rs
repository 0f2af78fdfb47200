//! From models and a history to migrations that have been run.
//!
//! The history is replayed on one scratch database, the models are materialised on another. Renames are carried out on
//! the first and it is read again; the difference that remains is planned, run forth, back and forth, and compared with
//! what was promised after every step. Nothing leaves this module that has not come through.

mod cast;
mod doubts;
mod error;
mod filter;
mod ground;
mod incremental;
mod kept;
mod neighbourhood;
mod newer;
mod online;
mod overlay;
mod proof;
mod scratch_rooms;
mod settle;
mod stages;
mod states;
mod trial;
mod views;

pub(crate) use doubts::{assumed, assumptions};
pub use error::{Direction, GenerateError, NotRemade, Unequal};
pub use filter::{Filter, is_named};
pub use ground::{adopt_sequences, base, dangling, fitted, grounded, statements};
pub(crate) use neighbourhood::concerned;
pub use online::Online;
pub use scratch_rooms::{ScratchRooms, replayed};
pub use settle::compare_settled;
pub use stages::Stage;
pub use states::{Origin, Script, StateRooms};
pub use trial::{Evidence, FillError, StageEvidence, Trial};
pub use views::{ViewFault, ViewWrong};

use crate::database::{Database, in_transaction};
use crate::desired::Desired;
use crate::diff::{
    Changes, Intent, Line, Pair, Question, Rename, compare, compare_whole, describe, divided_anew,
    forget_names, keep_handed, keep_names, questions, renames,
};
use crate::introspect;
use crate::ir::{Engine, OtherObject, Schema};
use proof::Course;

/// Gives out scratch databases.
pub trait Rooms {
    /// A database on which the whole history has been replayed.
    fn history(&mut self) -> Result<Box<dyn Database + '_>, GenerateError>;

    /// What the models ask for, as the database reads it back: [`materialise`] unless it is known already.
    fn models(&mut self, desired: &Desired) -> Result<Schema, GenerateError>;

    /// An empty database, for a proof on a part of a large schema; `None` where only the whole is to be had.
    fn empty(&mut self) -> Result<Option<Box<dyn Database + '_>>, GenerateError> {
        Ok(None)
    }

    /// Whether the state to reach says all that there shall be of what no model describes. If not, that is kept as it is.
    fn is_whole(&self) -> bool {
        false
    }

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
    let statements = ground::statements(desired);
    // One round trip for everything; statement by statement only to find the one that is refused.
    let all: String = statements.iter().map(|statement| format!("{};\n", statement.sql)).collect();
    if let Err(whole) = in_transaction(empty, &all) {
        for statement in &statements {
            if let Err(error) = empty.batch(&statement.sql) {
                if let Some(refusal) = newer::refusal(&desired.schema, empty)? {
                    return Err(refusal);
                }
                return Err(GenerateError::Models { sql: statement.sql.clone(), error });
            }
        }
        return Err(whole.into());
    }
    Ok(introspect::read(empty)?)
}

/// What differs between the history and the models.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What was renamed.
    pub renames: Vec<Rename>,
    /// What else differs, once that is renamed.
    pub changes: Changes,
    /// What must be known before a migration can be written.
    pub questions: Vec<Question>,
    /// The state of the history (before any rename) and of the models.
    pub states: Pair<Schema>,
    /// Objects that differ and cannot be made or taken away: they stay as they are.
    pub unmanaged: Vec<OtherObject>,
    /// Models over views that are not what the history makes.
    pub views: Vec<ViewFault>,
    /// The state of the history after the renames.
    renamed: Schema,
}

impl Difference {
    /// Whether models and migrations agree.
    pub fn is_empty(&self) -> bool {
        self.renames.is_empty() && self.changes.is_empty()
    }

    /// What differs, in words.
    pub fn describe(&self) -> Vec<Line> {
        describe(&self.renames, &self.changes)
    }
}

/// Compares the models with the history. Only renames need the history's database; all else is read or remembered.
///
/// # Errors
/// If the models cannot be created, the history cannot be replayed, or a rename that was asked for does not apply.
pub fn difference(
    desired: &Desired,
    intent: &Intent,
    rooms: &mut dyn Rooms,
) -> Result<Difference, GenerateError> {
    let mut to = rooms.models(desired)?;
    overlay::sources(&mut to, &desired.schema);
    let is_whole = rooms.is_whole();
    let mut from = rooms.state()?;
    let contradictions = views::contradictions(desired, &from);
    if !is_whole && !contradictions.is_empty() {
        return Err(GenerateError::Views(contradictions));
    }
    if is_whole {
        (from, to) = (kept::whole(from), kept::whole(to));
    } else {
        forget_names(&mut from);
    }
    let list = renames(&from, &to, &desired.hints, &intent.hints).map_err(GenerateError::Renames)?;
    let mut renamed =
        if list.is_empty() { from.clone() } else { proof::renamed(&mut *rooms.history()?, &from, &list)? };
    if is_whole {
        renamed = kept::whole(renamed);
    } else {
        forget_names(&mut renamed);
    }
    filter::leave_alone(&desired.exclude, &renamed, &mut to);
    let mut changes = compare(Pair { from: &renamed, to: &to });
    if settle::is_doubtful(to.engine, &changes) {
        settle::settle(&mut *rooms.history()?, &mut renamed, &mut to, &changes)?;
        changes = compare(Pair { from: &renamed, to: &to });
    }
    let mut unmanaged = Vec::new();
    if is_whole {
        keep_handed(&renamed, &mut to);
        unmanaged = kept::unmanaged(&renamed, &to).into_iter().cloned().collect();
        to.others = kept::attainable(&renamed.others, &to.others);
        kept::settle(rooms, &renamed, &mut to)?;
        changes = compare_whole(Pair { from: &renamed, to: &to });
    } else {
        to.others = kept::carried(&renamed.others, &changes);
        keep_names(&renamed, &mut to);
        // A model that says nothing of how its table is divided leaves that as it is.
        changes.restructured = divided_anew(Pair { from: &renamed, to: &to });
        changes.restructured.retain(|pair| pair.to.partition_by.is_some());
    }
    let questions = questions(&changes, &with_standing(desired, intent));
    let views = views::faults(desired, &from, &changes, rooms)?;
    Ok(Difference { renames: list, changes, questions, states: Pair { from, to }, unmanaged, views, renamed })
}

/// What was asked for, and what stands in the models.
fn with_standing(desired: &Desired, intent: &Intent) -> Intent {
    let mut hints = desired.hints.clone();
    hints.extend(intent.hints.clone());
    Intent { hints, ..intent.clone() }
}

/// Migrations that have been run, in order.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// What they change.
    pub difference: Difference,
    /// One migration each. Empty if models and migrations agree.
    pub stages: Vec<Stage>,
    /// What the proof has shown.
    pub shown: Evidence,
}

/// Writes the migrations that lead from the history to the models, and proves them; with `online`, as migrations that let
/// readers and writers of a PostgreSQL database go on.
///
/// # Errors
/// [`GenerateError::Questions`] if intent is missing; [`GenerateError::Statement`] and [`GenerateError::Unequal`] if the
/// proof fails.
pub fn generate(
    desired: &Desired,
    intent: &Intent,
    rooms: &mut dyn Rooms,
    trial: &Trial,
    online: Option<&Online>,
) -> Result<Proposal, GenerateError> {
    let difference = difference(desired, intent, rooms)?;
    if difference.is_empty() {
        return Ok(Proposal { difference, stages: Vec::new(), shown: Evidence::default() });
    }
    if !difference.questions.is_empty() {
        return Err(GenerateError::Questions(difference.questions));
    }
    let hints = with_standing(desired, intent).hints;
    let plain = || stages::stages(&difference.renames, &difference.renamed, &difference.states.to, &hints);
    let Some(options) = online.filter(|_| difference.states.to.engine == Engine::Postgres) else {
        let stages = plain();
        return proven(difference, stages, intent, trial, rooms);
    };
    let planned = if difference.changes.others.is_empty() {
        online::stages(&difference, &hints, options, rooms)?
    } else {
        Err("what no model describes changes as well".to_owned())
    };
    let why = match planned {
        Ok(stages) => match proven(difference.clone(), stages, intent, trial, rooms) {
            // A table or an expression of which no state tells that it cannot be done: the server knows.
            Err(GenerateError::Statement { sql, error, .. }) => {
                let statement = sql.lines().find(|line| !line.starts_with("--")).unwrap_or_default();
                format!("`{statement}` fails: {error}")
            }
            Err(
                error @ (GenerateError::Unequal(_)
                | GenerateError::Rows { .. }
                | GenerateError::Writes(_)
                | GenerateError::InTheWay { .. }
                | GenerateError::NotMadeAgain { .. }
                | GenerateError::Kept { .. }
                | GenerateError::NotDropped { .. }),
            ) => error.to_string(),
            other => return other,
        },
        Err(why) => why,
    };
    let mut stages = plain();
    if let Some(first) = stages.first_mut().and_then(|stage| stage.up.statements.first_mut()) {
        first.remarks.insert(0, format!("Not online: {why}."));
    }
    proven(difference, stages, intent, trial, rooms)
}

/// Proves stages, on empty tables if made-up rows cannot come back.
fn proven(
    difference: Difference,
    stages: Vec<Stage>,
    intent: &Intent,
    trial: &Trial,
    rooms: &mut dyn Rooms,
) -> Result<Proposal, GenerateError> {
    kept::is_possible(&stages, &difference.renamed)?;
    let mut proposal = Proposal { difference, stages, shown: Evidence::default() };
    proposal.shown = match prove(&proposal, intent, trial, rooms) {
        // What was thrown away cannot be made up so that it keeps every rule.
        Err(GenerateError::Statement { direction: Direction::Down, error, .. }) if trial.rows.is_some() => {
            let empty = Trial { rows: None, fixtures: None, ..trial.clone() };
            let shown = prove(&proposal, intent, &empty, rooms)?;
            proposal.no_way_back(&error.message);
            Evidence { no_way_back: Some(error.message), ..shown }
        }
        other => other?,
    };
    proposal.say_assumed(intent);
    Ok(proposal)
}

impl Proposal {
    /// Says in the files what was assumed of rows: whoever proves them later has to know.
    fn say_assumed(&mut self, intent: &Intent) {
        for stage in &mut self.stages {
            let remarks = doubts::remarks(&stage.changes, intent);
            if let Some(first) = stage.up.statements.first_mut() {
                first.remarks.splice(0..0, remarks);
            }
        }
    }

    /// Says in the file that comes first on the way back that rows can stop it.
    fn no_way_back(&mut self, message: &str) {
        let first = self.stages.last_mut().and_then(|stage| stage.down.statements.first_mut());
        if let Some(statement) = first {
            let remark =
                format!("This can fail on rows that are there, as it did on made-up ones: {message}");
            statement.remarks.insert(0, remark);
        }
    }
}

/// Proves the stages on the tables that they are about, or on all where that is not possible.
fn prove(
    proposal: &Proposal,
    intent: &Intent,
    trial: &Trial,
    rooms: &mut dyn Rooms,
) -> Result<Evidence, GenerateError> {
    let Proposal { difference, stages, .. } = proposal;
    let from = &difference.states.from;
    let assumed = doubts::assumed(from, &difference.changes, &difference.renames, intent);
    let is_whole = rooms.is_whole();
    let filled = neighbourhood::only(&assumed, &neighbourhood::names(difference));
    if let Some(part) = neighbourhood::around(difference)
        && let Some(mut database) = rooms.empty()?
        && is_made(&part, &mut *database)?
    {
        let stages = neighbourhood::goals(stages, difference, &part);
        return Course { stages: &stages, from: &part, filled, trial, intent, is_whole }.run(&mut *database);
    }
    Course { stages, from, filled, trial, intent, is_whole }.run(&mut *rooms.history()?)
}

/// Makes a part of a schema. What does not come out as it went in, is not all there is to it.
fn is_made(part: &Schema, database: &mut dyn Database) -> Result<bool, GenerateError> {
    let desired = Desired::of(part.clone());
    let Ok(read) = materialise(&desired, database) else { return Ok(false) };
    Ok(compare_settled(database, read, part, false)?.is_empty())
}
