//! The same change as steps that let readers and writers go on (PostgreSQL).
//!
//! There is a form of the schema at which both old and new code can work, the *plateau*: everything new is there and valid, and
//! what goes is still there. It is reached by states, each of which is a migration away from the one before, and the last
//! migrations lead from there to the models:
//!
//! 1. `repair`: indexes that a failed CONCURRENTLY has left behind;
//! 2. `rename`: tables, and columns that cannot be replaced;
//! 3. `labels`: of enums;
//! 4. `expand`: what is new and takes no time, a table at a time, and less strict from now on;
//! 5. `backfill`: values for new columns, in batches that are committed one by one;
//! 6. `index`: built CONCURRENTLY, also for keys;
//! 7. `constrain`, `validate`: checks and foreign keys, for new rows first and then for all;
//! 8. `tighten`: NOT NULL and keys, whose proof is there by then;
//! 9. `contract`: what goes; and at last `drop_index` CONCURRENTLY, and `names`.

mod contract;
mod course;
mod decide;
mod goal;
mod replace;
mod shape;
mod steps;
mod tighten;

use super::{Difference, GenerateError, Rooms, Stage, neighbourhood, proof, settle};
use crate::diff::{Pair, Rename, compare};
use crate::ir::Schema;
use crate::lower::Hints;
use course::Course;
use goal::Goal;

/// How to go about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Online {
    /// How long a migration waits for a lock, behind which others wait in turn: `5s`.
    pub lock_timeout: String,
    /// How many rows a transaction fills at most.
    pub batch: u32,
}

impl Default for Online {
    fn default() -> Self {
        Self { lock_timeout: "5s".to_owned(), batch: 10_000 }
    }
}

/// The migrations, or why they cannot be. The history's database is asked for the state before columns that are replaced and not renamed.
pub fn stages(
    difference: &Difference,
    hints: &Hints,
    options: &Online,
    rooms: &mut dyn Rooms,
) -> Result<Result<Vec<Stage>, String>, GenerateError> {
    let from = &difference.states.from;
    let mut to = difference.states.to.clone();
    let (moves, replaced) = goal::renames_apart(&difference.renames, &difference.renamed, &to, hints);
    let renamed =
        if replaced.is_empty() { difference.renamed.clone() } else { settled(rooms, from, &moves, &mut to)? };
    let goal = Goal::new(&renamed, &to, hints, &replaced);
    let course = Course::new(options, &goal, from.clone());
    let stages = course.run(&moves);
    let is_sound = stages.iter().all(|stage| {
        // A table's row type has the table's name.
        let is_taken = |name| stage.to.tables.contains_key(name);
        neighbourhood::has_unique_names(&stage.to) && !stage.to.enums.keys().any(is_taken)
    });
    Ok(if is_sound {
        Ok(stages)
    } else {
        Err("a name goes from one thing to another, so that old and new cannot stand side by side".to_owned())
    })
}

/// The state after some of the renames, its expressions as they print beside those of the models.
fn settled(
    rooms: &mut dyn Rooms,
    from: &Schema,
    moves: &[Rename],
    to: &mut Schema,
) -> Result<Schema, GenerateError> {
    let mut history = rooms.history()?;
    let mut renamed = proof::renamed(&mut *history, from, moves)?;
    let changes = compare(Pair { from: &renamed, to });
    if settle::is_doubtful(to.engine, &changes) {
        settle::settle(&mut *history, &mut renamed, to, &changes)?;
    }
    Ok(renamed)
}
