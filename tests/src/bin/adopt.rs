//! Prints the table "Imported" of docs/corpus.md: of histories of migrations and schema files in directories that are given, what
//! `cargo model import` makes of them.
//!
//! ```sh
//! cargo build -p model-cli
//! scripts/test --run cargo run -p model-tests --bin adopt -- [--target DIR] [--keep DIR] [--no-build] NAME=ENGINE:DIR ...
//! ```
//!
//! Each is imported into a package of its own, with the dependencies that the command names; that is built, in the one directory
//! `--target`; `cargo model check` compares its models with its migrations. Then the models are made where nothing is but what they
//! stand on, and after them all that no model describes: `pg_dump` tells whether that is the database that the migrations make.
//! Nothing is fetched (the dependencies are those that this workspace is tested with), and nothing is written but scratch databases
//! and the packages (`--keep` says where).
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it prints a table")]

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use model_cli::scan::{Scan, ScanOptions, scan};
use model_core::database::Database as _;
use model_core::desired::Desired;
use model_core::diff::{Intent, Pair, describe};
use model_core::generate::{
    Origin, Proposal, Script, StateRooms, Trial, adopt_sequences, base, compare_settled, grounded,
    materialise, replayed, statements,
};
use model_core::introspect;
use model_core::ir::{Engine, Schema};
use model_core::lower::LowerOptions;
use model_core::migration::{self, Migration};
use model_core::scratch::Scratch;
use model_tests::corpus::{Failed, Source, dump, equal, history, same, scratch, told};
use model_tests::generate_answering;

fn main() -> Result<(), Failed> {
    let mut options = Options::default();
    let mut sources = Vec::new();
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or_else(|| format!("{arg} names a directory"));
        match arg.as_str() {
            "--target" => options.target = Some(std::path::absolute(value()?)?),
            "--keep" => options.keep = Some(std::path::absolute(value()?)?),
            "--no-build" => options.is_unbuilt = true,
            _ => sources.push(Source::parse(&arg)?),
        }
    }
    let temporary = std::env::temp_dir().join(format!("model_adopt_{}", std::process::id()));
    let root = options.keep.clone().unwrap_or_else(|| temporary.clone());
    let mut rows = Vec::new();
    for source in &sources {
        let directory = root.join(source.directory.file_name().unwrap_or_default());
        rows.push(Adoption::new(source, directory, &options)?.row()?);
    }
    if options.keep.is_none() {
        fs::remove_dir_all(&temporary)?;
    }
    println!(
        "| | engine | tables | columns | indexes | keys and checks | enums | other objects | models | columns in them | left out | builds | \
         `check` | same dump |"
    );
    println!("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|---|---|");
    for row in &rows {
        println!("{row}");
    }
    Ok(())
}

#[derive(Default)]
struct Options {
    target: Option<PathBuf>,
    keep: Option<PathBuf>,
    is_unbuilt: bool,
}

/// A package into which something is imported.
struct Adoption<'a> {
    source: &'a Source,
    directory: PathBuf,
    options: &'a Options,
    scratch: Scratch,
    history: Vec<Migration>,
    state: Schema,
}

/// What went wrong, if anything.
type Verdict = Result<(), String>;

impl<'a> Adoption<'a> {
    fn new(source: &'a Source, directory: PathBuf, options: &'a Options) -> Result<Self, Failed> {
        let history = history(&source.directory)?;
        let mut scratch = scratch(source.engine)?;
        let state = introspect::read(&mut replayed(&mut scratch, &history)?)?;
        Ok(Self { source, directory, options, scratch, history, state })
    }

