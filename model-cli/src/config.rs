//! `model.toml`, and what holds without it.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use model_core::generate::Online;
use model_core::hazard::Levels;
use model_core::ir::{Engine, split_extension};
use model_core::lower::LowerOptions;
use serde::Deserialize;

use crate::connect;
use crate::exit::Failure;
use crate::scan::diagnostic::{Diagnostic, Place, SourceFile};
use crate::scan::workspace::{Selection, nearest_manifest};
use crate::scan::{ScanOptions, TypeEntry};

/// The file's name.
pub const FILE: &str = "model.toml";

/// What `cargo model init` writes: every key with its default.
pub const TEMPLATE: &str = r#"# cargo model: every key is optional, and shown with its default.

# The database engine: "postgres" or "sqlite". By default that of DATABASE_URL, else of the models'
# #[diesel(check_for_backend(..))].
# engine = "postgres"

# The database, where neither --database-url nor DATABASE_URL (in the environment or in `.env`) names one. No password here:
# this file is committed. A relative SQLite path is relative to this file.
# database_url = "sqlite://app.db"

# Where migrations are. By default what diesel.toml says, else "migrations".
# migrations = "migrations"

# The packages whose models make up the schema. By default all members of the workspace.
# crates = []

# Features besides the default ones that decide what `cfg` keeps: "a", or "package/a".
# features = []
# no_default_features = false

# What a build script or RUSTFLAGS set for `cfg`: "sqlite", or "backend=\"sqlite\"".
# cfg = []

# Whether doc comments of models and fields become comments in the database (PostgreSQL).
# doc_comments = false

# Extensions that the schema needs besides those that models name (PostgreSQL): "citext", or with their schema
# "extensions.citext".
# extensions = []

# Tables and types that no model describes and that stay as migrations make them: names as they are shown, in which `*` stands for
# any characters: "tower_sessions.*".
# exclude = []

# Types of other crates: what they are in the database.
# [types]
# "rust_decimal::Decimal" = { sql_type = "Numeric", db_type = "numeric(12,2)" }

# What a migration is proven on: rows that are made up for each table (0: none), and a file of your own rows.
# [proof]
# rows = 12
# fixtures = "fixtures.sql"

# How bad a hazard is, by its code (`cargo model explain`): "off", "warn" or "block".
# [hazards]
# no-lock-timeout = "off"

# Whether a change is always written as several migrations that let readers and writers go on, as with --online (PostgreSQL):
# how long each of them waits for a lock, and how many rows a transaction fills at most.
# [online]
# always = false
# lock_timeout = "5s"
# batch = 10000

# Where scratch databases are made (PostgreSQL). By default a private server is started from the installed binaries.
# [scratch]
# url = "postgres://localhost/postgres"
"#;

/// What `model.toml` says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The database engine.
    pub engine: Option<Engine>,
    /// The database, if nothing else names one.
    pub database_url: Option<String>,
    /// Where migrations are, relative to the file.
    pub migrations: Option<PathBuf>,
    /// The packages whose models make up the schema.
    pub crates: Vec<String>,
    /// Features besides the default ones.
    pub features: Vec<String>,
    /// Leave the default features out.
    pub no_default_features: bool,
    /// What `cfg` is besides features and what this machine is.
    pub cfg: Vec<String>,
    /// Doc comments become comments.
    pub doc_comments: bool,
    /// Extensions that the schema needs.
    pub extensions: Vec<String>,
    /// What stays as migrations make it.
    pub exclude: Vec<String>,
    /// Types of other crates.
    pub types: BTreeMap<String, TypeEntry>,
    /// Migrations that let readers and writers go on.
    pub online: OnlineSettings,
    /// Scratch databases.
    pub scratch: Scratch,
    /// What a migration is proven on.
    pub proof: Proof,
    /// How bad which hazard is.
    pub hazards: Levels,
}

impl Settings {
    /// Whether an extension is asked for here.
    #[must_use]
    pub fn has_extension(&self, name: &str) -> bool {
        self.extensions.iter().any(|extension| split_extension(extension).1 == name)
    }

    /// How models are lowered.
    #[must_use]
    pub fn lower_options(&self, engine: Engine) -> LowerOptions {
        LowerOptions { engine, doc_comments: self.doc_comments }
    }
}

