//! `cargo model generate`: write a migration that was run.

use std::path::PathBuf;
use std::time::Instant;

use model_core::diff::Question;
use model_core::generate::{GenerateError, Online, Proposal, Stage, generate};
use model_core::ir::Engine;
use model_core::migration::{self, NewMigration};
use serde_json::json;

use super::up;
use crate::args::{Format, Generate};
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::intent::IntentArgs;
use crate::project::{Project, count, print_lines, stop};
use crate::prompt;
use crate::report;
use crate::views;

/// Compares, asks, plans, proves, writes.
pub fn run(context: &Context, args: &Generate) -> Result<Exit, Failure> {
    if migration::slug(&args.name).is_empty() {
        return Err(Failure::usage(format!("`{}` names no migration", args.name))
            .hint("say what it does: `cargo model generate \"add profiles\"`"));
    }
    if args.apply && !args.dry_run {
        // Better before anything is written than after.
        context.target()?;
    }
    let project = Project::load(context, &args.features)?;
    if args.empty {
        return empty(context, args, &project);
    }
    let began = Instant::now();
    let (proposal, intent) = propose(context, args, &project)?;
    context.printer.diagnostics(&views::warnings(&project, &proposal.difference.views));
    if proposal.difference.is_empty() {
        context.printer.say("models and migrations agree: there is nothing to generate");
        if args.format == Format::Json {
            print_json(context, &proposal, &[]);
        }
        return Ok(Exit::Success);
    }
    if args.format == Format::Pretty {
        print_lines(context.printer, &proposal.difference.describe());
    }
    let seconds = began.elapsed().as_secs_f64();
    let on = if args.proof.resolve(&context.config)?.rows.is_some() { " on made-up rows" } else { "" };
    context.printer.say(format!("proved{on}: up, down and up again ({seconds:.2} s)"));
    report::evidence(context.printer, &proposal.shown);
    if intent.flags() != args.intent.flags() {
        context.printer.say(format!("the answers as flags: {}", intent.flags().join(" ")));
    }
    let written = if args.dry_run { Vec::new() } else { write(context, args, &project, &proposal)? };
    print(context, args, &proposal, &written);
    if args.apply && !args.dry_run {
        return up::run(context, None);
    }
    Ok(Exit::Success)
}

/// Generates, asking at a terminal for what is not known, until nothing is left to ask.
fn propose(context: &Context, args: &Generate, project: &Project) -> Result<(Proposal, IntentArgs), Failure> {
    let mut intent = args.intent.clone();
    let online = online(context, project.desired.schema.engine, args.online);
    let trial = args.proof.resolve(&context.config)?;
    let mut rooms = project.rooms(context)?;
    loop {
        let resolved = intent.resolve(&project.desired.schema)?;
        match generate(&project.desired, &resolved, &mut rooms, &trial, online.as_ref()) {
            Ok(proposal) => {
                stop(context, rooms);
                return Ok((proposal, intent));
            }
            Err(GenerateError::Questions(questions)) if context.printer.can_ask() => {
                // One answer can settle others: a rename makes a drop and an addition go away together.
                context.steps.end();
                let Some(first) = questions.first() else { return Err(nothing_to_ask()) };
                answer(first, &mut intent).map_err(|failure| with_answers(failure, &intent, args))?;
            }
            Err(error) => {
                let failure = views::failure(project, error, &context.config.root);
                return Err(with_answers(failure, &intent, args));
            }
        }
    }
}

/// How to go about it online, if that is asked for and means anything.
pub fn online(context: &Context, engine: Engine, flag: bool) -> Option<Online> {
    let online = context.config.settings.online.resolve(flag)?;
    if engine == Engine::Sqlite {
        if flag {
            context.printer.say("--online changes nothing on SQLite: one connection writes at a time");
        }
        return None;
    }
    Some(online)
}

/// Answers that were given at the terminal are not lost with the run.
fn with_answers(failure: Failure, intent: &IntentArgs, args: &Generate) -> Failure {
    if intent.flags() == args.intent.flags() {
        return failure;
    }
    failure.hint(format!("the answers that were given, as flags: {}", intent.flags().join(" ")))
}

fn nothing_to_ask() -> Failure {
    Failure::usage("a question was raised that has no text")
}

fn answer(question: &Question, intent: &mut IntentArgs) -> Result<(), Failure> {
    match prompt::ask(question)? {
        Some(answer) => intent.answer(&answer),
        None => return Err(Failure::new(Exit::Question, "no answer was given; nothing was written")),
    }
    Ok(())
}

