//! `cargo model stamp`: record migrations as applied without running them.

use super::target::Target;
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::migrate::Entry;

/// Records every migration up to a version.
pub fn run(context: &Context, version: Option<&str>) -> Result<Exit, Failure> {
    let entries = context.history()?.migrations;
    let last = match version.map(|text| Target::parse(text, &entries)).transpose()? {
        None | Some(Target::All) => None,
        Some(Target::Version(version)) => Some(version),
        Some(Target::Count(_)) => {
            return Err(Failure::usage("`stamp` takes the version or the name of a migration")
                .hint("`cargo model status` lists them"));
        }
    };
    let mut runner = context.only_runner()?;
    let applied: Vec<String> = runner.applied()?.into_iter().map(|applied| applied.version).collect();
    let stamped: Vec<&Entry> = entries
        .iter()
        .filter(|entry| last.as_ref().is_none_or(|last| entry.version <= *last))
        .filter(|entry| !applied.contains(&entry.version))
        .collect();
    runner.record(&stamped)?;
    for entry in &stamped {
        context.printer.say(format!("recorded {} as applied", entry.name));
    }
    if stamped.is_empty() {
        context.printer.say("everything was recorded already");
    }
    Ok(Exit::Success)
}
