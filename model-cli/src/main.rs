//! cargo model.

use std::process::ExitCode;

use model_cli::args::Cli;
use model_cli::commands;
use model_cli::printer::Printer;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::from_args(std::env::args_os());
    let printer = Printer::new(cli.global.color, cli.global.volume());
    match commands::run(cli, printer) {
        Ok(exit) => exit.into(),
        Err(failure) => {
            printer.failure(&failure);
            failure.exit.into()
        }
    }
}
