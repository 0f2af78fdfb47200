//! `cargo model diff`: what differs between two states, and the SQL that leads from one to the other.

use model_core::desired::Desired;
use model_core::diff::{Intent, Pair};
use model_core::generate::{
    Difference, Filter, GenerateError, NotRemade, Online, Origin, Rooms, Stage, StateRooms, Trial, difference,
};
use model_core::ir::{Engine, OtherObject};
use serde_json::json;

use super::{Context, generate};
use crate::args::{Diff, Format};
use crate::exit::{Exit, Failure};
use crate::printer::Printer;
use crate::project::{Project, failure, lacking, print_lines, stop};
use crate::source::{Reader, Source};
use crate::steps::Watched;

/// Prints the difference between two states.
pub fn run(context: &Context, args: &Diff) -> Result<Exit, Failure> {
    let sides = Pair { from: Source::parse(&args.from)?, to: Source::parse(&args.to)? };
    let filter = Filter { schemas: args.schema.iter().cloned().collect(), exclude: args.exclude.clone() };
    let trial = args.proof.resolve(&context.config)?;
    let usual = Pair { from: Source::Migrations(None), to: Source::Models };
    let outcome = if sides == usual && filter.is_empty() {
        of_project(context, args, &trial)?
    } else {
        of_sources(context, args, &sides, &filter, &trial)?
    };
    let printer = context.printer;
    outcome.print(printer, args);
    print_others(printer, &sides, &outcome);
    if outcome.found.is_empty() && args.format == Format::Pretty {
        if sides == usual {
            printer.say("models and migrations agree");
        } else {
            printer.say(format!("{} and {} agree", sides.from, sides.to));
        }
    }
    Ok(if args.exit_code && !outcome.found.is_empty() { Exit::Found } else { Exit::Success })
}

/// What was found, and what no model describes on either side.
struct Outcome {
    found: Difference,
    /// With their proof, if they were asked for.
    stages: Option<Vec<Stage>>,
    others: Pair<Vec<OtherObject>>,
}

/// The migrations and the models, with the memory of earlier runs.
fn of_project(context: &Context, args: &Diff, trial: &Trial) -> Result<Outcome, Failure> {
    let project = Project::load(context, &args.features)?;
    let intent = args.intent.resolve(&project.desired.schema)?;
    let online = generate::online(context, project.desired.schema.engine, args.online);
    let mut rooms = project.rooms(context)?;
    let (found, stages) = compared(args, &project.desired, &intent, &mut rooms, (trial, online.as_ref()))
        .map_err(|error| failure(error, &context.config.root))?;
    stop(context, rooms);
    let others = Pair { from: found.states.from.others.clone(), to: Vec::new() };
    Ok(Outcome { found, stages, others })
}

/// Any two states.
fn of_sources(
    context: &Context,
    args: &Diff,
    sides: &Pair<Source>,
    filter: &Filter,
    trial: &Trial,
) -> Result<Outcome, Failure> {
    let reader = Reader::new(context, &args.features, &sides.from, &sides.to)?;
    if reader.engine() == Engine::Sqlite && !filter.schemas.is_empty() {
        return Err(Failure::usage("SQLite has no schemas: leave `--schema` out"));
    }
    let (from, to) = reader.read_both(&sides.from, &sides.to)?;
    let desired = to.desired();
    let states = filter.apply(Pair { from: from.schema, to: to.schema });
    let origin = if filter.is_empty() { from.origin } else { Origin::Catalog(Box::new(states.from.clone())) };
    let others = Pair { from: states.from.others.clone(), to: states.to.others.clone() };
    let intent = args.intent.resolve(&states.to)?;
    let online = generate::online(context, reader.engine(), args.online);
    let is_whole = !sides.from.is_of_models() && !sides.to.is_of_models();
    let rooms = StateRooms::new(origin, states, || reader.scratch()).exactly(args.sql).wholly(is_whole);
    let mut rooms = Watched::new(rooms, &context.steps);
    let compared = compared(args, &desired, &intent, &mut rooms, (trial, online.as_ref()));
    let (found, plan) = compared.map_err(|error| failure(error, &context.config.root))?;
    context.steps.end();
    say_what_is_lacking(context.printer, sides, rooms.rooms().not_remade(), rooms.rooms().lost());
    // The server goes with the last who holds it.
    drop(rooms);
    stop(context, reader);
    Ok(Outcome { found, stages: plan, others })
}

