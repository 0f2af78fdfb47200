//! `cargo model diff`: what would be generated.

use model_core::generate::{difference, generate_with};
use serde_json::json;

use super::{Context, generate};
use crate::args::{Diff, Format};
use crate::exit::{Exit, Failure};
use crate::project::{Project, failure, print_lines};
use crate::steps::Step;

/// Prints the difference between migrations and models.
pub fn run(context: &Context, args: &Diff) -> Result<Exit, Failure> {
    let project = Project::load(context, &args.features)?;
    let intent = args.intent.resolve(&project.desired.schema)?;
    let trial = args.proof.resolve(&context.config)?;
    let mut rooms = project.rooms(context)?;
    let wrong = |error| failure(error, &context.config.root);
    let printer = context.printer;
    let stop = |rooms| {
        context.steps.begin(Step::Stop);
        drop(rooms);
        context.steps.end();
    };
    let found = if args.sql {
        let online = generate::online(context, &project, args.online);
        let proposal =
            generate_with(&project.desired, &intent, &mut rooms, &trial, online.as_ref()).map_err(wrong)?;
        stop(rooms);
        for (n, stage) in proposal.stages.iter().enumerate() {
            match generate::boundary(stage).filter(|_| online.is_some()) {
                Some(boundary) if n > 0 => printer.data(format!("\n{boundary}\n")),
                Some(boundary) => printer.data(format!("{boundary}\n")),
                None if n > 0 => printer.data("\n-- A migration of its own:\n"),
                None => {}
            }
            printer.data(stage.up_sql().trim_end());
        }
        proposal.difference
    } else {
        let found = difference(&project.desired, &intent, &mut rooms).map_err(wrong)?;
        stop(rooms);
        match args.format {
            Format::Pretty => print_lines(printer, &found.describe()),
            Format::Json => {
                let value = json!({
                    "lines": found.describe(),
                    "changes": found.changes,
                    "questions": found.questions.iter().map(|question| json!({
                        "question": question,
                        "text": question.to_string(),
                        "answers": question.flags(),
                    })).collect::<Vec<_>>(),
                });
                printer.data(format!("{value:#}"));
            }
        }
        found
    };
    if found.is_empty() && args.format == Format::Pretty {
        printer.say("models and migrations agree");
    }
    Ok(if args.exit_code && !found.is_empty() { Exit::Found } else { Exit::Success })
}
