//! Prints the table of docs/corpus.md: of histories of migrations and schema files in directories that are given, for every step
//! whether the difference of the state before and the state after, written as SQL, leads from one to the other and back.
//!
//! ```sh
//! scripts/test --run cargo run --release -p model-tests --bin corpus -- [--steps] NAME=ENGINE:DIR ...
//! ```
//!
//! ENGINE is `postgres` or `sqlite`; DIR is a directory of Diesel migrations, or of `.sql` files, which are one step each.
//! Nothing is fetched, and nothing is written but scratch databases. The judge on PostgreSQL is `pg_dump`, from the PATH.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it prints a table")]

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use model_cli::intent::IntentArgs;
use model_core::database::{Database, DatabaseError, rows};
use model_core::diff::Pair;
use model_core::generate::{GenerateError, Origin, Stage, StateRooms, compare_settled, replayed};
use model_core::hazard::Facts;
use model_core::introspect;
use model_core::ir::{Engine, Schema};
use model_core::migration::{self, Migration};
use model_core::scratch::{Connector, Scratch};
use model_tests::generate_answering;

type Failed = Box<dyn std::error::Error>;

fn main() -> Result<(), Failed> {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let all_steps = args.iter().position(|arg| arg == "--steps").map(|at| args.remove(at)).is_some();
    let mut rows = Vec::new();
    for arg in &args {
        let (name, rest) = arg.split_once('=').ok_or("an argument has the form NAME=ENGINE:DIR")?;
        let (engine, directory) = rest.split_once(':').ok_or("an argument has the form NAME=ENGINE:DIR")?;
        let engine = if engine == "sqlite" { Engine::Sqlite } else { Engine::Postgres };
        let history = history(Path::new(directory))?;
        let mut corpus = Corpus { scratch: scratch(engine)?, history, steps: Vec::new() };
        let last = corpus.walk(name, all_steps)?;
        rows.push(corpus.row(name, &last));
    }
    println!(
        "| | engine | tables | columns | indexes | enums | other objects | steps | change something | there | and back |"
    );
    println!("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    for row in &rows {
        println!("{row}");
    }
    Ok(())
}

/// Diesel's migrations, or files.
fn history(directory: &Path) -> Result<Vec<Migration>, Failed> {
    let mut files = Vec::new();
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "sql") {
            files.push(path);
        }
    }
    let migrations = migration::read(directory)?.migrations;
    // Beside migrations, files are for other uses.
    if !migrations.is_empty() {
        return Ok(migrations);
    }
    files.sort();
    let read = |path: std::path::PathBuf| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let up = fs::read_to_string(&path)?;
        let dumped = up.contains("search_path");
        // A dump leaves its session without a search path.
        let up = if dumped { format!("{up}\nRESET ALL;") } else { up };
        Ok(Migration { version: name.clone(), name, path, up, down: None, in_transaction: true })
    };
    files.into_iter().map(read).collect()
}

struct Drivers;

impl Connector for Drivers {
    fn postgres(&self, url: &str) -> Result<Box<dyn Database>, DatabaseError> {
        connect(url)
    }

    fn sqlite_memory(&self) -> Result<Box<dyn Database>, DatabaseError> {
        connect(":memory:")
    }
}

fn connect(url: &str) -> Result<Box<dyn Database>, DatabaseError> {
    use model_cli::connect::{Connection, connect};
    match connect(url).map_err(|failure| DatabaseError::new(failure.message))? {
        Connection::Postgres(connection) => Ok(Box::new(connection)),
        Connection::Sqlite(connection) => Ok(Box::new(connection)),
    }
}

fn scratch(engine: Engine) -> Result<Scratch, Failed> {
    Ok(match engine {
        Engine::Postgres => Scratch::postgres_server(Drivers, &std::env::var("MODEL_TEST_POSTGRES_URL")?)?,
        Engine::Sqlite => Scratch::sqlite(Drivers)?,
    })
}

struct Corpus {
    scratch: Scratch,
    history: Vec<Migration>,
    steps: Vec<Step>,
}

/// What became of a step.
struct Step {
    changes: bool,
    there: Result<(), String>,
    back: Result<(), String>,
}

