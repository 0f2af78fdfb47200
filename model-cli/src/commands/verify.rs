//! `cargo model verify` and `cargo model lint`: migrations on made-up rows.

use model_core::database::{Database, DatabaseError};
use model_core::generate::{Trial, replayed};
use model_core::hazard::{Hazard, Severity};
use model_core::ir::{Engine, Schema};
use model_core::migration::{History, Migration};
use model_core::rows::{ProbeFailure, RowChange};
use model_core::scratch::Scratch;
use model_core::verify::{self, Back, Verified, VerifyError, advice};
use serde_json::{Value, json};

use crate::args::{Chosen, Format, Verify};
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::printer::Style;
use crate::project::{count, history_and_scratch};
use crate::report;
use crate::source::{Reader, Source};
use crate::steps::Step;
use crate::trial::ProofArgs;

/// Runs migrations up, down and up, and reports what they did.
pub fn run(context: &Context, args: &Verify) -> Result<Exit, Failure> {
    let previous = args.previous_models.as_deref().map(|text| previous(context, text)).transpose()?;
    let mut values = Vec::new();
    let outcome = each(context, &args.chosen, |round, migration, outcome| {
        context.steps.begin(Step::Prove);
        let seen = round.verify(migration, previous.as_ref());
        context.steps.end();
        let verdict = Verdict::of(&seen);
        if args.chosen.format == Format::Pretty {
            print(context, round.engine(), migration, &seen, args.old_code || previous.is_some());
        } else {
            values.push(value(migration, &seen, &verdict));
        }
        outcome.add(&verdict);
    })?;
    finish(context, args.chosen.format, &values);
    Ok(outcome.exit(context, "verified"))
}

/// What the code that still runs knows of the schema.
fn previous(context: &Context, text: &str) -> Result<Schema, Failure> {
    let source = Source::parse(text)?;
    let reader = Reader::new(context, &[], &source, &source)?;
    Ok(reader.read(&source)?.schema)
}

/// Reports the hazards of migrations.
pub fn lint(context: &Context, args: &Chosen) -> Result<Exit, Failure> {
    let mut values = Vec::new();
    let outcome = each(context, args, |round, migration, outcome| {
        context.steps.begin(Step::Prove);
        let trial = round.trial.clone();
        let found = verify::lint(migration, &mut || round.standing_before(migration), &trial);
        context.steps.end();
        let hazards = match found {
            Ok(hazards) => hazards,
            Err(error) => {
                outcome.failed += 1;
                return failed(context, round.engine(), migration, &error);
            }
        };
        if args.format == Format::Pretty {
            report::hazards(context.printer, &hazards, &format!("{}/up.sql", migration.name));
        } else {
            values.push(json!({ "version": migration.version, "name": migration.name, "hazards": hazards }));
        }
        outcome.hazards += hazards.len();
        outcome.blocked |= blocks(&hazards);
    })?;
    finish(context, args.format, &values);
    Ok(outcome.exit(context, "looked at"))
}

/// Runs the newest migration up, down and up, and reports only what is wrong with it: for `check`.
pub fn newest(
    context: &Context,
    args: &ProofArgs,
    history: &History,
    scratch: Scratch,
) -> Result<Exit, Failure> {
    let Some(migration) = history.migrations.last() else { return Ok(Exit::Success) };
    let mut round = Round { history, scratch, trial: args.resolve(&context.config)? };
    context.steps.begin(Step::Prove);
    let seen = round.verify(migration, None);
    context.steps.end();
    match &seen {
        Ok(verified) => {
            report::hazards(context.printer, &verified.hazards, &format!("{}/up.sql", migration.name));
        }
        Err(error) => failed(context, round.engine(), migration, error),
    }
    let verdict = Verdict::of(&seen);
    if seen.is_ok() {
        let label = context.printer.paint(Style::Bad, "failed");
        verdict.failures.iter().for_each(|failure| context.printer.say(format!("{label}: {failure}")));
    }
    let mut outcome = Outcome { migrations: 1, ..Outcome::default() };
    outcome.add(&verdict);
    // Hazards are for `lint` to gate: what was generated as it was asked for is no failure.
    outcome.blocked = false;
    Ok(outcome.exit(context, "verified on made-up rows"))
}

