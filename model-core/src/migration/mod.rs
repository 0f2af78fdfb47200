//! Diesel's migration directories: read, check, write, replay.
//!
//! The rules are those of `diesel_migrations` 2.3 (`migrations_internals`): a migration is a directory with an `up.sql`; its
//! version is the directory's name before the first `_`, dashes left out, and versions are compared as text.

mod read;
mod replay;
mod split;
mod write;

use std::path::PathBuf;

pub use read::read;
pub use replay::{replay, run};
pub use split::{Piece, head, leading_words, split};
pub use write::{NewMigration, slug, write};

/// The longest version that Diesel's table takes, in characters.
pub const MAX_VERSION: usize = 50;

/// A directory's migrations in the order in which they run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// In version order.
    pub migrations: Vec<Migration>,
    /// What is allowed but looks like a mistake.
    pub warnings: Vec<String>,
}

/// One migration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migration {
    /// The version as Diesel stores it.
    pub version: String,
    /// The directory's name.
    pub name: String,
    /// The directory.
    pub path: PathBuf,
    /// The text of up.sql.
    pub up: String,
    /// The text of down.sql, if there is one.
    pub down: Option<String>,
    /// Whether Diesel puts a transaction around it.
    pub in_transaction: bool,
}

/// A migrations directory that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum MigrationError {
    /// A file or directory could not be read or written.
    #[error("{}: {error}", path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// Two directories have one version: Diesel would skip the second in silence.
    #[error("`{first}` and `{second}` have the same version {version}: rename the newer one")]
    Duplicate {
        /// The version.
        version: String,
        /// One directory's name.
        first: String,
        /// The other's.
        second: String,
    },
    /// No up.sql: every command of Diesel would fail.
    #[error("{} has no up.sql: add one, or move the directory out of the migrations", .0.display())]
    NoUp(PathBuf),
    /// A version that Diesel's table does not take.
    #[error("{}: the version before the first `_` is longer than {MAX_VERSION} characters: shorten it", .0.display())]
    LongVersion(PathBuf),
    /// A metadata.toml that Diesel would not understand.
    #[error("{}: {message}", path.display())]
    Metadata {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// Text that is not UTF-8.
    #[error("{} is not UTF-8: save it, or name it, in UTF-8", .0.display())]
    NotUtf8(PathBuf),
    /// The history is not the one that the new migrations were made for.
    #[error("the migrations in {} have changed meanwhile: nothing was written, run it again", .0.display())]
    Changed(PathBuf),
    /// A history that no date comes after.
    #[error(
        "the newest migration `{0}` sorts after any date, so that no new one could follow it: rename it to a date"
    )]
    SortsLast(String),
    /// A migration fails when it is replayed.
    #[error("{}{}: {error}", path.display(), line.map(|line| format!(":{line}")).unwrap_or_default())]
    Replay {
        /// The file.
        path: PathBuf,
        /// The line of the failing statement, where the server tells.
        line: Option<usize>,
        /// What the database said.
        error: Box<crate::database::DatabaseError>,
    },
}