/// `[proof]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Proof {
    /// Rows that are made up for each table.
    pub rows: Option<usize>,
    /// SQL with a team's own rows, relative to the file.
    pub fixtures: Option<PathBuf>,
}

/// `[online]`, or `online = true`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged, expecting = "expected true, false, or a table with `always`, `lock_timeout` and `batch`")]
pub enum OnlineSettings {
    /// Whether to do it always.
    Always(bool),
    /// With its settings.
    Table(OnlineTable),
}

/// `[online]`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OnlineTable {
    /// Whether to do it always.
    pub always: bool,
    /// How long a migration waits for a lock.
    pub lock_timeout: String,
    /// How many rows a transaction fills at most.
    pub batch: NonZeroU32,
}

impl Default for OnlineTable {
    fn default() -> Self {
        let Online { lock_timeout, batch } = Online::default();
        Self { always: false, lock_timeout, batch: NonZeroU32::new(batch).unwrap_or(NonZeroU32::MIN) }
    }
}

impl Default for OnlineSettings {
    fn default() -> Self {
        Self::Always(false)
    }
}

impl OnlineSettings {
    /// How to go about it, if it is asked for here or by the flag.
    pub fn resolve(&self, flag: bool) -> Option<Online> {
        let (always, table) = match self {
            Self::Always(always) => (*always, OnlineTable::default()),
            Self::Table(table) => (table.always, table.clone()),
        };
        (flag || always).then(|| Online { lock_timeout: table.lock_timeout, batch: table.batch.get() })
    }
}

/// `[scratch]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Scratch {
    /// The server on which scratch databases are made.
    pub url: Option<String>,
}

/// Keys of the file and of its tables, for suggestions.
const KEYS: &[&str] = &[
    "engine",
    "database_url",
    "migrations",
    "crates",
    "features",
    "no_default_features",
    "cfg",
    "doc_comments",
    "extensions",
    "exclude",
    "types",
    "online",
    "always",
    "lock_timeout",
    "batch",
    "scratch",
    "url",
    "proof",
    "rows",
    "fixtures",
    "hazards",
    "sql_type",
    "db_type",
];

/// Everything a command is told, wherever it stands.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where the project is: the directory of `model.toml`, else of the nearest `Cargo.toml`.
    pub root: PathBuf,
    /// Whether there is a `model.toml`.
    pub file: Option<PathBuf>,
    /// What it says.
    pub settings: Settings,
    /// Where migrations are.
    pub migrations: PathBuf,
    /// The database, if one is named: by the flag, the environment, `.env`, or `model.toml`.
    pub url: Option<String>,
}

impl Config {
    /// Finds out everything from a directory upward. `url` is the flag's.
    pub fn find(start: &Path, url: Option<String>) -> Result<Self, Failure> {
        let file = start.ancestors().map(|dir| dir.join(FILE)).find(|path| path.is_file());
        let settings = file.as_deref().map(read).transpose()?.unwrap_or_default();
        let root = match &file {
            Some(file) => file.parent().unwrap_or(start).to_path_buf(),
            None => nearest_manifest(start).unwrap_or_else(|| start.to_path_buf()),
        };
        let migrations = match &settings.migrations {
            Some(path) => root.join(path),
            None => diesel_toml(start)?.unwrap_or_else(|| root.join("migrations")),
        };
        let url = match url.or_else(|| std::env::var("DATABASE_URL").ok().filter(|url| !url.is_empty())) {
            Some(url) => Some(url),
            None => match dot_env(start)? {
                Some(url) => Some(url),
                None => settings.database_url.as_deref().map(|url| connect::absolute(url, &root)),
            },
        };
        Ok(Self { root, file, settings, migrations, url })
    }

    /// The engine: of the configuration, else of the URL.
    pub fn engine(&self) -> Result<Option<Engine>, Failure> {
        match (self.settings.engine, &self.url) {
            (Some(engine), _) => Ok(Some(engine)),
            (None, Some(url)) => connect::engine_of(url).map(Some),
            (None, None) => Ok(None),
        }
    }

