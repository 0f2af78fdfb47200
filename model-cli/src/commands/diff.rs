//! `cargo model diff`: what differs between two states, and the SQL that leads from one to the other.

mod markdown;

use model_core::desired::Desired;
use model_core::diff::{Intent, Pair, Question};
use model_core::generate::{
    Difference, Evidence, Filter, GenerateError, NotRemade, Online, Origin, Rooms, Stage, StateRooms, Trial,
    difference,
};
use model_core::ir::{Engine, OtherObject, Schema};
use serde_json::json;

use super::generate;
use crate::args::{Diff, DiffFormat};
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::printer::Printer;
use crate::project::{Project, failure, lacking, print_lines, stop};
use crate::source::{Reader, Source};
use crate::steps::Watched;
use crate::views;

/// Prints the difference between two states.
pub fn run(context: &Context, args: &Diff) -> Result<Exit, Failure> {
    if args.online && !args.wants_sql() {
        return Err(Failure::usage("`--online` is about the SQL: add `--sql`"));
    }
    let sides = Pair { from: Source::parse(&args.from)?, to: Source::parse(&args.to)? };
    let mut filter = Filter { schemas: args.schema.iter().cloned().collect(), exclude: args.exclude.clone() };
    let trial = args.proof.resolve(&context.config)?;
    let usual = Pair { from: Source::Migrations(None), to: Source::Models };
    let outcome = if sides == usual && filter.is_empty() {
        of_project(context, args, &trial)?
    } else {
        if sides.from.is_of_models() || sides.to.is_of_models() {
            filter.exclude.extend(context.config.settings.exclude.clone());
        }
        of_sources(context, args, &sides, &filter, &trial)?
    };
    let printer = context.printer;
    if args.format == DiffFormat::Markdown {
        printer.data(markdown::document(&sides, &outcome).trim_end());
        if let Some(questions) = outcome.open() {
            return Err(failure(GenerateError::Questions(questions), &context.config.root));
        }
    } else {
        outcome.print(printer, args);
        print_others(printer, &sides, &outcome);
    }
    if outcome.found.is_empty() && args.format == DiffFormat::Pretty {
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
    /// With their proof, if they were asked for and nothing is left to ask.
    proven: Option<Proven>,
    /// What is kept as it is, because no model describes it.
    others: Vec<OtherObject>,
}

/// Migrations and what their proof has shown.
struct Proven {
    stages: Vec<Stage>,
    shown: Evidence,
}

/// The migrations and the models, with the memory of earlier runs.
fn of_project(context: &Context, args: &Diff, trial: &Trial) -> Result<Outcome, Failure> {
    let project = Project::load(context, &args.features)?;
    let intent = args.intent.resolve(&project.desired.schema)?;
    let online = generate::online(context, project.desired.schema.engine, args.online);
    let mut rooms = project.rooms(context)?;
    let (found, proven) = compared(args, &project.desired, &intent, &mut rooms, (trial, online.as_ref()))
        .map_err(|error| views::failure(&project, error, &context.config.root))?;
    stop(context, rooms);
    context.printer.diagnostics(&views::warnings(&project, &found.views));
    let others = undescribed(&project.desired, [&found.states.from]);
    Ok(Outcome { found, proven, others })
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
    let mut desired = to.desired();
    if !filter.is_empty() || sides.from.is_of_models() {
        // Nothing says that the views are not there.
        desired.views.clear();
    }
    let states = filter.apply(Pair { from: from.schema, to: to.schema });
    let origin = if filter.is_empty() { from.origin } else { Origin::Catalog(Box::new(states.from.clone())) };
    let others = undescribed(&desired, [&states.from, &states.to]);
    let intent = args.intent.resolve(&states.to)?;
    let online = generate::online(context, reader.engine(), args.online);
    let is_whole = !sides.from.is_of_models() && !sides.to.is_of_models();
    let rooms =
        StateRooms::new(origin, states, || reader.scratch()).exactly(args.wants_sql()).wholly(is_whole);
    let mut rooms = Watched::new(rooms, &context.steps);
    let compared = compared(args, &desired, &intent, &mut rooms, (trial, online.as_ref()));
    let (found, proven) = compared.map_err(|error| failure(error, &context.config.root))?;
    context.steps.end();
    say_what_is_lacking(context.printer, sides, rooms.rooms().not_remade(), rooms.rooms().lost());
    // The server goes with the last who holds it.
    drop(rooms);
    stop(context, reader);
    for fault in &found.views {
        context.printer.warn(format!("{fault}: {}", fault.help()));
    }
    Ok(Outcome { found, proven, others })
}

/// What no model describes, nor is over.
fn undescribed<'a>(desired: &Desired, states: impl IntoIterator<Item = &'a Schema>) -> Vec<OtherObject> {
    let others = states.into_iter().flat_map(|state| &state.others);
    others.filter(|object| !desired.views.contains_key(&object.name)).cloned().collect()
}

fn compared(
    args: &Diff,
    desired: &Desired,
    intent: &Intent,
    rooms: &mut dyn Rooms,
    (trial, online): (&Trial, Option<&Online>),
) -> Result<(Difference, Option<Proven>), GenerateError> {
    if args.wants_sql() {
        match model_core::generate::generate(desired, intent, rooms, trial, online) {
            Ok(proposal) => {
                let proven = Proven { stages: proposal.stages, shown: proposal.shown };
                return Ok((proposal.difference, Some(proven)));
            }
            // Who reviews is told what is open, and what it is about.
            Err(GenerateError::Questions(questions)) if args.format == DiffFormat::Markdown => {
                let mut found = difference(desired, intent, rooms)?;
                found.questions = questions;
                return Ok((found, None));
            }
            Err(error) => return Err(error),
        }
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
    /// What has to be answered before there is any SQL.
    fn open(&self) -> Option<Vec<Question>> {
        let questions = &self.found.questions;
        (self.proven.is_none() && !questions.is_empty()).then(|| questions.clone())
    }

    fn print(&self, printer: Printer, args: &Diff) {
        match (&self.proven, args.format) {
            (Some(proven), _) if !proven.stages.is_empty() => {
                printer.data(script(&proven.stages).trim_end());
            }
            (Some(_), _) => {}
            (None, DiffFormat::Pretty | DiffFormat::Markdown) => print_lines(printer, &self.found.describe()),
            (None, DiffFormat::Json) => {
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
        for object in &outcome.others {
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
