//! What `--from` and `--to` name, and the state that it stands for.

use std::cell::OnceCell;
use std::fmt;
use std::path::{Path, PathBuf};

use model_core::desired::Desired;
use model_core::generate::{GenerateError, Origin, Script, adopt_sequences, grounded};
use model_core::introspect;
use model_core::ir::{Engine, Schema};
use model_core::migration::History;
use model_core::scratch::Scratch;

use crate::config::{self, Config};
use crate::connect;
use crate::context::Context;
use crate::exit::Failure;
use crate::git::Revision;
use crate::project::{failure, lower_models, memory, read_history, scan_models, start_scratch};
use crate::scan;
use crate::steps::Step;

/// Something that has a state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The models.
    Models,
    /// The migrations: all, or those up to a version.
    Migrations(Option<String>),
    /// The models at a git revision.
    Git(String),
    /// A database.
    Database(String),
    /// A file of SQL, or a directory of such files.
    Sql(PathBuf),
    /// Nothing.
    Empty,
}

impl Source {
    /// Reads what a flag says. A file that is named has to be there.
    pub fn parse(text: &str) -> Result<Self, Failure> {
        let path = Path::new(text);
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        Ok(match text {
            "models" => Self::Models,
            "migrations" => Self::Migrations(None),
            "empty" => Self::Empty,
            _ => match (text.split_once(':'), extension) {
                (Some(("migrations", version)), _) if !version.is_empty() => {
                    Self::Migrations(Some(version.to_owned()))
                }
                (Some(("git", revision)), _) if !revision.is_empty() => Self::Git(revision.to_owned()),
                (Some(("postgres" | "postgresql" | "sqlite" | "file", _)), _) => {
                    connect::engine_of(text)?;
                    Self::Database(text.to_owned())
                }
                _ if path.is_dir() => Self::Sql(path.to_owned()),
                (_, "sql") if path.is_file() => Self::Sql(path.to_owned()),
                (_, "db" | "sqlite" | "sqlite3") if path.is_file() => Self::Database(text.to_owned()),
                (_, "sql" | "db" | "sqlite" | "sqlite3") => {
                    return Err(Failure::usage(format!("there is no file {}", connect::shown(text))));
                }
                _ => return Err(unknown(text)),
            },
        })
    }

    /// Whether nothing is in it but what models describe.
    pub const fn is_of_models(&self) -> bool {
        matches!(self, Self::Models | Self::Git(_))
    }
}

fn unknown(text: &str) -> Failure {
    Failure::usage(format!("`{}` is no state that can be compared", connect::shown(text)))
        .hint("give models, migrations, migrations:VERSION, git:REF, empty, the URL of a database, a .db file, a .sql file or a directory of these")
}

/// As messages call it. No password is in it.
impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Models => f.write_str("models"),
            Self::Migrations(None) => f.write_str("migrations"),
            Self::Migrations(Some(version)) => write!(f, "migrations:{version}"),
            Self::Git(revision) => write!(f, "git:{revision}"),
            Self::Database(url) => f.write_str(&connect::shown(url)),
            Self::Sql(path) => write!(f, "{}", path.display()),
            Self::Empty => f.write_str("empty"),
        }
    }
}

/// A state that was read.
pub struct State {
    /// What it is.
    pub schema: Schema,
    /// Where it comes from.
    pub origin: Origin,
}

impl State {
    /// What is asked for where this state is the one to reach.
    pub fn desired(&self) -> Desired {
        match &self.origin {
            Origin::Models(desired) => (**desired).clone(),
            _ => Desired::of(self.schema.clone()),
        }
    }
}

/// Reads sources of one engine.
pub struct Reader<'a> {
    context: &'a Context,
    features: &'a [String],
    engine: Engine,
    scratch: OnceCell<Scratch>,
}

