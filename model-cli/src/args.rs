//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::exit;
use crate::intent::IntentArgs;
use crate::printer::{ColorChoice, Volume};
use crate::trial::ProofArgs;

/// Declarative models for Diesel, and migrations that were run before they were written.
#[derive(Debug, Parser)]
#[command(name = "cargo model", bin_name = "cargo model", version, after_help = exit::HELP)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// What holds for every command.
    #[command(flatten)]
    pub global: Global,
}

/// What holds for every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Every command")]
pub struct Global {
    /// Act as if started in this directory
    #[arg(short = 'C', long = "manifest-dir", value_name = "DIR", global = true)]
    pub directory: Option<PathBuf>,
    /// The database, instead of DATABASE_URL from the environment or `.env`
    #[arg(long, value_name = "URL", global = true)]
    pub database_url: Option<String>,
    /// When to use colours: auto (on a terminal, unless NO_COLOR is set), always or never
    #[arg(long, value_name = "WHEN", default_value = "auto", hide_possible_values = true, global = true)]
    pub color: ColorChoice,
    /// Print results and errors only
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Print how long each step took, and the most memory that was used
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write model.toml and create the migrations directory
    Init,
    /// Write models of a database that is there, or of migrations
    Import(Import),
    /// Write the migration that leads to the models, after running it up, down and up on a scratch database
    Generate(Generate),
    /// Print what differs between two states: migrations and models, or what --from and --to name
    Diff(Diff),
    /// Exit with 1 unless models and migrations agree (for CI)
    Check(Check),
    /// Run migrations up, down and up on made-up rows, and report locks, scans, rewrites and hazards
    Verify(Verify),
    /// Report the hazards of migrations
    Lint(Chosen),
    /// Explain a hazard, or list all
    Explain(Explain),
    /// Run pending migrations
    Up(Target),
    /// Revert migrations, the last one by default
    Down(Target),
    /// Revert the last migration and run it again
    Redo,
    /// List migrations: applied, pending, missing, out of order
    Status(Status),
    /// Record migrations as applied without running them
    Stamp(Stamp),
}

/// `generate`.
#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag")]
pub struct Generate {
    /// What the migration does, in words: it becomes the directory's name
    pub name: String,
    /// Write an empty migration to fill in by hand
    #[arg(long)]
    pub empty: bool,
    /// Print the SQL and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Run it on the database afterwards, as `up` does
    #[arg(long)]
    pub apply: bool,
    /// Write it as several migrations that let readers and writers go on (PostgreSQL)
    #[arg(long)]
    pub online: bool,
    /// How to print it: pretty, or json for programs
    #[arg(long, default_value = "pretty", hide_possible_values = true)]
    pub format: Format,
    /// Features that decide what `cfg` keeps, besides those of model.toml
    #[arg(long, value_delimiter = ',')]
    pub features: Vec<String>,
    /// What only a person can say.
    #[command(flatten)]
    pub intent: IntentArgs,
    /// What it is proven on.
    #[command(flatten)]
    pub proof: ProofArgs,
}

/// What `--from` and `--to` take.
const SOURCES: &str = "Sources:
  models                what the models ask for
  migrations            the state after all migrations
  migrations:VERSION    the state after this one
  git:REF               what the models asked for at a revision
  postgres://.. sqlite://..  or the path of an SQLite file: a database, which is only read
  schema.sql            a file of SQL, or a directory of such files, which are run in the order of their names
  empty                 nothing";

/// `diff`.
#[derive(Debug, Args)]
#[command(after_help = SOURCES)]
pub struct Diff {
    /// The state to begin with
    #[arg(long, value_name = "SOURCE", default_value = "migrations")]
    pub from: String,
    /// The state to reach
    #[arg(long, value_name = "SOURCE", default_value = "models")]
    pub to: String,
    /// Compare these schemas only (PostgreSQL)
    #[arg(long, value_name = "NAME")]
    pub schema: Vec<String>,
    /// Leave out tables, types and views of this name, in which `*` stands for any characters
    #[arg(long, value_name = "PATTERN")]
    pub exclude: Vec<String>,
    /// Print the SQL that leads from one to the other, after its proof
    #[arg(long)]
    pub sql: bool,
    /// With --sql or markdown: the several migrations that let readers and writers go on (PostgreSQL)
    #[arg(long)]
    pub online: bool,
    /// How to print it: pretty, json for programs, or markdown for a pull request: changes, hazards, and the SQL after its proof
    #[arg(long, default_value = "pretty", hide_possible_values = true)]
    pub format: DiffFormat,
    /// Exit with 1 if there is a difference
    #[arg(long)]
    pub exit_code: bool,
    /// Features that decide what `cfg` keeps, besides those of model.toml
    #[arg(long, value_delimiter = ',')]
    pub features: Vec<String>,
    /// What only a person can say.
    #[command(flatten)]
    pub intent: IntentArgs,
    /// What the SQL is proven on.
    #[command(flatten)]
    pub proof: ProofArgs,
}

