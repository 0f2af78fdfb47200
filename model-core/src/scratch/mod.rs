//! Throw-away databases: empty ones, and copies of kept templates.
//!
//! On SQLite they are in memory. On PostgreSQL they are databases of their own on a server that is given, or on a private
//! [`Cluster`] that this process starts and that never outlives it. Which driver connects is the caller's choice.

#[cfg(unix)]
mod account;
#[cfg(unix)]
mod binaries;
mod cache;
#[cfg(unix)]
mod cluster;
mod server;

use std::collections::BTreeSet;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;

#[cfg(unix)]
pub use binaries::ServerBinaries;
pub use cache::{Cache, CacheKey};
#[cfg(unix)]
pub use cluster::{Cluster, Keep};

use crate::database::{Database, DatabaseError};
use crate::ir::Engine;
use server::{Server, Source};

/// Opens connections.
pub trait Connector {
    /// Connects to a PostgreSQL database.
    fn postgres(&self, url: &str) -> Result<Box<dyn Database>, DatabaseError>;

    /// Opens a new SQLite database in memory.
    fn sqlite_memory(&self) -> Result<Box<dyn Database>, DatabaseError>;
}

/// Gives out throw-away databases of one engine. A clone gives out databases of the same server.
#[derive(Clone)]
pub struct Scratch {
    kind: Kind,
    version: String,
}

#[derive(Clone)]
enum Kind {
    Sqlite(Rc<dyn Connector>),
    Postgres(Rc<Server>),
}

impl Scratch {
    /// Databases in memory.
    ///
    /// # Errors
    /// [`ScratchError::Database`] if SQLite cannot be opened.
    pub fn sqlite(connector: impl Connector + 'static) -> Result<Self, ScratchError> {
        let version =
            server::text(&mut *connector.sqlite_memory()?, "SELECT json_quote(sqlite_version()) AS row")?;
        Ok(Self { kind: Kind::Sqlite(Rc::new(connector)), version })
    }

    /// Databases on a server that is given: `admin_url` is one of its databases, which is only connected to.
    ///
    /// What a killed run has left there more than a day ago is dropped.
    ///
    /// # Errors
    /// [`ScratchError::MayNotCreate`] if the role lacks CREATEDB.
    pub fn postgres_server(
        connector: impl Connector + 'static,
        admin_url: &str,
    ) -> Result<Self, ScratchError> {
        Self::postgres(Server::new(Box::new(connector), Source::Given(admin_url.to_owned()))?)
    }

    /// Databases on a private cluster, which stops with the last of them.
    ///
    /// # Errors
    /// [`ScratchError::Database`] if the cluster takes no connection.
    #[cfg(unix)]
    pub fn postgres_cluster(
        connector: impl Connector + 'static,
        cluster: Cluster,
    ) -> Result<Self, ScratchError> {
        Self::postgres(Server::new(Box::new(connector), Source::Private(cluster))?)
    }

    fn postgres(server: Server) -> Result<Self, ScratchError> {
        let version = server.version()?;
        Ok(Self { kind: Kind::Postgres(Rc::new(server)), version })
    }

    /// The engine.
    pub const fn engine(&self) -> Engine {
        match self.kind {
            Kind::Sqlite(_) => Engine::Sqlite,
            Kind::Postgres(_) => Engine::Postgres,
        }
    }

    /// The server's version: `15.18`, `3.50.2`.
    pub fn server_version(&self) -> &str {
        &self.version
    }

    /// Sees to it that roles are there which a state names. On a server that is given none is made: it is not ours.
    ///
    /// # Errors
    /// [`ScratchError::Database`] with what the server said.
    pub fn roles(&mut self, roles: &BTreeSet<String>) -> Result<(), ScratchError> {
        match &self.kind {
            Kind::Postgres(server) if !roles.is_empty() => server.make_roles(roles),
            _ => Ok(()),
        }
    }

    /// An empty database.
    ///
    /// # Errors
    /// [`ScratchError::Database`] with what the server said.
    pub fn database(&mut self) -> Result<ScratchDb, ScratchError> {
        match &self.kind {
            Kind::Sqlite(connector) => {
                Ok(ScratchDb { connection: Some(connector.sqlite_memory()?), home: None })
            }
            Kind::Postgres(server) => ScratchDb::on(server, server.create(None)?),
        }
    }

    /// An empty database for a transaction that is rolled back, cheaper than one of its own: it is never created, nor dropped.
    /// `None` on a server that is given, where nothing but our own databases is written to.
    ///
    /// # Errors
    /// [`ScratchError::Database`] with what the server said.
    pub fn blank(&mut self) -> Result<Option<Box<dyn Database>>, ScratchError> {
        Ok(match &self.kind {
            Kind::Sqlite(connector) => Some(connector.sqlite_memory()?),
            Kind::Postgres(server) => server.blank()?,
        })
    }

