//! Runs migrations one after the other and tells of each.

use std::time::Duration;

use crate::context::Context;
use crate::exit::Failure;
use crate::migrate::{Direction, Entry, RunError, Runner};
use crate::printer::Style;

/// Runs migrations in the given order. A failure says what it was and what state the database is in.
pub fn run(
    context: &Context,
    runner: &mut Runner,
    entries: &[&Entry],
    direction: Direction,
) -> Result<(), Failure> {
    let printer = context.printer;
    let (verb, doing) = match direction {
        Direction::Up => ("applied", "applying"),
        Direction::Down => ("reverted", "reverting"),
    };
    for (done, entry) in entries.iter().enumerate() {
        if let Some(index) = runner.repair(entry, direction)? {
            printer.say(format!(
                "dropped the INVALID index {index}, which a failed run of {} had left",
                entry.name
            ));
        }
        context.steps.show(format!("{doing} {}", entry.name));
        let result = runner.run(entry, direction);
        context.steps.end();
        match result {
            Ok(time) => {
                let time = printer.paint(Style::Dim, &format!("({})", shown(time)));
                printer.say(format!("{} {} {time}", printer.paint(Style::Good, verb), entry.name));
            }
            Err(error) => return Err(failure(entry, &error, direction, done)),
        }
    }
    Ok(())
}

fn failure(entry: &Entry, error: &RunError, direction: Direction, done: usize) -> Failure {
    let (file, verb) = match direction {
        Direction::Up => ("up.sql", "applied"),
        Direction::Down => ("down.sql", "reverted"),
    };
    let place = match error {
        RunError::Sql { line: Some(line), .. } => format!("{}/{file}:{line}", entry.name),
        _ => format!("{}/{file}", entry.name),
    };
    let mut failure = match error {
        RunError::File(_) => Failure::usage(format!("{place}: {error}")),
        _ => Failure::database(format!("{place}: {error}")),
    };
    if let RunError::Sql { error, .. } = error {
        failure.hints.extend(error.detail.clone().into_iter().chain(error.hint.clone()));
    }
    let before = match done {
        0 => "no migration was".to_owned(),
        1 => "the migration before it was".to_owned(),
        n => format!("the {n} migrations before it were"),
    };
    let state = if entry.in_transaction || matches!(error, RunError::File(_)) {
        format!("nothing of it was kept: its transaction was rolled back; {before} {verb}")
    } else {
        format!(
            "it does not run in a transaction: what came before the failure may have stayed, so look before you run it \
             again (PostgreSQL leaves an INVALID index behind); it is not recorded as {verb}; {before} {verb}"
        )
    };
    failure.hint(state)
}

fn shown(time: Duration) -> String {
    if time >= Duration::from_secs(1) {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} ms", time.as_millis())
    }
}