impl Corpus {
    fn walk(&mut self, name: &str, all_steps: bool) -> Result<Schema, Failed> {
        let engine = self.scratch.engine();
        let mut before = Schema::empty(engine);
        for at in 0..self.history.len() {
            let migration = self.history[at].clone();
            let mut database = replayed(&mut self.scratch, &self.history[..at])?;
            if at > 0 && at == self.steps.len() {
                before = introspect::read(&mut database)?;
            }
            let facts = Facts::gather(&mut database, before.clone(), &migration.up, migration.in_transaction);
            let (after, intent) = if let Ok(facts) = facts {
                let intent = renames(&facts);
                (facts.after, intent)
            } else {
                // It runs as one string only.
                let mut database = replayed(&mut self.scratch, &self.history[..=at])?;
                (introspect::read(&mut database)?, IntentArgs::default())
            };
            drop(database);
            let step = self.step(at, &before, &after, &intent)?;
            for (way, result) in [("there", &step.there), ("back", &step.back)] {
                if let Err(why) = result {
                    eprintln!("{name} {} {way}: {why}", migration.name);
                }
            }
            if all_steps && step.there.is_ok() && step.back.is_ok() {
                eprintln!("{name} {} {}", migration.name, if step.changes { "ok" } else { "-" });
            }
            self.steps.push(step);
            before = after;
        }
        Ok(before)
    }

    fn step(
        &mut self,
        at: usize,
        before: &Schema,
        after: &Schema,
        intent: &IntentArgs,
    ) -> Result<Step, Failed> {
        let states = Pair { from: before.clone(), to: after.clone() };
        if before == after {
            return Ok(Step { changes: false, there: Ok(()), back: Ok(()) });
        }
        let origin = Origin::History(migration::History {
            migrations: self.history[..at].to_vec(),
            warnings: Vec::new(),
        });
        let scratch = self.scratch.clone();
        let mut rooms = StateRooms::new(origin, states, || Ok(scratch.clone())).wholly(true);
        let intent = RefCell::new(intent.resolve(after).unwrap_or_default());
        let plan = match generate_answering(after, &intent, &mut rooms, false) {
            Ok(proposal) => proposal.stages,
            Err(error) => {
                let why = told(&error);
                return Ok(Step { changes: true, there: Err(why.clone()), back: Err(why) });
            }
        };
        drop(rooms);
        let (there, back) = self.judged(at, &plan, before, after)?;
        Ok(Step { changes: !plan.is_empty() || there.is_err(), there, back })
    }

    /// What an outsider says of the two ends: `pg_dump`, where there is one, else the catalog as it is read here.
    #[allow(clippy::type_complexity, reason = "the two ways")]
    fn judged(
        &mut self,
        at: usize,
        stages: &[Stage],
        before: &Schema,
        after: &Schema,
    ) -> Result<(Result<(), String>, Result<(), String>), Failed> {
        let mut walked = replayed(&mut self.scratch, &self.history[..at])?;
        let start = dump(&mut walked)?;
        for stage in stages {
            migration::run(&mut walked, &stage.up_sql(), stage.up.in_transaction)?;
        }
        let there = if start.is_some() {
            let mut wanted = replayed(&mut self.scratch, &self.history[..=at])?;
            self.same(dump(&mut walked)?, dump(&mut wanted)?)?
        } else {
            equal(&mut walked, after)?
        };
        for stage in stages.iter().rev() {
            migration::run(&mut walked, &stage.down_sql(), stage.down.in_transaction)?;
        }
        let back =
            if start.is_some() { self.same(dump(&mut walked)?, start)? } else { equal(&mut walked, before)? };
        Ok((there, back))
    }

    /// Whether two dumps say the same. PostgreSQL does not print every expression as it reads it (`x IN (..)` of a varchar, say), so
    /// where they differ both are restored and dumped again.
    fn same(
        &mut self,
        reached: Option<String>,
        wanted: Option<String>,
    ) -> Result<Result<(), String>, Failed> {
        let (mut reached, mut wanted) = (reached.unwrap_or_default(), wanted.unwrap_or_default());
        for _ in 0..2 {
            if differing(&reached, &wanted).is_empty() {
                return Ok(Ok(()));
            }
            reached = self.restored(&reached)?;
            wanted = self.restored(&wanted)?;
        }
        let text = differing(&reached, &wanted);
        Ok(if text.is_empty() { Ok(()) } else { Err(text) })
    }

    fn restored(&mut self, text: &str) -> Result<String, Failed> {
        let mut database = self.scratch.database()?;
        // It is there already.
        database.batch(&text.replace("CREATE SCHEMA public;", ""))?;
        Ok(dump(&mut database)?.unwrap_or_default())
    }

    fn row(&self, name: &str, last: &Schema) -> String {
        let tables = last.tables.values();
        let changing: Vec<&Step> = self.steps.iter().filter(|step| step.changes).collect();
        let share = |count: usize| {
            let per_mille = 1000 * count / changing.len().max(1);
            format!("{count} ({}.{} %)", per_mille / 10, per_mille % 10)
        };
        format!(
            "| {name} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
            last.engine.name(),
            last.tables.len(),
            tables.clone().map(|table| table.columns.len()).sum::<usize>(),
            tables.map(|table| table.indexes.len()).sum::<usize>(),
            last.enums.len(),
            last.others.len(),
            self.steps.len(),
            changing.len(),
            share(changing.iter().filter(|step| step.there.is_ok()).count()),
            share(changing.iter().filter(|step| step.back.is_ok()).count()),
        )
    }
}

