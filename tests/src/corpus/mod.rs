//! Directories of migrations and schema files that were not written for this project, and an outsider's judgement of what becomes
//! of them: `pg_dump`, where there is one, else the catalog as it is read back.

mod judge;

use std::fs;
use std::path::{Path, PathBuf};

use model_core::database::{Database, DatabaseError};
use model_core::generate::GenerateError;
use model_core::ir::Engine;
use model_core::migration::{self, Migration};
use model_core::scratch::{Connector, Scratch};

pub use judge::{dump, equal, same};

/// Why something cannot be judged.
pub type Failed = Box<dyn std::error::Error>;

/// `NAME=ENGINE:DIR`.
#[derive(Debug, Clone)]
pub struct Source {
    /// What it is called.
    pub name: String,
    /// What it is for.
    pub engine: Engine,
    /// Diesel migrations, or `.sql` files.
    pub directory: PathBuf,
}

impl Source {
    /// Reads an argument.
    pub fn parse(argument: &str) -> Result<Self, Failed> {
        let parts = argument.split_once('=').and_then(|(name, rest)| Some((name, rest.split_once(':')?)));
        let (name, (engine, directory)) = parts.ok_or("an argument has the form NAME=ENGINE:DIR")?;
        let engine = match engine {
            "postgres" => Engine::Postgres,
            "sqlite" => Engine::Sqlite,
            other => return Err(format!("`{other}` is no engine: postgres or sqlite").into()),
        };
        Ok(Self { name: name.to_owned(), engine, directory: directory.into() })
    }
}

/// Diesel's migrations, or files.
pub fn history(directory: &Path) -> Result<Vec<Migration>, Failed> {
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

/// Databases to try things on: of the server that `MODEL_TEST_POSTGRES_URL` names, or in memory.
pub fn scratch(engine: Engine) -> Result<Scratch, Failed> {
    Ok(match engine {
        Engine::Postgres => Scratch::postgres_server(Drivers, &std::env::var("MODEL_TEST_POSTGRES_URL")?)?,
        Engine::Sqlite => Scratch::sqlite(Drivers)?,
    })
}

/// Why something was not generated, with what the database said.
pub fn told(error: &GenerateError) -> String {
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
