//! `cargo model check`: do models and migrations agree, and does the newest migration bear rows?

use model_core::diff::Intent;
use model_core::generate::difference;

use super::{Context, verify};
use crate::args::Check;
use crate::exit::{Exit, Failure};
use crate::project::{Project, count, failure, print_lines, stop};

/// Compares the models with the migrations, and verifies the newest of these. Meant for CI: it asks nothing and writes nothing.
pub fn run(context: &Context, args: &Check) -> Result<Exit, Failure> {
    let project = Project::load(context, &args.features)?;
    let mut rooms = project.rooms(context)?;
    let found = difference(&project.desired, &Intent::default(), &mut rooms)
        .map_err(|error| failure(error, &context.config.root))?;
    if found.is_empty() {
        context.printer.say(format!(
            "models and migrations agree: {}, {}",
            count(project.desired.schema.tables.len(), "table"),
            count(project.history.migrations.len(), "migration")
        ));
        let scratch = rooms.rooms().scratch();
        let exit = if args.no_verify {
            Exit::Success
        } else {
            verify::newest(context, &args.proof, &project.history, scratch)?
        };
        stop(context, rooms);
        return Ok(exit);
    }
    stop(context, rooms);
    print_lines(context.printer, &found.describe());
    context.printer.say("models and migrations differ: `cargo model generate \"..\"` writes the migration");
    Ok(Exit::Found)
}
