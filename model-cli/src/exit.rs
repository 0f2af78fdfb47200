//! Exit codes and the failures that lead to them.

use std::process::ExitCode;

use crate::scan::diagnostic::Diagnostic;

/// Every exit code of `cargo model`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Everything went well.
    Success = 0,
    /// A check found what it looks for: a difference, a pending migration.
    Found = 1,
    /// The command line, the configuration, the models or the migration directories are wrong.
    Usage = 2,
    /// A question needs an answer; the flags that give it were printed.
    Question = 3,
    /// The database could not be reached, or refused.
    Database = 4,
    /// A migration was made but did not pass its proof; nothing was written.
    Proof = 5,
}

/// The codes as `--help` prints them.
pub const HELP: &str = "Exit codes:
  0  everything went well
  1  a check found a difference, or a pending migration; imported models do not say all that is there
  2  the command line, model.toml, the models or the migration directories are wrong
  3  a question needs an answer: the flags that give it are printed
  4  the database could not be reached, or refused
  5  a migration did not pass its proof: nothing was written";

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command ended early.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
    /// The exit code.
    pub exit: Exit,
    /// What went wrong.
    pub message: String,
    /// What to do about it, each on a line of its own.
    pub hints: Vec<String>,
    /// What is wrong in files, printed first.
    pub diagnostics: Vec<Diagnostic>,
}

impl Failure {
    /// A failure with an exit code.
    pub fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self { exit, message: message.into(), hints: Vec::new(), diagnostics: Vec::new() }
    }

    /// A wrong command line, configuration or migration directory.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, message)
    }

    /// A database that cannot be reached, or that refuses.
    pub fn database(message: impl Into<String>) -> Self {
        Self::new(Exit::Database, message)
    }

    /// Errors in files.
    pub fn files(message: impl Into<String>, diagnostics: Vec<Diagnostic>) -> Self {
        Self { diagnostics, ..Self::usage(message) }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}