    /// The database, or what to do to name one.
    pub fn database_url(&self) -> Result<&str, Failure> {
        self.url.as_deref().ok_or_else(|| {
            Failure::usage("no database is named")
                .hint("set DATABASE_URL in the environment or in `.env`, `database_url` in model.toml, or give --database-url")
                .hint("postgres://user@host/database, or the path of an SQLite file")
        })
    }

    /// A path as it is shown: relative to the project if it is below it.
    pub fn shown(&self, path: &Path) -> String {
        let short = path.strip_prefix(&self.root).unwrap_or(path);
        short.display().to_string()
    }

    /// What to scan. Features from the command line come on top.
    pub fn scan_options(&self, features: &[String]) -> ScanOptions {
        let settings = &self.settings;
        ScanOptions {
            selection: Selection {
                crates: settings.crates.clone(),
                features: settings.features.iter().chain(features).cloned().collect(),
                no_default_features: settings.no_default_features,
                cfg: settings.cfg.clone(),
            },
            types: settings.types.clone(),
            overlay: BTreeMap::new(),
        }
    }
}

/// Reads a `model.toml`. An error points into it; a key that is not known comes with the nearest one that is.
pub fn read(path: &Path) -> Result<Settings, Failure> {
    let text = text(path)?;
    toml::from_str(&text).map_err(|error: toml::de::Error| in_file(path, text, &error))
}

fn text(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path)
        .map_err(|error| Failure::usage(format!("cannot read {}: {error}", path.display())))
}

fn in_file(path: &Path, text: String, error: &toml::de::Error) -> Failure {
    let shown = PathBuf::from(path.file_name().unwrap_or_default());
    let place =
        Place { file: Arc::new(SourceFile { path: shown, text }), range: error.span().unwrap_or_default() };
    let mut diagnostic = Diagnostic::error(place, error.message().to_owned());
    if let Some(nearest) = unknown_key(error.message()).and_then(nearest_key) {
        diagnostic = diagnostic.help(format!("did you mean `{nearest}`?"));
    }
    Failure::files(format!("{} cannot be used", path.display()), vec![diagnostic])
}

fn unknown_key(message: &str) -> Option<&str> {
    message.strip_prefix("unknown field `")?.split('`').next()
}

fn nearest_key(key: &str) -> Option<&'static str> {
    similar::get_close_matches(key, KEYS, 1, 0.6).first().copied()
}

/// Where Diesel has its migrations: `[migrations_directory].dir` of the nearest `diesel.toml`, relative to it.
fn diesel_toml(start: &Path) -> Result<Option<PathBuf>, Failure> {
    #[derive(Deserialize)]
    struct File {
        migrations_directory: Option<Directory>,
    }
    #[derive(Deserialize)]
    struct Directory {
        dir: PathBuf,
    }
    let Some(path) = start.ancestors().map(|dir| dir.join("diesel.toml")).find(|path| path.is_file()) else {
        return Ok(None);
    };
    let text = text(&path)?;
    let file: File = toml::from_str(&text).map_err(|error| in_file(&path, text.clone(), &error))?;
    let dir = path.parent().unwrap_or(start);
    Ok(file.migrations_directory.map(|table| dir.join(table.dir)))
}

/// DATABASE_URL of the nearest `.env`. A relative SQLite path is relative to that file.
fn dot_env(start: &Path) -> Result<Option<String>, Failure> {
    let Some(path) = start.ancestors().map(|dir| dir.join(".env")).find(|path| path.is_file()) else {
        return Ok(None);
    };
    let wrong =
        |error: dotenvy::Error| Failure::usage(format!("cannot read {}: {}", path.display(), kind(&error)));
    for pair in dotenvy::from_path_iter(&path).map_err(wrong)? {
        let (key, value) = pair.map_err(wrong)?;
        if key == "DATABASE_URL" && !value.is_empty() {
            return Ok(Some(connect::absolute(&value, path.parent().unwrap_or(start))));
        }
    }
    Ok(None)
}

/// An error of `.env` without the line that it is about, which may hold a password.
fn kind(error: &dotenvy::Error) -> String {
    match error {
        dotenvy::Error::LineParse(_, at) => format!("a line cannot be parsed, at its character {}", at + 1),
        dotenvy::Error::Io(error) => error.to_string(),
        dotenvy::Error::EnvVar(error) => error.to_string(),
        _ => "it cannot be parsed".to_owned(),
    }
}