fn write(
    context: &Context,
    args: &Generate,
    project: &Project,
    proposal: &Proposal,
) -> Result<Vec<PathBuf>, Failure> {
    let texts: Vec<(String, String, String, bool)> = proposal
        .stages
        .iter()
        .map(|stage| {
            let name = match &stage.suffix {
                Some(suffix) => format!("{} {suffix}", args.name),
                None => args.name.clone(),
            };
            let in_transaction = runs_in_transaction(stage);
            (name, stage.up_sql(), stage.down_sql(), in_transaction)
        })
        .collect();
    let migrations: Vec<NewMigration<'_>> = texts
        .iter()
        .map(|(name, up, down, in_transaction)| NewMigration {
            name,
            up,
            down,
            in_transaction: *in_transaction,
        })
        .collect();
    create(context, project, &migrations)
}

fn create(
    context: &Context,
    project: &Project,
    migrations: &[NewMigration<'_>],
) -> Result<Vec<PathBuf>, Failure> {
    let directory = &context.config.migrations;
    let wrong = |error: migration::MigrationError| Failure::usage(error.to_string());
    // The present, in the form that diesel_cli begins a migration's name with.
    let now = chrono::Utc::now().format("%Y-%m-%d-%H%M%S").to_string();
    migration::write(directory, &project.history, &now, migrations).map_err(wrong)
}

fn empty(context: &Context, args: &Generate, project: &Project) -> Result<Exit, Failure> {
    let new = NewMigration {
        name: &args.name,
        up: "-- Your SQL goes here.\nSELECT 1;\n",
        down: "-- This undoes `up.sql`.\nSELECT 1;\n",
        in_transaction: true,
    };
    if args.dry_run {
        context.printer.say("an empty migration would be written");
        return Ok(Exit::Success);
    }
    for path in create(context, project, &[new])? {
        context.printer.data(context.config.shown(&path));
    }
    context
        .printer
        .say("next: write the SQL of up.sql and down.sql, then `cargo model up` runs it on your database");
    Ok(Exit::Success)
}

fn print(context: &Context, args: &Generate, proposal: &Proposal, written: &[PathBuf]) {
    let printer = context.printer;
    if args.format == Format::Json {
        print_json(context, proposal, written);
        return;
    }
    if args.dry_run {
        for stage in &proposal.stages {
            if let Some(boundary) = boundary(stage) {
                printer.data(format!("\n{boundary}"));
            }
            printer.data(format!(
                "\n-- up.sql\n\n{}\n-- down.sql\n\n{}",
                stage.up_sql(),
                stage.down_sql().trim_end()
            ));
        }
        printer.say("nothing was written (--dry-run)");
        return;
    }
    printer.say(format!("wrote {}, up.sql and down.sql:", count(written.len(), "migration")));
    let staged = proposal.stages.iter().any(|stage| stage.deploy.is_some());
    for (path, stage) in written.iter().zip(&proposal.stages) {
        if let Some(deploy) = &stage.deploy {
            printer.say(format!("before the next: {deploy}"));
        }
        printer.data(context.config.shown(path));
    }
    if staged && !args.apply {
        printer.say(
            "next: read the SQL, then `cargo model up <VERSION>` runs it as far as the code is deployed",
        );
    } else if !args.apply {
        printer.say("next: read the SQL, then `cargo model up` runs it on your database");
    }
}

/// One metadata.toml speaks for both directions.
const fn runs_in_transaction(stage: &Stage) -> bool {
    stage.up.in_transaction && stage.down.in_transaction
}

/// What tells a migration from the one before it.
pub fn boundary(stage: &Stage) -> Option<String> {
    let suffix = stage.suffix.as_ref()?;
    let alone = if runs_in_transaction(stage) { "" } else { ", outside of a transaction" };
    Some(format!("-- Migration: {suffix}{alone}"))
}

fn print_json(context: &Context, proposal: &Proposal, written: &[PathBuf]) {
    let migrations: Vec<_> = proposal
        .stages
        .iter()
        .enumerate()
        .map(|(n, stage)| {
            json!({
                "path": written.get(n).map(|path| context.config.shown(path)),
                "up": stage.up_sql(),
                "down": stage.down_sql(),
                "run_in_transaction": runs_in_transaction(stage),
                "deploy_before": stage.deploy,
            })
        })
        .collect();
    let value = json!({ "lines": proposal.difference.describe(), "migrations": migrations });
    context.printer.data(format!("{value:#}"));
}