    fn row(mut self) -> Result<String, Failed> {
        self.package()?;
        let said = self.cargo_model(&["import", "--from", "migrations"])?;
        let said = String::from_utf8(said.stderr)?;
        let left: Vec<&str> = section(&said, "the models do not say ").collect();
        self.tell("left out", left.iter().copied());
        let manifest = format!("{MANIFEST}{}", dependencies(&said, self.source.engine)?);
        fs::write(self.directory.join("Cargo.toml"), manifest)?;
        let builds = if self.options.is_unbuilt { None } else { Some(self.build()?) };
        let checked = self.cargo_model(&["check", "--no-verify"])?;
        let checked = verdict(&checked);
        let scan = scan(&self.directory, ScanOptions::default());
        let law = self.law(&scan)?;
        let shown = |what: &str, verdict: &Verdict| match verdict {
            Ok(()) => "yes",
            Err(why) => {
                self.tell(what, why.lines());
                "no"
            }
        };
        let builds = builds.as_ref().map_or("-", |verdict| shown("build", verdict));
        let (checked, law) = (shown("check", &checked), shown("dump", &law));
        let tables = || self.state.tables.values();
        let models = scan.models();
        Ok(format!(
            "| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {builds} | {checked} | {law} |",
            self.source.name,
            self.source.engine.name(),
            tables().count(),
            tables().map(|table| table.columns.len()).sum::<usize>(),
            tables().map(|table| table.indexes.len()).sum::<usize>(),
            tables()
                .map(|table| {
                    usize::from(table.primary_key.is_some())
                        + table.uniques.len()
                        + table.foreign_keys.len()
                        + table.checks.len()
                        + table.exclusions.len()
                })
                .sum::<usize>(),
            self.state.enums.len(),
            self.state.others.len(),
            models.len(),
            models.iter().map(|model| model.def.fields.len()).sum::<usize>(),
            left.len(),
        ))
    }

    fn tell<'l>(&self, what: &str, lines: impl Iterator<Item = &'l str>) {
        for line in lines.filter(|line| !line.trim().is_empty()) {
            eprintln!("{} {what}: {line}", self.source.name);
        }
    }

    /// A new package with the migrations.
    fn package(&self) -> Result<(), Failed> {
        let _ = fs::remove_dir_all(&self.directory);
        let at = |name: &str| self.directory.join(name);
        fs::create_dir_all(at("src"))?;
        fs::write(at("Cargo.toml"), MANIFEST)?;
        fs::write(at("src/lib.rs"), "pub mod models;\n")?;
        let mut settings = format!("engine = \"{}\"\n", self.source.engine.name());
        if self.source.engine == Engine::Postgres {
            settings
                .push_str(&format!("[scratch]\nurl = \"{}\"\n", std::env::var("MODEL_TEST_POSTGRES_URL")?));
        }
        fs::write(at("model.toml"), settings)?;
        for (n, migration) in self.history.iter().enumerate() {
            // Files have no version.
            let is_file = migration.path.is_file();
            let name =
                if is_file { format!("{:04}_{}", n + 1, migration.name) } else { migration.name.clone() };
            let directory = at("migrations").join(name);
            fs::create_dir_all(&directory)?;
            fs::write(directory.join("up.sql"), &migration.up)?;
            fs::write(directory.join("down.sql"), migration.down.as_deref().unwrap_or("SELECT 1;\n"))?;
            if !migration.in_transaction {
                fs::write(directory.join("metadata.toml"), "run_in_transaction = false\n")?;
            }
        }
        Ok(())
    }

    /// Runs the real command, which was built beside this one.
    fn cargo_model(&self, args: &[&str]) -> Result<Output, Failed> {
        let program = std::env::current_exe()?.with_file_name("cargo-model");
        if !program.is_file() {
            return Err("there is no cargo-model: `cargo build -p model-cli`".into());
        }
        Ok(Command::new(program).args(args).current_dir(&self.directory).output()?)
    }

    fn build(&self) -> Result<Verdict, Failed> {
        // The versions that are there already.
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
        fs::copy(lock, self.directory.join("Cargo.lock"))?;
        let mut cargo = Command::new("cargo");
        cargo.args(["check", "--quiet", "--offline"]).current_dir(&self.directory);
        if let Some(target) = &self.options.target {
            cargo.env("CARGO_TARGET_DIR", target);
        }
        Ok(verdict(&cargo.output()?))
    }

    /// From nothing: what the models stand on, the models, and what no model describes.
    fn law(&mut self, scan: &Scan) -> Result<Verdict, Failed> {
        let options = LowerOptions { engine: self.source.engine, doc_comments: false };
        let desired = match scan.lower(&options) {
            Ok(desired) => grounded(&desired, &self.state),
            Err(errors) => {
                let lines: Vec<String> = errors.iter().map(|error| error.render(false)).collect();
                return Ok(Err(lines.join("\n")));
            }
        };
        let base = base(&desired);
        let mut made = materialise(&desired, &mut self.scratch.database()?)?;
        adopt_sequences(&mut made, &self.state);
        let ground = materialise(&base, &mut self.scratch.database()?)?;
        let states = Pair { from: ground, to: made };
        let models = match self.way(Origin::Models(Box::new(base.clone())), states, false) {
            Ok(proposal) => proposal,
            Err(why) => return Ok(Err(format!("the models: {why}"))),
        };
        let mut scripts = vec![ground_script(&base)];
        scripts.extend(self::scripts(&models));
        let mut database = self.scratch.database()?;
        scripts.iter().try_for_each(|script| database.batch(&script.sql))?;
        let reached = introspect::read(&mut database)?;
        let left = compare_settled(&mut database, reached.clone(), &self.state, false)?;
        // What differs in the tables is what the models do not say.
        let lines: Vec<String> = describe(&[], &left).into_iter().map(|line| line.text).collect();
        if !lines.is_empty() {
            return Ok(Err(format!("the models do not lead to the tables:\n{}", lines.join("\n"))));
        }
        let states = Pair { from: reached, to: self.state.clone() };
        let rest = match self.way(Origin::Scripts(scripts.clone()), states, true) {
            Ok(proposal) => proposal,
            Err(why) => return Ok(Err(format!("what no model describes: {why}"))),
        };
        let mut database = self.scratch.database()?;
        scripts.iter().try_for_each(|script| database.batch(&script.sql))?;
        for stage in &rest.stages {
            migration::run(&mut database, &stage.up_sql(), stage.up.in_transaction)?;
        }
        match dump(&mut database)? {
            Some(reached) => {
                let wanted = dump(&mut replayed(&mut self.scratch, &self.history)?)?;
                same(&mut self.scratch, reached, wanted.unwrap_or_default())
            }
            None => equal(&mut database, &self.state),
        }
    }

    fn way(&self, origin: Origin, states: Pair<Schema>, is_whole: bool) -> Result<Proposal, String> {
        let goal = states.to.clone();
        let scratch = self.scratch.clone();
        let mut rooms = StateRooms::new(origin, states, || Ok(scratch.clone())).wholly(is_whole);
        let intent = RefCell::new(Intent::default());
        generate_answering(&goal, &intent, &mut rooms, &Trial::default(), false).map_err(|error| told(&error))
    }
}

