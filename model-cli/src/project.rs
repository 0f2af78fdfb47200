//! What `generate`, `diff` and `check` work on: the models from source, the history from disk, a scratch database.

use std::path::Path;

use model_core::database::{Database, DatabaseError};
use model_core::desired::Desired;
use model_core::diff::{Line, Question};
use model_core::generate::{FillError, GenerateError, NotRemade, ScratchRooms, is_named};
use model_core::ir::{Engine, Schema};
use model_core::lower::LowerOptions;
use model_core::migration::{self, History};
use model_core::scratch::{
    Cache, Cluster, Connector, Keep, Scratch, ScratchError, ServerBinaries, cache_directory,
};

use crate::config::Config;
use crate::connect::{self, Connection};
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::printer::{Printer, Style};
use crate::scan::{self, Scan};
use crate::steps::{Step, Watched};

/// The models, and the history that shall lead to them.
pub struct Project {
    /// What the models ask for.
    pub desired: Desired,
    /// The migrations.
    pub history: History,
    /// Where the models are written.
    pub scan: Scan,
    /// How they were lowered.
    pub options: LowerOptions,
}

impl Project {
    /// Scans the models and reads the migrations.
    pub fn load(context: &Context, features: &[String]) -> Result<Self, Failure> {
        context.steps.begin(Step::Scan);
        let scan = scan_models(context, features);
        let engine = engine(context, &scan)?;
        let desired = lower_models(context, &context.config, &scan, engine)?;
        let options = context.config.settings.lower_options(engine);
        Ok(Self { desired, history: read_history(context)?, scan, options })
    }

    /// Scratch databases for the history, with the memory of earlier runs.
    pub fn rooms<'a>(&'a self, context: &'a Context) -> Result<Watched<'a, ScratchRooms<'a>>, Failure> {
        context.steps.begin(Step::Server);
        let scratch = scratch(context, self.desired.schema.engine)?;
        let rooms = ScratchRooms::new(scratch, &self.history);
        let rooms = match memory(context) {
            Some((cache, project)) => rooms.remembering(cache, project),
            None => rooms,
        };
        context.steps.end();
        Ok(Watched::new(rooms, &context.steps))
    }
}

/// The models of the project, as far as they can be read.
pub fn scan_models(context: &Context, features: &[String]) -> Scan {
    scan::scan(&context.config.root, context.config.scan_options(features))
}

fn ask_for_extension(extension: &str, schema: &mut Schema) -> Result<(), Failure> {
    schema.ask_for_extension(extension).map_err(|other| {
        Failure::usage(format!(
            "model.toml asks for the extension `{extension}`, and for it in `{other}` as well, or a model does: it can be in one schema only"
        ))
    })
}

/// What models ask for. `config` is that of their revision.
pub fn lower_models(
    context: &Context,
    config: &Config,
    scan: &Scan,
    engine: Engine,
) -> Result<Desired, Failure> {
    let lowered = scan.lower(&config.settings.lower_options(engine));
    let mut desired =
        lowered.map_err(|diagnostics| Failure::files("the models cannot be used", diagnostics))?;
    context.steps.end();
    context.printer.diagnostics(scan.warnings());
    if engine == Engine::Postgres {
        for extension in &config.settings.extensions {
            ask_for_extension(extension, &mut desired.schema)?;
        }
    }
    desired.exclude.clone_from(&config.settings.exclude);
    let models = desired.schema.tables.keys().chain(desired.schema.enums.keys());
    if let Some(name) = models.into_iter().find(|name| is_named(&desired.exclude, name)) {
        return Err(Failure::usage(format!(
            "there is a model of `{name}`, which `exclude` in model.toml leaves out"
        )));
    }
    Ok(desired)
}

/// The migrations.
pub fn read_history(context: &Context) -> Result<History, Failure> {
    context.steps.begin(Step::History);
    let read = migration::read(&context.config.migrations);
    let history = read.map_err(|error| Failure::usage(error.to_string()))?;
    context.steps.end();
    warn_of(context.printer, &history.warnings);
    Ok(history)
}

/// How many warnings about an old history are said each time.
const WARNINGS: usize = 3;

fn warn_of(printer: Printer, warnings: &[String]) {
    // The one that is left over is said as well: it takes no more room than to say that there is one.
    let said = if printer.is_verbose() || warnings.len() <= WARNINGS + 1 { warnings.len() } else { WARNINGS };
    warnings.iter().take(said).for_each(|warning| printer.warn(warning));
    if said < warnings.len() {
        let more = warnings.len() - said;
        printer.warn(format!("{more} more like these about the migrations: `--verbose` lists them"));
    }
}