/// `import`.
#[derive(Debug, Args)]
#[command(after_help = SOURCES)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag")]
pub struct Import {
    /// With --annotate: the files and directories whose structs may become models; all if none is given
    #[arg(value_name = "PATH", requires = "annotate")]
    pub paths: Vec<PathBuf>,
    /// Make models of the structs that mirror a `table!` already; only tables without one get models of their own
    #[arg(long)]
    pub annotate: bool,
    /// With --annotate: write no models of tables without a struct
    #[arg(long, requires = "annotate")]
    pub only_annotate: bool,
    /// What to write models of
    #[arg(long, value_name = "SOURCE", default_value = "migrations")]
    pub from: String,
    /// The directory of the models, or their one file; `src/models` by default
    #[arg(long, value_name = "DIR|FILE")]
    pub out: Option<PathBuf>,
    /// Write one file instead of one for each table
    #[arg(long)]
    pub one_file: bool,
    /// Write a newtype for each id: `UserId`
    #[arg(long)]
    pub newtype_ids: bool,
    /// Write a struct to insert for each table: `NewUser`
    #[arg(long)]
    pub new_structs: bool,
    /// Write a struct to update for each table: `UserChanges`
    #[arg(long)]
    pub update_structs: bool,
    /// The tables of these schemas only (PostgreSQL)
    #[arg(long, value_name = "NAME")]
    pub schema: Vec<String>,
    /// Leave out tables of this name, in which `*` stands for any characters
    #[arg(long, value_name = "PATTERN")]
    pub exclude: Vec<String>,
    /// These tables only
    #[arg(long, value_name = "NAME")]
    pub table: Vec<String>,
    /// Write over files that are there
    #[arg(long)]
    pub force: bool,
    /// Print the files and write none
    #[arg(long)]
    pub dry_run: bool,
}

/// `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Do not run the newest migration up, down and up on made-up rows
    #[arg(long)]
    pub no_verify: bool,
    /// Features that decide what `cfg` keeps, besides those of model.toml
    #[arg(long, value_delimiter = ',')]
    pub features: Vec<String>,
    /// What the newest migration is run on.
    #[command(flatten)]
    pub proof: ProofArgs,
}

/// Which migrations `verify` and `lint` are about, and what they run on.
#[derive(Debug, Args)]
pub struct Chosen {
    /// Which migrations; all if none is given
    #[arg(value_name = "VERSION")]
    pub versions: Vec<String>,
    /// Only migrations newer than this one
    #[arg(long, value_name = "VERSION", conflicts_with = "versions")]
    pub since: Option<String>,
    /// How to print it: pretty, or json for programs
    #[arg(long, default_value = "pretty", hide_possible_values = true)]
    pub format: Format,
    /// What they are run on.
    #[command(flatten)]
    pub proof: ProofArgs,
}

/// `verify`.
#[derive(Debug, Args)]
pub struct Verify {
    /// Which migrations.
    #[command(flatten)]
    pub chosen: Chosen,
    /// Report what code that knows the state before each migration cannot do any more after it
    #[arg(long)]
    pub old_code: bool,
    /// The models of the code that still runs, instead of the state before: `git:REF`, or another source as `diff` takes it
    #[arg(long, value_name = "SOURCE")]
    pub previous_models: Option<String>,
}

/// `explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// The hazard's code, as it stands in brackets behind a finding
    pub code: Option<String>,
}

/// How far to go.
#[derive(Debug, Args)]
pub struct Target {
    /// How many migrations, or the version to end at
    #[arg(value_name = "TARGET|N")]
    pub target: Option<String>,
}

/// `status`.
#[derive(Debug, Args)]
pub struct Status {
    /// How to print it: pretty, or json for programs
    #[arg(long, default_value = "pretty", hide_possible_values = true)]
    pub format: Format,
    /// Exit with 1 unless everything is applied
    #[arg(long)]
    pub exit_code: bool,
}

/// `stamp`.
#[derive(Debug, Args)]
pub struct Stamp {
    /// Up to this version; all migrations if none is given
    pub version: Option<String>,
}

/// How to print a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Pretty,
    /// For programs.
    Json,
}

/// How to print a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For people.
    Pretty,
    /// For programs.
    Json,
    /// For a pull request.
    Markdown,
}

impl Diff {
    /// Whether it prints SQL, which is proven first.
    pub fn wants_sql(&self) -> bool {
        self.sql || self.format == DiffFormat::Markdown
    }
}

impl Global {
    /// How much is said.
    pub const fn volume(&self) -> Volume {
        match (self.quiet, self.verbose) {
            (true, _) => Volume::Quiet,
            (false, false) => Volume::Normal,
            (false, true) => Volume::Verbose,
        }
    }
}

impl Cli {
    /// Parses the command line. Cargo runs `cargo-model model ..`: its `model` is left out.
    pub fn from_args(args: impl IntoIterator<Item = std::ffi::OsString>) -> Self {
        let mut args: Vec<_> = args.into_iter().collect();
        if args.get(1).is_some_and(|first| first == "model") {
            args.remove(1);
        }
        Self::parse_from(args)
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn cargo_repeats_the_name() {
        for line in [vec!["cargo-model", "model", "up", "2"], vec!["cargo-model", "up", "2"]] {
            let cli = Cli::from_args(line.into_iter().map(Into::into));
            assert!(matches!(cli.command, Command::Up(Target { target: Some(n) }) if n == "2"));
        }
    }
}
