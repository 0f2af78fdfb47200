//! What every command works with.

use crate::config::Config;
use crate::connect;
use crate::exit::Failure;
use crate::migrate::{self, History, Runner};
use crate::printer::Printer;
use crate::steps::Steps;

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
    pub fn history(&self) -> Result<History, Failure> {
        migrate::history(&self.config.migrations)
    }

    /// The URL of the database, which is of the engine that is asked for.
    pub fn target(&self) -> Result<&str, Failure> {
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
    pub fn runner(&self) -> Result<Runner, Failure> {
        Ok(Runner::new(connect::connect(self.target()?)?))
    }

    /// A connection on which no other `cargo model` runs migrations, with Diesel's table.
    pub fn only_runner(&self) -> Result<Runner, Failure> {
        let mut runner = self.runner()?;
        runner.lock(|| self.printer.say("waiting for another `cargo model` to finish"))?;
        runner.setup()?;
        Ok(runner)
    }
}
