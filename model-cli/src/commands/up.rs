//! `cargo model up`: run pending migrations.

use super::progress;
use super::target::Target;
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::migrate::{Direction, Entry};

/// Runs what is pending, up to a target.
pub fn run(context: &Context, target: Option<&str>) -> Result<Exit, Failure> {
    let entries = context.history()?.migrations;
    let target = target.map(|text| Target::parse(text, &entries)).transpose()?.unwrap_or(Target::All);
    let mut runner = context.only_runner()?;
    let applied: Vec<String> = runner.applied()?.into_iter().map(|applied| applied.version).collect();
    let mut pending: Vec<&Entry> = entries.iter().filter(|entry| !applied.contains(&entry.version)).collect();
    match target {
        Target::All => {}
        Target::Count(count) => pending.truncate(count),
        Target::Version(version) => pending.retain(|entry| entry.version <= version),
    }
    if pending.is_empty() {
        context.printer.say("nothing is pending");
        return Ok(Exit::Success);
    }
    if let Some(newest) = applied.last() {
        for entry in pending.iter().filter(|entry| entry.version < *newest) {
            context.printer.warn(format!("{} is older than {newest}, which is already applied", entry.name));
        }
    }
    progress::run(context, &mut runner, &pending, Direction::Up)?;
    Ok(Exit::Success)
}