/// The renames that the server saw, as flags.
fn renames(facts: &Facts) -> IntentArgs {
    let tables = facts.renamed_tables.iter().map(|(from, to)| format!("{from}={to}"));
    let columns = facts.renamed_columns.iter().map(|(table, from, to)| {
        let now = facts.renamed_tables.iter().find(|(from, _)| from == table).map_or(table, |(_, to)| to);
        format!("{now}.{from}={to}")
    });
    IntentArgs { rename: tables.chain(columns).collect(), ..IntentArgs::default() }
}

fn told(error: &GenerateError) -> String {
    match error {
        GenerateError::Statement { sql, error: cause, .. } => format!("{error}: {cause}: {sql}"),
        GenerateError::Unequal(unequal) => {
            let lines = model_core::diff::describe(&[], &unequal.remaining);
            let lines: Vec<_> = lines.into_iter().map(|line| line.text).collect();
            format!("{error}: {}", lines.join("; "))
        }
        other => other.to_string(),
    }
}

fn equal(database: &mut dyn Database, goal: &Schema) -> Result<Result<(), String>, Failed> {
    let reached = introspect::read(database)?;
    let others =
        |schema: &Schema| schema.others.iter().map(|other| format!("{other:?}")).collect::<BTreeSet<_>>();
    let missing: Vec<_> = others(&reached).symmetric_difference(&others(goal)).cloned().collect();
    let left = compare_settled(database, reached, goal)?;
    let mut lines: Vec<_> =
        model_core::diff::describe(&[], &left).into_iter().map(|line| line.text).collect();
    lines.extend(missing);
    Ok(if lines.is_empty() { Ok(()) } else { Err(lines.join("; ")) })
}

/// What `pg_dump` says; nothing on SQLite.
fn dump(database: &mut dyn Database) -> Result<Option<String>, Failed> {
    if database.engine() == Engine::Sqlite {
        return Ok(None);
    }
    let name = rows::<String>(database, "SELECT to_json(current_database())::text AS row")?.concat();
    let server = std::env::var("MODEL_TEST_POSTGRES_URL")?;
    let (base, _) = server.rsplit_once('/').unwrap_or((&server, ""));
    let url = format!("{base}/{name}");
    let out = Command::new("pg_dump").args(["--schema-only", "--no-owner"]).arg(url).output()?;
    if !out.status.success() {
        return Err(String::from_utf8_lossy(&out.stderr).into_owned().into());
    }
    let text = String::from_utf8(out.stdout)?;
    Ok(Some(text.lines().filter(|line| !line.starts_with('\\')).map(|line| format!("{line}\n")).collect()))
}

/// The statements of a dump, in no order, the columns of a table in none either.
fn statements(dump: &str) -> BTreeMap<String, usize> {
    let mut statements = BTreeMap::new();
    let mut lines: Vec<&str> = Vec::new();
    let dump = without_moments(dump);
    for line in dump.lines().filter(|line| !line.is_empty() && !line.starts_with("--")) {
        lines.push(line.trim_end_matches(','));
        if line.ends_with(';') {
            if lines.first().is_some_and(|first| first.starts_with("CREATE TABLE")) {
                lines.sort_unstable();
            }
            *statements.entry(lines.join("\n")).or_default() += 1;
            lines.clear();
        }
    }
    statements
}

/// Without the moments that `'now'::timestamp` became when a view or function was made: a history that is run twice has two.
fn without_moments(dump: &str) -> String {
    let shape = "dddd-dd-dd dd:dd:dd.";
    let is_moment = |quoted: &str| {
        let fits = |(c, of): (char, char)| if of == 'd' { c.is_ascii_digit() } else { c == of };
        quoted.len() > shape.len()
            && quoted.chars().zip(shape.chars()).all(fits)
            && quoted[shape.len()..].chars().all(|c| c.is_ascii_digit())
    };
    let pieces = dump.split('\'').map(|piece| if is_moment(piece) { "now" } else { piece });
    pieces.collect::<Vec<_>>().join("'")
}

fn differing(reached: &str, wanted: &str) -> String {
    let (reached, wanted) = (statements(reached), statements(wanted));
    let only = |a: &BTreeMap<String, usize>, b: &BTreeMap<String, usize>, sign: &str| {
        let lines = a.iter().filter(|(text, count)| b.get(*text) != Some(*count));
        lines.map(|(text, _)| format!("\n    {sign} {}", text.replace('\n', " "))).collect::<String>()
    };
    only(&wanted, &reached, "-") + &only(&reached, &wanted, "+")
}
