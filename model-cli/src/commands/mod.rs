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
use crate::context::Context;
use crate::exit::{Exit, Failure};
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