fn compared(
    args: &Diff,
    desired: &Desired,
    intent: &Intent,
    rooms: &mut dyn Rooms,
    (trial, online): (&Trial, Option<&Online>),
) -> Result<(Difference, Option<Vec<Stage>>), GenerateError> {
    if args.sql {
        let proposal = model_core::generate::generate(desired, intent, rooms, trial, online)?;
        return Ok((proposal.difference, Some(proposal.stages)));
    }
    Ok((difference(desired, intent, rooms)?, None))
}

fn say_what_is_lacking(
    printer: Printer,
    sides: &Pair<Source>,
    lack: Option<&NotRemade>,
    lost: &[OtherObject],
) {
    let from = &sides.from;
    if let Some(lack) = lack {
        printer.warn(format!(
            "{from} could not be made again on a scratch database; `--sql` would fail{}",
            lacking(lack)
        ));
    }
    for object in lost {
        printer.warn(format!(
            "the {} `{}` of {from} could not be made on a scratch database: nothing is known of what happens to it",
            object.kind, object.name
        ));
    }
}

impl Outcome {
    fn print(&self, printer: Printer, args: &Diff) {
        match (&self.stages, args.format) {
            (Some(stages), _) if !stages.is_empty() => printer.data(script(stages).trim_end()),
            (Some(_), _) => {}
            (None, Format::Pretty) => print_lines(printer, &self.found.describe()),
            (None, Format::Json) => {
                let value = json!({
                    "lines": self.found.describe(),
                    "changes": self.found.changes,
                    "questions": self.found.questions.iter().map(|question| json!({
                        "question": question,
                        "text": question.to_string(),
                        "answers": question.flags(),
                    })).collect::<Vec<_>>(),
                });
                printer.data(format!("{value:#}"));
            }
        }
    }
}

/// All stages as one text, which `psql -1 -f` and `sqlite3` run as it is.
fn script(stages: &[Stage]) -> String {
    let mut text = String::new();
    for (n, stage) in stages.iter().enumerate() {
        // What a stage adds can be used only once it is committed, and what brings its own transaction cannot run inside the one
        // that `psql -1` opens. Where there is none, COMMIT is no more than a warning.
        let is_postgres = stage.to.engine == Engine::Postgres;
        let is_bare = stage.up.in_transaction && is_postgres && n > 0;
        match generate::boundary(stage).filter(|_| stages.len() > 1) {
            Some(boundary) if n > 0 => text.push_str(&format!("\n{boundary}\n\n")),
            Some(boundary) => text.push_str(&format!("{boundary}\n\n")),
            None if n > 0 => text.push_str("\n-- A migration of its own:\n\n"),
            None => {}
        }
        if is_bare {
            text.push_str("-- own transaction\nCOMMIT;\nBEGIN;\n");
        } else if !stage.up.in_transaction {
            text.push_str("-- own transaction\n");
            if is_postgres {
                text.push_str("COMMIT;\n");
            }
        }
        text.push_str(&stage.up_sql());
        if is_bare {
            text.push_str("COMMIT;\n");
        }
    }
    text
}

/// Objects that are in no script: what no model describes, beside models, and what can only be made by hand.
fn print_others(printer: Printer, sides: &Pair<Source>, outcome: &Outcome) {
    if sides.from.is_of_models() || sides.to.is_of_models() {
        for object in outcome.others.from.iter().chain(&outcome.others.to) {
            printer.say(format!("kept as it is: {}", named(object)));
        }
        return;
    }
    for object in &outcome.found.unmanaged {
        printer.say(format!("differs, not in the script: {}", named(object)));
    }
}

fn named(object: &OtherObject) -> String {
    match object.table.as_ref().filter(|table| **table != object.name) {
        Some(table) => format!("{} {} on {table}", object.kind, object.name),
        None => format!("{} {}", object.kind, object.name),
    }
}
