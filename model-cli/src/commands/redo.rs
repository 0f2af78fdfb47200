//! `cargo model redo`: revert the last migration and run it again.

use super::target::Target;
use super::{down, progress};
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::migrate::Direction;

/// Reverts the last migration and runs it again.
pub fn run(context: &Context) -> Result<Exit, Failure> {
    let entries = context.history()?.migrations;
    let mut runner = context.only_runner()?;
    let last = down::leaving(&mut runner, &entries, &Target::Count(1))?;
    if last.is_empty() {
        return Err(Failure::usage("no migration is applied").hint("`cargo model up` runs what is pending"));
    }
    progress::run(context, &mut runner, &last, Direction::Down)?;
    progress::run(context, &mut runner, &last, Direction::Up)?;
    Ok(Exit::Success)
}