    /// A database in the state that `make` leaves an empty one in.
    ///
    /// `key` stands for all that `make` does. On PostgreSQL it is done once: the result is kept as a template and copied,
    /// in a warm cluster also by later runs. On SQLite it is just done. `make` begins with a copy of the template `base`, and is
    /// told so, if there is that one.
    ///
    /// # Errors
    /// What `make` says; a failed one leaves no template.
    pub fn template<E: From<ScratchError>>(
        &mut self,
        key: &str,
        base: Option<&str>,
        make: impl FnOnce(&mut dyn Database, bool) -> Result<(), E>,
    ) -> Result<ScratchDb, E> {
        let server = match &self.kind {
            Kind::Sqlite(_) => {
                let mut database = self.database()?;
                make(&mut database, false)?;
                return Ok(database);
            }
            Kind::Postgres(server) => Rc::clone(server),
        };
        let template = if let Some(template) = server.find_template(key)? {
            template
        } else {
            let base = base.map(|key| server.find_template(key)).transpose()?.flatten();
            let mut database = ScratchDb::on(&server, server.create(base.as_deref())?)?;
            make(&mut database, base.is_some())?;
            server.keep_template(key, database.release())?
        };
        Ok(ScratchDb::on(&server, server.create(Some(&template))?)?)
    }
}

impl fmt::Debug for Scratch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scratch")
            .field("engine", &self.engine())
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

/// A throw-away database. Dropping it drops it.
pub struct ScratchDb {
    /// `None` only while it is dropped or made a template.
    connection: Option<Box<dyn Database>>,
    home: Option<(Rc<Server>, String)>,
}

impl ScratchDb {
    fn on(server: &Rc<Server>, name: String) -> Result<Self, ScratchError> {
        // The name is in its hands before the connection is tried, so that it is dropped if that fails.
        let mut database = Self { connection: None, home: Some((Rc::clone(server), name)) };
        if let Some((server, name)) = &database.home {
            database.connection = Some(server.connect(name)?);
        }
        Ok(database)
    }

    /// Disconnects and lets go of the database, which stays.
    fn release(mut self) -> String {
        self.connection = None;
        self.home.take().map(|(_, name)| name).unwrap_or_default()
    }

    fn connection(&mut self) -> Result<&mut Box<dyn Database>, DatabaseError> {
        self.connection.as_mut().ok_or_else(|| DatabaseError::new("the scratch database is not connected"))
    }
}

impl Database for ScratchDb {
    fn engine(&self) -> Engine {
        if self.home.is_some() { Engine::Postgres } else { Engine::Sqlite }
    }

    fn batch(&mut self, sql: &str) -> Result<(), DatabaseError> {
        self.connection()?.batch(sql)
    }

    fn json_rows(&mut self, query: &str) -> Result<Vec<String>, DatabaseError> {
        self.connection()?.json_rows(query)
    }
}

impl Drop for ScratchDb {
    fn drop(&mut self) {
        self.connection = None;
        if let Some((server, name)) = self.home.take() {
            server.discard(&name);
        }
    }
}

impl fmt::Debug for ScratchDb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScratchDb")
            .field("name", &self.home.as_ref().map(|(_, name)| name))
            .finish_non_exhaustive()
    }
}

/// Where things that can be made again are kept: `$MODEL_CACHE_DIR`, `$XDG_CACHE_HOME/cargo-model`, or
/// `~/.cache/cargo-model`.
///
/// For root it is `/var/cache/cargo-model`: a server cannot run as root, and whoever it runs as cannot enter root's home.
pub fn cache_directory() -> Option<PathBuf> {
    let absolute = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    if let Some(cache) = absolute("MODEL_CACHE_DIR") {
        return Some(cache);
    }
    if let Some(cache) = absolute("XDG_CACHE_HOME") {
        return Some(cache.join("cargo-model"));
    }
    #[cfg(unix)]
    if account::Account::instead_of_root().is_ok_and(|account| account.is_some()) {
        return Some(PathBuf::from("/var/cache/cargo-model"));
    }
    absolute("HOME").map(|home| home.join(".cache/cargo-model"))
}

/// Why there is no scratch database.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ScratchError {
    /// No PostgreSQL server is installed.
    #[error(
        "no PostgreSQL server is installed: neither $MODEL_PG_BIN nor the PATH nor /usr/lib/postgresql has `initdb` and `postgres`"
    )]
    NoServer,
    /// `MODEL_PG_BIN` is wrong.
    #[error("MODEL_PG_BIN is {}, where there is no runnable `initdb` and `postgres`", .0.display())]
    NotAServer(PathBuf),
    /// PostgreSQL refuses to run as root, and there is nobody else.
    #[error(
        "PostgreSQL does not run as root, and /etc/passwd has neither `postgres` nor `nobody` to run it as"
    )]
    NoAccount,
    /// The server ended, or did not become ready.
    #[error("the PostgreSQL server of {} did not start:\n{log}", server.display())]
    NotStarted {
        /// The directory of its programs.
        server: PathBuf,
        /// The end of its log.
        log: String,
    },
    /// The role lacks a privilege on the given server.
    #[error("the role `{0}` may not create databases on this server (ALTER ROLE {0} CREATEDB)")]
    MayNotCreate(String),
    /// The server said no.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// A file or directory.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which one.
        path: PathBuf,
        /// What happened.
        source: io::Error,
    },
}

impl ScratchError {
    #[cfg(unix)]
    fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { path, source }
    }
}

impl From<ScratchError> for DatabaseError {
    fn from(error: ScratchError) -> Self {
        match error {
            ScratchError::Database(error) => error,
            other => Self::new(other.to_string()),
        }
    }
}
