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

use model_cli::intent::IntentArgs;
use model_core::diff::Pair;
use model_core::generate::{Origin, Stage, StateRooms, Trial, replayed};
use model_core::hazard::Facts;
use model_core::introspect;
use model_core::ir::Schema;
use model_core::migration::{self, Migration};
use model_core::scratch::Scratch;
use model_tests::corpus::{Failed, Source, dump, equal, history, same, scratch, told};
use model_tests::generate_answering;

fn main() -> Result<(), Failed> {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let all_steps = args.iter().position(|arg| arg == "--steps").map(|at| args.remove(at)).is_some();
    let mut rows = Vec::new();
    for arg in &args {
        let source = Source::parse(arg)?;
        let history = history(&source.directory)?;
        let mut corpus = Corpus { scratch: scratch(source.engine)?, history, steps: Vec::new() };
        let last = corpus.walk(&source.name, all_steps)?;
        rows.push(corpus.row(&source.name, &last));
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
        let plan = match generate_answering(after, &intent, &mut rooms, &Trial::default(), false) {
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
        let there = match dump(&mut walked)? {
            Some(reached) => {
                let wanted = dump(&mut replayed(&mut self.scratch, &self.history[..=at])?)?;
                same(&mut self.scratch, reached, wanted.unwrap_or_default())?
            }
            None => equal(&mut walked, after)?,
        };
        for stage in stages.iter().rev() {
            migration::run(&mut walked, &stage.down_sql(), stage.down.in_transaction)?;
        }
        let back = match dump(&mut walked)?.zip(start) {
            Some((reached, start)) => same(&mut self.scratch, reached, start)?,
            None => equal(&mut walked, before)?,
        };
        Ok((there, back))
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
