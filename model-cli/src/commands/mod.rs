//! One file a command.

mod check;
mod diff;
mod down;
mod explain;
mod generate;
mod import;
mod init;
mod progress;
mod redo;
mod stamp;
mod status;
mod target;
mod up;
mod verify;

use std::path::PathBuf;

use crate::args::{Cli, Command};
use crate::config::Config;
use crate::connect;
use crate::exit::{Exit, Failure};
use crate::migrate::{self, History, Runner};
use crate::printer::Printer;
use crate::steps::Steps;

/// Runs a command line.
pub fn run(cli: Cli, printer: Printer) -> Result<Exit, Failure> {
    if let Some(directory) = &cli.global.directory {
        std::env::set_current_dir(directory)
            .map_err(|error| Failure::usage(format!("cannot go to {}: {error}", directory.display())))?;
    }
    let start: PathBuf = std::env::current_dir()
        .map_err(|error| Failure::usage(format!("the current directory cannot be told: {error}")))?;
    let config = Config::find(&start, cli.global.database_url)?;
    let context = Context { config, printer, steps: Steps::new(printer) };
    let result = dispatch(&context, cli.command);
    context.steps.finish();
    result
}

fn dispatch(context: &Context, command: Command) -> Result<Exit, Failure> {
    match command {
        Command::Init => init::run(context),
        Command::Import(args) => import::run(context, &args),
        Command::Generate(args) => generate::run(context, &args),
        Command::Diff(args) => diff::run(context, &args),
        Command::Check(args) => check::run(context, &args),
        Command::Verify(args) => verify::run(context, &args),
        Command::Lint(args) => verify::lint(context, &args),
        Command::Explain(args) => explain::run(context, args.code.as_deref()),
        Command::Up(target) => up::run(context, target.target.as_deref()),
        Command::Down(target) => down::run(context, target.target.as_deref()),
        Command::Redo => redo::run(context),
        Command::Status(args) => status::run(context, &args),
        Command::Stamp(args) => stamp::run(context, args.version.as_deref()),
    }
}

/// What every command works with.
pub struct Context {
    /// Settings.
    pub config: Config,
    /// The way to the terminal.
    pub printer: Printer,
    /// What is being done.
    pub steps: Steps,
}

impl Context {
    /// The migrations on disk.
    fn history(&self) -> Result<History, Failure> {
        migrate::history(&self.config.migrations)
    }

    /// The URL of the database, which is of the engine that is asked for.
    fn target(&self) -> Result<&str, Failure> {
        let url = self.config.database_url()?;
        if let Some(wanted) = self.config.settings.engine {
            let actual = connect::engine_of(url)?;
            if wanted != actual {
                return Err(Failure::usage(format!(
                    "model.toml says {}, but {} is {actual}",
                    wanted.name(),
                    connect::shown(url)
                )));
            }
        }
        Ok(url)
    }

    /// A connection to the database.
    fn runner(&self) -> Result<Runner, Failure> {
        Ok(Runner::new(connect::connect(self.target()?)?))
    }

    /// A connection on which no other `cargo model` runs migrations, with Diesel's table.
    fn only_runner(&self) -> Result<Runner, Failure> {
        let mut runner = self.runner()?;
        runner.lock(|| self.printer.say("waiting for another `cargo model` to finish"))?;
        runner.setup()?;
        Ok(runner)
    }
}