/// What migrations are run on.
struct Round<'a> {
    history: &'a History,
    scratch: Scratch,
    trial: Trial,
}

impl Round<'_> {
    fn engine(&self) -> Engine {
        self.scratch.engine()
    }

    /// A scratch database that stands right before a migration.
    fn standing_before(&mut self, migration: &Migration) -> Result<Box<dyn Database>, DatabaseError> {
        let all = &self.history.migrations;
        let before = all.partition_point(|other| other.version < migration.version);
        let database = replayed(&mut self.scratch, all.get(..before).unwrap_or_default());
        Ok(Box::new(database.map_err(|error| DatabaseError::new(error.to_string()))?))
    }

    fn verify(&mut self, migration: &Migration, previous: Option<&Schema>) -> Result<Verified, VerifyError> {
        let trial = self.trial.clone();
        verify::verify(migration, &mut || self.standing_before(migration), &trial, previous)
    }
}

/// Looks at the chosen migrations, one after the other.
fn each(
    context: &Context,
    args: &Chosen,
    mut look: impl FnMut(&mut Round<'_>, &Migration, &mut Outcome),
) -> Result<Outcome, Failure> {
    let trial = args.proof.resolve(&context.config)?;
    let (history, scratch) = history_and_scratch(context)?;
    let chosen = choose(&history, &args.versions, args.since.as_deref())?;
    let mut round = Round { history: &history, scratch, trial };
    let mut outcome = Outcome { migrations: chosen.len(), ..Outcome::default() };
    for migration in chosen.iter().filter_map(|at| history.migrations.get(*at)) {
        look(&mut round, migration, &mut outcome);
    }
    Ok(outcome)
}

fn finish(context: &Context, format: Format, migrations: &[Value]) {
    if format == Format::Json {
        context.printer.data(format!("{:#}", json!({ "migrations": migrations })));
    }
}

/// Which migrations, by their places.
fn choose(history: &History, versions: &[String], since: Option<&str>) -> Result<Vec<usize>, Failure> {
    let all = &history.migrations;
    let find = |wanted: &String| {
        let plain = wanted.split('_').next().unwrap_or_default().replace('-', "");
        all.iter().position(|migration| migration.version == plain || migration.name == *wanted).ok_or_else(
            || {
                let failure = Failure::usage(format!("there is no migration `{wanted}`"));
                match all.last() {
                    Some(last) => failure.hint(format!("the newest is `{}`", last.name)),
                    None => failure.hint("there are none at all"),
                }
            },
        )
    };
    if let Some(since) = since {
        let at = find(&since.to_owned())?;
        return Ok((at + 1..all.len()).collect());
    }
    if versions.is_empty() {
        return Ok((0..all.len()).collect());
    }
    let mut chosen = versions.iter().map(find).collect::<Result<Vec<_>, _>>()?;
    chosen.sort_unstable();
    chosen.dedup();
    Ok(chosen)
}

/// What is to be said of one migration.
#[derive(Default)]
struct Verdict {
    failures: Vec<String>,
    hazards: usize,
    blocked: bool,
}

impl Verdict {
    fn of(seen: &Result<Verified, VerifyError>) -> Self {
        let verified = match seen {
            Ok(verified) => verified,
            Err(error) => return Self { failures: vec![error.to_string()], ..Self::default() },
        };
        let mut failures: Vec<String> =
            verified.writes.iter().filter(|failure| failure.is_defect()).map(ToString::to_string).collect();
        match &verified.back {
            Back::Fails { direction, message } => failures.push(format!("{direction} fails: {message}")),
            Back::Differs { direction, remaining } => {
                let lines = model_core::diff::describe(&[], remaining);
                let lines: Vec<String> = lines.iter().map(|line| line.text.clone()).collect();
                failures.push(format!("{direction} reaches another state: {}", lines.join("; ")));
            }
            Back::Proven | Back::None => {}
        }
        Self { failures, hazards: verified.hazards.len(), blocked: blocks(&verified.hazards) }
    }
}

fn blocks(hazards: &[Hazard]) -> bool {
    hazards.iter().any(|hazard| hazard.severity == Severity::Block)
}

#[derive(Default)]
struct Outcome {
    migrations: usize,
    failed: usize,
    hazards: usize,
    blocked: bool,
}

impl Outcome {
    fn add(&mut self, verdict: &Verdict) {
        self.failed += usize::from(!verdict.failures.is_empty());
        self.hazards += verdict.hazards;
        self.blocked |= verdict.blocked;
    }

    fn exit(&self, context: &Context, done: &str) -> Exit {
        let mut text =
            format!("{done}: {}, {}", count(self.migrations, "migration"), count(self.hazards, "hazard"));
        if self.failed > 0 {
            text.push_str(&format!("; {} failed", count(self.failed, "migration")));
        }
        context.printer.say(text);
        match (self.failed, self.blocked) {
            (0, false) => Exit::Success,
            (0, true) => Exit::Found,
            _ => Exit::Proof,
        }
    }
}

fn print(
    context: &Context,
    engine: Engine,
    migration: &Migration,
    seen: &Result<Verified, VerifyError>,
    with_old_code: bool,
) {
    let printer = context.printer;
    printer.data(printer.paint_data(Style::Bold, &migration.name));
    let verified = match seen {
        Ok(verified) => verified,
        Err(error) => return failed(context, engine, migration, error),
    };
    for observation in &verified.statements {
        report::statement(observation, |line| printer.data(line));
    }
    report::not_populated(printer, &verified.not_populated);
    for change in verified.rows.iter().filter(|change| !matches!(change, RowChange::RowsAdded { .. })) {
        printer.data(format!("  rows: {change}"));
    }
    for failure in &verified.writes {
        if !failure.is_defect() {
            printer.detail(format!("  not tried: {failure}"));
        } else if let Some(repair) = failure.repair() {
            printer.data(format!("  what repairs it: {repair}"));
        }
    }
    for breaks in verified.old_code.iter().filter(|_| with_old_code) {
        printer.data(format!("  old code: {breaks}"));
    }
    report::hazards(printer, &verified.hazards, &format!("{}/up.sql", migration.name));
    match &verified.back {
        Back::Proven => printer.data("  down came back, and up again reached the same state"),
        Back::None => printer.data("  there is no down.sql"),
        Back::Fails { .. } | Back::Differs { .. } => {}
    }
    for failure in Verdict::of(seen).failures {
        printer.say(format!("{}: {failure}", printer.paint(Style::Bad, "failed")));
    }
}

fn failed(context: &Context, engine: Engine, migration: &Migration, error: &VerifyError) {
    let printer = context.printer;
    let label = printer.paint(Style::Bad, "failed");
    let VerifyError::Up { line, sql, error, on_rows_only } = error else {
        return printer.say(format!("{label}: {}: {error}", migration.name));
    };
    let why = if *on_rows_only { " on rows, though it runs on empty tables" } else { "" };
    printer.say(format!("{label}: {}/up.sql:{line} fails{why}: {}", migration.name, error.message));
    if let Some(detail) = &error.detail {
        printer.say(format!("    {detail}"));
    }
    sql.lines().for_each(|line| printer.say(format!("    {line}")));
    for advice in advice(engine, error) {
        printer.say(format!("{}: {advice}", printer.paint(Style::Bold, "help")));
    }
}

fn value(migration: &Migration, seen: &Result<Verified, VerifyError>, verdict: &Verdict) -> Value {
    let mut value = json!({
        "version": migration.version,
        "name": migration.name,
        "failures": verdict.failures,
    });
    if let Ok(verified) = seen {
        value["statements"] = json!(verified.statements);
        value["rows"] = json!(verified.rows);
        value["writes"] = json!(verified.writes.iter().map(ProbeFailure::to_string).collect::<Vec<_>>());
        value["hazards"] = json!(verified.hazards);
        value["old_code"] = json!(verified.old_code);
        value["not_populated"] = json!(verified.not_populated);
        value["back"] = json!(verified.back);
    }
    value
}