impl<'a> Reader<'a> {
    /// A reader for two sources, which have to be of one engine.
    pub fn new(
        context: &'a Context,
        features: &'a [String],
        from: &Source,
        to: &Source,
    ) -> Result<Self, Failure> {
        let engine = match (own_engine(context, features, from)?, own_engine(context, features, to)?) {
            (Some(a), Some(b)) if a != b => {
                return Err(Failure::usage(format!(
                    "{from} is {a} and {to} is {b}: only states of one engine can be compared"
                )));
            }
            (Some(engine), _) | (None, Some(engine)) => engine,
            // Migrations and SQL do not say which engine they are for.
            (None, None) => match context.config.engine()? {
                Some(engine) => engine,
                None => crate::project::engine(context, &scan_models(context, features))?,
            },
        };
        Ok(Self { context, features, engine, scratch: OnceCell::new() })
    }

    /// The engine of both sources.
    pub const fn engine(&self) -> Engine {
        self.engine
    }

    /// Scratch databases, on a server that is started when it is first asked for.
    pub fn scratch(&self) -> Result<Scratch, GenerateError> {
        if let Some(scratch) = self.scratch.get() {
            return Ok(scratch.clone());
        }
        let scratch = start_scratch(self.context, self.engine)?;
        Ok(self.scratch.get_or_init(|| scratch).clone())
    }

    /// Reads a state.
    pub fn read(&self, source: &Source) -> Result<State, Failure> {
        self.read_beside(source, None)
    }

    /// Reads a state; models are made beside what another state has and they cannot say.
    fn read_beside(&self, source: &Source, other: Option<&Schema>) -> Result<State, Failure> {
        let steps = &self.context.steps;
        let origin = match (self.origin(source)?, other) {
            (Origin::Models(desired), Some(other)) => Origin::Models(Box::new(grounded(&desired, other))),
            (origin, _) => origin,
        };
        let memory = match (&origin, source) {
            // Models of a revision are read once: they are not to push out those that are worked on.
            (_, Source::Git(_)) => None,
            _ => memory(self.context),
        };
        steps.begin(match &origin {
            Origin::Models(_) => Step::Models,
            Origin::Catalog(_) => Step::Catalog,
            Origin::History(_) | Origin::Scripts(_) => Step::Replay,
        });
        let mut schema = origin
            .read(|| self.scratch(), memory)
            .map_err(|error| failure(error, &self.context.config.root))?;
        if let (Origin::Models(_), Some(other)) = (&origin, other) {
            adopt_sequences(&mut schema, other);
        }
        steps.end();
        Ok(State { schema, origin })
    }

    /// Reads both states; two databases at the same time.
    pub fn read_both(&self, from: &Source, to: &Source) -> Result<(State, State), Failure> {
        let (Source::Database(a), Source::Database(b)) = (from, to) else {
            if from.is_of_models() {
                let to = self.read(to)?;
                return Ok((self.read_beside(from, Some(&to.schema))?, to));
            }
            let from = self.read(from)?;
            let to = self.read_beside(to, Some(&from.schema))?;
            return Ok((from, to));
        };
        self.context.steps.begin(Step::Catalog);
        let (from, to) = std::thread::scope(|scope| {
            let other = scope.spawn(|| catalog(b));
            let from = catalog(a);
            let to = other.join().unwrap_or_else(|_| {
                Err(Failure::database(format!("{} was not read to its end", connect::shown(b))))
            });
            (from, to)
        });
        self.context.steps.end();
        let state = |schema: Schema| State { origin: Origin::Catalog(Box::new(schema.clone())), schema };
        Ok((state(from?), state(to?)))
    }

    fn origin(&self, source: &Source) -> Result<Origin, Failure> {
        let context = self.context;
        Ok(match source {
            Source::Empty => Origin::Catalog(Box::new(Schema::empty(self.engine))),
            Source::Models => {
                context.steps.begin(Step::Scan);
                let scan = scan_models(context, self.features);
                Origin::Models(Box::new(lower_models(context, &context.config, &scan, self.engine)?))
            }
            Source::Git(revision) => Origin::Models(Box::new(self.models_at(revision)?)),
            Source::Migrations(version) => {
                let history = read_history(context)?;
                Origin::History(match version {
                    Some(version) => up_to(history, version)?,
                    None => history,
                })
            }
            Source::Database(url) => {
                context.steps.begin(Step::Catalog);
                let schema = catalog(url)?;
                context.steps.end();
                Origin::Catalog(Box::new(schema))
            }
            Source::Sql(path) => Origin::Scripts(scripts(path)?),
        })
    }