/// Where read states are remembered, and the name under which this project's models are.
pub fn memory(context: &Context) -> Option<(Cache, String)> {
    let directory = cache_directory()?;
    Some((Cache::new(directory.join("schemas")), context.config.root.display().to_string()))
}

/// Drops scratch databases and the server, which takes time.
pub fn stop<T>(context: &Context, rooms: T) {
    context.steps.begin(Step::Stop);
    drop(rooms);
    context.steps.end();
}

/// The migrations and a scratch server for them, whatever the models are like.
pub fn history_and_scratch(context: &Context) -> Result<(History, Scratch), Failure> {
    let history = read_history(context)?;
    let engine = match context.config.engine()? {
        Some(engine) => engine,
        None => engine(context, &scan_models(context, &[]))?,
    };
    context.steps.begin(Step::Server);
    let scratch = scratch(context, engine)?;
    context.steps.end();
    Ok((history, scratch))
}

/// The engine: of the configuration or the database URL, else of the models, else of other structs of Diesel.
pub fn engine(context: &Context, scan: &Scan) -> Result<Engine, Failure> {
    if let Some(engine) = context.config.engine()? {
        return Ok(engine);
    }
    scan.engine().ok_or_else(|| {
        Failure::usage("it is not known for which database the models are")
            .hint(
                "write `engine = \"postgres\"` or `engine = \"sqlite\"` into model.toml, or set DATABASE_URL",
            )
            .hint("or let every model say it: `#[diesel(check_for_backend(diesel::pg::Pg))]`")
    })
}

struct Drivers;

impl Connector for Drivers {
    fn postgres(&self, url: &str) -> Result<Box<dyn Database>, DatabaseError> {
        open(url)
    }

    fn sqlite_memory(&self) -> Result<Box<dyn Database>, DatabaseError> {
        open(":memory:")
    }
}

fn open(url: &str) -> Result<Box<dyn Database>, DatabaseError> {
    match connect::connect(url).map_err(|failure| DatabaseError::new(failure.message))? {
        Connection::Postgres(connection) => Ok(Box::new(connection)),
        Connection::Sqlite(connection) => Ok(Box::new(connection)),
    }
}

/// Scratch databases of an engine: on the configured server, else on a private one.
fn scratch(context: &Context, engine: Engine) -> Result<Scratch, Failure> {
    start_scratch(context, engine)
        .map_err(|error| Failure::database(format!("there is no scratch database: {error}")))
}

/// The same, for who has errors of its own.
pub fn start_scratch(context: &Context, engine: Engine) -> Result<Scratch, ScratchError> {
    match (engine, &context.config.settings.scratch.url) {
        (Engine::Sqlite, _) => Scratch::sqlite(Drivers),
        (Engine::Postgres, Some(url)) => Scratch::postgres_server(Drivers, url),
        (Engine::Postgres, None) => {
            let binaries = ServerBinaries::find()?;
            let keep = cache_directory().map_or(Keep::Temporary, Keep::Warm);
            Scratch::postgres_cluster(Drivers, Cluster::start(&binaries, &keep)?)
        }
    }
}

/// Prints what changes, a line each.
pub fn print_lines(printer: Printer, lines: &[Line]) {
    for line in lines {
        printer.data(shown(line, |style, text| printer.paint_data(style, text)));
    }
}

fn shown(line: &Line, paint: impl Fn(Style, &str) -> String) -> String {
    use model_core::diff::Mark;
    let style = match line.mark {
        Mark::Added => Style::Good,
        Mark::Dropped => Style::Bad,
        Mark::Altered | Mark::Renamed => Style::Warn,
    };
    let sign = paint(style, &line.mark.sign().to_string());
    format!("{}{sign} {}", "    ".repeat(line.depth), line.text)
}

fn unanswered(questions: &[Question]) -> Failure {
    let text = format!("{} to answer first; nothing was written", count(questions.len(), "question"));
    questions.iter().fold(Failure::new(Exit::Question, text), |failure, question| {
        let flags = question.flags().join("\n         or: ");
        failure.hint(format!("{question}\n    answer: {flags}"))
    })
}

