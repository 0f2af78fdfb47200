//! `cargo model check`: do models and migrations agree, and does the newest migration bear rows?

use model_core::diff::Intent;
use model_core::generate::difference;

use super::verify;
use crate::args::Check;
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::project::{Project, count, print_lines, stop};
use crate::views;

/// Compares the models with the migrations, and verifies the newest of these. Meant for CI: it asks nothing and writes nothing.
pub fn run(context: &Context, args: &Check) -> Result<Exit, Failure> {
    let project = Project::load(context, &args.features)?;
    let mut rooms = project.rooms(context)?;
    let found = difference(&project.desired, &Intent::default(), &mut rooms)
        .map_err(|error| views::failure(&project, error, &context.config.root))?;
    context.printer.diagnostics(&views::errors(&project, &found.views));
    if found.is_empty() && !found.views.is_empty() {
        stop(context, rooms);
        context.printer.say("models and migrations agree, but views are not what the models say");
        return Ok(Exit::Found);
    }
    if found.is_empty() {
        let views = match project.desired.views.len() {
            0 => String::new(),
            n => format!("{}, ", count(n, "view")),
        };
        context.printer.say(format!(
            "models and migrations agree: {}, {views}{}",
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
