//! `cargo model down`: revert migrations.

use super::progress;
use super::target::Target;
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::migrate::{Direction, Entry, Runner};

/// Reverts the last migration, or as many as the target says.
pub fn run(context: &Context, target: Option<&str>) -> Result<Exit, Failure> {
    let entries = context.history()?.migrations;
    let target = target.map(|text| Target::parse(text, &entries)).transpose()?.unwrap_or(Target::Count(1));
    let mut runner = context.only_runner()?;
    let leaving = leaving(&mut runner, &entries, &target)?;
    if leaving.is_empty() {
        context.printer.say("nothing is to be reverted");
        return Ok(Exit::Success);
    }
    progress::run(context, &mut runner, &leaving, Direction::Down)?;
    Ok(Exit::Success)
}

/// The migrations to revert, newest first. All of them can be: that is looked at before the first one is touched.
pub fn leaving<'a>(
    runner: &mut Runner,
    entries: &'a [Entry],
    target: &Target,
) -> Result<Vec<&'a Entry>, Failure> {
    let mut versions: Vec<String> = runner.applied()?.into_iter().map(|applied| applied.version).collect();
    versions.reverse();
    match target {
        Target::All => {}
        Target::Count(count) => versions.truncate(*count),
        Target::Version(version) => versions.retain(|applied| applied > version),
    }
    let mut leaving = Vec::new();
    for version in versions {
        let Some(entry) = entries.iter().find(|entry| entry.version == version) else {
            return Err(Failure::usage(format!(
                "the migration {version} is applied, but not in the directory"
            ))
            .hint("check out the branch that has it, and revert it from there"));
        };
        if entry.down.is_none() {
            return Err(Failure::usage(format!("the migration {} has no down.sql", entry.name))
                .hint("write the file that takes it back"));
        }
        leaving.push(entry);
    }
    Ok(leaving)
}