/// A failed generation as what the user reads.
pub fn failure(error: GenerateError, root: &Path) -> Failure {
    match error {
        GenerateError::Renames(errors) => Failure::usage(error_text(&errors)),
        GenerateError::Views(faults) => faults
            .iter()
            .fold(Failure::usage(error_text(&faults)), |failure, fault| failure.hint(fault.help())),
        GenerateError::Questions(questions) => unanswered(&questions),
        GenerateError::Models { sql, error } => with_detail(
            Failure::usage(format!("the database refuses what the models ask for: {}", error.message)),
            &error,
        )
        .hint(format!("the statement was:\n{}", indented(&sql))),
        GenerateError::NoTarget { .. } => Failure::usage(error.to_string()).hint(
            "write a migration that makes it first (`cargo model generate NAME --empty`), or a model of it",
        ),
        GenerateError::ServerTooOld { since, .. } => Failure::usage(error.to_string()).hint(format!(
            "leave it out, or name the directory of the programs of PostgreSQL {since} in MODEL_PG_BIN"
        )),
        GenerateError::Statement { direction, sql, error } => {
            let message = format!(
                "the migration failed its proof, running {direction}: {}; nothing was written",
                error.message
            );
            with_detail(Failure::new(Exit::Proof, message), &error)
                .hint(format!("the statement was:\n{}", indented(&sql)))
        }
        GenerateError::Unequal(unequal) => {
            let mut text = format!(
                "after running {} the schema is not what it should be; nothing was written",
                unequal.direction
            );
            for line in unequal.describe() {
                text.push_str("\n    ");
                text.push_str(&shown(&line, |_, text| text.to_owned()));
            }
            Failure::new(Exit::Proof, text)
                .hint("what is listed would still have to change; please report it with the model")
        }
        GenerateError::Broken { direction, object, error } => Failure::new(
            Exit::Proof,
            format!(
                "after running {direction} the {} `{}` does not work any more: {}; nothing was written",
                object.kind, object.name, error.message
            ),
        )
        .hint("drop or change it in a migration of your own first (`cargo model generate NAME --empty`)"),
        GenerateError::InTheWay { .. } | GenerateError::NotMadeAgain { .. } => {
            Failure::new(Exit::Proof, format!("{error}; nothing was written"))
                .hint("`cargo model generate NAME --empty` begins a migration of your own")
        }
        GenerateError::Kept { .. } | GenerateError::NotDropped { .. } => {
            Failure::new(Exit::Proof, format!("{error}; nothing was written")).hint(
                "drop or change it in a migration of your own first (`cargo model generate NAME --empty`)",
            )
        }
        GenerateError::Rows { direction, rows } => {
            let mut text = format!("{direction} does not keep the rows; nothing was written");
            for change in rows {
                text.push_str(&format!("\n    {change}"));
            }
            Failure::new(Exit::Proof, text)
        }
        GenerateError::Writes(failures) => {
            let mut text = "after the migration a table cannot be written to; nothing was written".to_owned();
            for failure in &failures {
                text.push_str(&format!("\n    {failure}"));
            }
            let repairs = failures.iter().filter_map(|failure| failure.repair());
            repairs.fold(Failure::new(Exit::Proof, text), |failure, repair| {
                failure.hint(format!("what repairs it: {repair}"))
            })
        }
        GenerateError::Fill(FillError::Fixtures(error)) => with_detail(
            Failure::usage(format!(
                "the fixtures cannot be loaded into the state before the migration: {}",
                error.message
            )),
            &error,
        ),
        GenerateError::History(error) => {
            let text = error.to_string().replace(&format!("{}/", root.display()), "");
            Failure::usage(format!("the migrations cannot be replayed on an empty database: {text}"))
        }
        GenerateError::Scratch(error) => Failure::database(format!("there is no scratch database: {error}")),
        GenerateError::Script { name, line, error } => {
            let line = line.map(|line| format!(":{line}")).unwrap_or_default();
            with_detail(Failure::usage(format!("{name}{line}: {}", error.message)), &error)
                .hint("it is run on an empty database; of a dump, take what `pg_dump --schema-only --no-owner --no-privileges` or `sqlite3 app.db .schema` prints")
        }
        GenerateError::NotRemade(lack) => {
            let text = "nothing can be proven: the state to begin with could not be made again on a scratch database";
            Failure::new(Exit::Proof, format!("{text}{}", lacking(&lack)))
                .hint("leave out what the difference is not about: `--exclude NAME`")
        }
        GenerateError::Database(error) | GenerateError::Fill(FillError::Database(error)) => {
            with_detail(Failure::database(error.message.clone()), &error)
        }
    }
}

fn error_text<T: ToString>(items: &[T]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// What a copy lacks, a line each.
pub fn lacking(lack: &NotRemade) -> String {
    let mut text = String::new();
    for line in lack.describe() {
        text.push_str("\n    ");
        text.push_str(&shown(&line, |_, text| text.to_owned()));
    }
    for (sql, error) in &lack.refused {
        let first = sql.lines().next().unwrap_or_default();
        text.push_str(&format!("\n    refused: {first} ..: {}", error.message));
    }
    text
}

fn with_detail(mut failure: Failure, error: &DatabaseError) -> Failure {
    for text in [&error.detail, &error.hint].into_iter().flatten() {
        failure = failure.hint(text.clone());
    }
    failure
}

fn indented(sql: &str) -> String {
    sql.lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}

/// `1 table`, `2 tables`.
pub fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}