    /// The models at a revision, with the model.toml of then.
    fn models_at(&self, revision: &str) -> Result<Desired, Failure> {
        let context = self.context;
        context.steps.begin(Step::Scan);
        let files = Revision::read(&context.config.root, revision)?;
        let file = files.root().join(config::FILE);
        let settings = if file.is_file() { config::read(&file)? } else { context.config.settings.clone() };
        let config = Config { root: files.root().to_owned(), settings, ..context.config.clone() };
        let scan = scan::scan(&config.root, config.scan_options(self.features));
        lower_models(context, &config, &scan, self.engine).map_err(|failure| Failure {
            message: format!("{} at {revision} ({:.10})", failure.message, files.commit()),
            ..failure
        })
    }
}

/// What a database has, which is only read.
fn catalog(url: &str) -> Result<Schema, Failure> {
    let mut connection = connect::read_only(url)?;
    introspect::read(connection.database())
        .map_err(|error| Failure::database(format!("cannot read {}: {}", connect::shown(url), error.message)))
}

/// The engine that a source says it is of. That of models is the configuration's, where it names one.
fn own_engine(context: &Context, features: &[String], source: &Source) -> Result<Option<Engine>, Failure> {
    Ok(match source {
        Source::Database(url) => Some(connect::engine_of(url)?),
        Source::Models | Source::Git(_) => match context.config.engine()? {
            Some(engine) => Some(engine),
            None => scan_models(context, features).engine(),
        },
        Source::Migrations(_) => context.config.engine()?,
        Source::Sql(_) | Source::Empty => None,
    })
}

/// The migrations up to one, by its version or its directory's name.
fn up_to(mut history: History, version: &str) -> Result<History, Failure> {
    let plain = version.split('_').next().unwrap_or_default().replace('-', "");
    let mut migrations = history.migrations.iter();
    let found = migrations.position(|migration| migration.name == version || migration.version == plain);
    let Some(last) = found else {
        let failure = Failure::usage(format!("there is no migration `{version}`"));
        return Err(match history.migrations.last() {
            Some(newest) => failure.hint(format!("the newest is `{}`", newest.name)),
            None => failure.hint("there are no migrations"),
        });
    };
    history.migrations.truncate(last + 1);
    Ok(history)
}

/// The file, or the files of the directory by name.
fn scripts(path: &Path) -> Result<Vec<Script>, Failure> {
    let io = |path: &Path, error| Failure::usage(format!("cannot read {}: {error}", path.display()));
    let mut paths = vec![path.to_owned()];
    if path.is_dir() {
        paths.clear();
        for entry in std::fs::read_dir(path).map_err(|error| io(path, error))? {
            paths.push(entry.map_err(|error| io(path, error))?.path());
        }
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "sql") && path.is_file());
        paths.sort();
        if paths.is_empty() {
            return Err(Failure::usage(format!("there is no .sql file in {}", path.display())));
        }
    }
    let read = |path: PathBuf| {
        let sql = std::fs::read_to_string(&path).map_err(|error| io(&path, error))?;
        Ok(Script { name: path.display().to_string(), sql })
    };
    paths.into_iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_by_their_form() {
        for (text, source) in [
            ("models", Source::Models),
            ("migrations", Source::Migrations(None)),
            ("migrations:2024-01-01", Source::Migrations(Some("2024-01-01".to_owned()))),
            ("git:origin/main", Source::Git("origin/main".to_owned())),
            ("postgres://h/d", Source::Database("postgres://h/d".to_owned())),
            ("sqlite://a", Source::Database("sqlite://a".to_owned())),
            ("src", Source::Sql(PathBuf::from("src"))),
            ("empty", Source::Empty),
        ] {
            assert_eq!(Source::parse(text).unwrap(), source, "{text}");
        }
        for text in ["", "model", "git:", "migrations:", "mysql://h/d", "nowhere.sql", "nowhere.db"] {
            assert!(Source::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_source_is_shown_without_its_password() {
        let source = Source::parse("postgres://me:secret@h/d").unwrap();
        assert_eq!(source.to_string(), "postgres://me:***@h/d");
    }
}