const MANIFEST: &str = "[package]\nname = \"adopted\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n";

/// The dependencies that the command asks for: this model-core, and no client library of PostgreSQL.
fn dependencies(said: &str, engine: Engine) -> Result<String, Failed> {
    let asked = said.lines().find_map(|line| line.strip_prefix("the models need diesel"));
    let asked = asked.ok_or_else(|| format!("nothing was imported:\n{said}"))?;
    let features = asked.strip_prefix(" with the features ").and_then(|rest| rest.split_once(", and in "));
    let own = match engine {
        Engine::Postgres => "\"postgres_backend\"",
        Engine::Sqlite => "\"sqlite\"",
    };
    let features = features.map_or_else(|| own.to_owned(), |(features, _)| format!("{own}, {features}"));
    let mut text = format!("diesel = {{ version = \"2.3\", features = [{features}] }}\n");
    let core = Path::new(env!("CARGO_MANIFEST_DIR")).join("../model-core");
    for line in section(said, "the models need diesel") {
        let version = format!("version = \"{}\"", env!("CARGO_PKG_VERSION"));
        text.push_str(&line.replace(&version, &format!("path = \"{}\"", core.display())));
        text.push('\n');
    }
    Ok(text)
}

/// The indented lines behind a heading.
fn section<'s>(said: &'s str, heading: &str) -> impl Iterator<Item = &'s str> {
    let lines = said.lines().skip_while(move |line| !line.starts_with(heading)).skip(1);
    lines.map_while(|line| line.strip_prefix("    "))
}

fn verdict(output: &Output) -> Verdict {
    if output.status.success() {
        return Ok(());
    }
    let text = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text).into_owned());
    Err(text.concat())
}

fn ground_script(base: &Desired) -> Script {
    let sql = statements(base).iter().map(|statement| format!("{};\n", statement.sql)).collect();
    Script { name: "what the models stand on".to_owned(), sql }
}

fn scripts(proposal: &Proposal) -> Vec<Script> {
    let script =
        |stage: &model_core::generate::Stage| Script { name: "the models".to_owned(), sql: stage.up_sql() };
    proposal.stages.iter().map(script).collect()
}
