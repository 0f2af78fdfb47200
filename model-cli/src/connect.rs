//! Connections, and what a database URL says. No message of this module holds a password.

use std::error::Error as _;
use std::io;
use std::path::Path;
use std::sync::LazyLock;

use diesel::connection::SimpleConnection;
use diesel::{Connection as _, SqliteConnection};
use diesel_async::AsyncPgConnection;
use diesel_async::async_connection_wrapper::{AsyncConnectionWrapper, BlockOn};
use model_core::database::Database;
use model_core::ir::Engine;
use tokio::runtime::Runtime;
use tokio_postgres::config::{Host, SslMode};

use crate::exit::Failure;
use crate::tls::{Tls, TlsError};

/// A PostgreSQL connection that needs no libpq.
pub type PgConnection = AsyncConnectionWrapper<AsyncPgConnection, Driver>;

/// What drives PostgreSQL connections: one runtime for all of them.
#[derive(Debug, Clone, Copy)]
pub struct Driver;

static RUNTIME: LazyLock<io::Result<Runtime>> =
    LazyLock::new(|| tokio::runtime::Builder::new_current_thread().enable_all().build());

impl BlockOn for Driver {
    #[allow(clippy::expect_used, reason = "`postgres` has seen it")]
    fn block_on<F: Future>(&self, future: F) -> F::Output {
        RUNTIME.as_ref().expect("a connection was made with it").block_on(future)
    }

    fn get_runtime() -> Self {
        Self
    }
}

/// A connection to a database of either engine.
#[allow(clippy::large_enum_variant, reason = "there is one in a program")]
pub enum Connection {
    /// PostgreSQL.
    Postgres(PgConnection),
    /// SQLite.
    Sqlite(SqliteConnection),
}

impl Connection {
    /// As the rest of the program knows a database.
    pub fn database(&mut self) -> &mut dyn Database {
        match self {
            Self::Postgres(connection) => connection,
            Self::Sqlite(connection) => connection,
        }
    }
}

/// Connects. An SQLite file that is not there is created, as Diesel does.
pub fn connect(url: &str) -> Result<Connection, Failure> {
    let wrong = |error: diesel::ConnectionError| {
        let message = without_password(url, &error.to_string());
        Failure::database(format!("cannot connect to {}: {message}", shown(url)))
    };
    match engine_of(url)? {
        Engine::Postgres => postgres(url).map(Connection::Postgres),
        Engine::Sqlite => {
            let mut connection = SqliteConnection::establish(sqlite_path(url)).map_err(wrong)?;
            // Another program may hold the file for a moment.
            connection
                .batch_execute("PRAGMA busy_timeout = 5000")
                .map_err(|error| Failure::database(format!("cannot use {}: {error}", shown(url))))?;
            Ok(Connection::Sqlite(connection))
        }
    }
}

/// Why PostgreSQL cannot be connected to.
#[derive(Debug, thiserror::Error)]
enum PostgresError {
    #[error("{0}")]
    Runtime(&'static io::Error),
    #[error(transparent)]
    Tls(#[from] TlsError),
    #[error("{}", told(.0))]
    Driver(#[from] tokio_postgres::Error),
    #[error(transparent)]
    Diesel(#[from] diesel::ConnectionError),
}

/// Everything that the driver knows, the last cause last.
fn told(error: &tokio_postgres::Error) -> String {
    if let Some(error) = error.as_db_error() {
        return error.message().to_owned();
    }
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        // Many say what their cause says.
        let more = error.to_string();
        if !text.ends_with(&more) {
            text.push_str(&format!(": {more}"));
        }
        cause = error.source();
    }
    text
}

fn postgres(url: &str) -> Result<PgConnection, Failure> {
    let connected = || -> Result<PgConnection, PostgresError> {
        let runtime = RUNTIME.as_ref().map_err(PostgresError::Runtime)?;
        let (plain, tls) = Tls::take(url, |name| std::env::var(name).ok())?;
        let mut config: tokio_postgres::Config = plain.parse()?;
        // On a socket there is nobody in between: libpq does not encrypt there, whatever it is asked.
        let is_socket = config.get_hosts().iter().all(|host| matches!(host, Host::Unix(_)));
        config.ssl_mode(if is_socket { SslMode::Disable } else { tls.ssl_mode() });
        let connector = tls.connector()?;
        let inner = runtime.block_on(async {
            let (client, connection) = config.connect(connector).await?;
            Ok::<_, PostgresError>(
                AsyncPgConnection::try_from_client_and_connection(client, connection).await?,
            )
        })?;
        Ok(PgConnection::from(inner))
    };
    connected().map_err(|error| {
        let message = without_password(url, &error.to_string());
        let failure = Failure::database(format!("cannot connect to {}: {message}", shown(url)));
        if message.contains("UnknownIssuer") {
            return failure.hint(
                "`sslrootcert=FILE` in the URL names the authority that has signed the server's certificate",
            );
        }
        failure
    })
}

/// Connects to a database that is only to be read: whatever writes is refused by the database itself.
pub fn read_only(url: &str) -> Result<Connection, Failure> {
    let refused =
        |error: diesel::result::Error| Failure::database(format!("cannot use {}: {error}", shown(url)));
    let mut connection = match engine_of(url)? {
        Engine::Postgres => connect(url)?,
        // A file that is not there is not created.
        Engine::Sqlite => connect(&sqlite_read_only(url)).map_err(|failure| Failure {
            message: format!("cannot read {}: {}", shown(url), cause(&failure)),
            ..failure
        })?,
    };
    match &mut connection {
        Connection::Postgres(connection) => {
            connection.batch_execute("SET default_transaction_read_only = on").map_err(refused)?;
        }
        Connection::Sqlite(connection) => {
            connection.batch_execute("PRAGMA query_only = on").map_err(refused)?;
        }
    }
    Ok(connection)
}

/// What the database said, behind the name that it was called by.
fn cause(failure: &Failure) -> &str {
    failure.message.rsplit(": ").next().unwrap_or_default()
}

/// SQLite's own form of a path, in which a file can be opened without being written to.
fn sqlite_read_only(url: &str) -> String {
    if url.starts_with("file:") {
        return format!("{url}{}mode=ro", if url.contains('?') { '&' } else { '?' });
    }
    let path = sqlite_path(url).replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    format!("file:{path}?mode=ro")
}

/// The engine that a URL is for: by its scheme; anything without one is an SQLite file.
pub fn engine_of(url: &str) -> Result<Engine, Failure> {
    match url.split_once("://").map(|(scheme, _)| scheme) {
        Some("postgres" | "postgresql") => Ok(Engine::Postgres),
        None | Some("sqlite") => Ok(Engine::Sqlite),
        // SQLite's own form of a path, with parameters.
        Some("file") => Ok(Engine::Sqlite),
        Some(other) => Err(Failure::usage(format!("`{other}://` is not a database that cargo model knows"))
            .hint("DATABASE_URL is postgres://.., postgresql://.., sqlite://path, or the path of an SQLite file")),
    }
}

/// The path that SQLite is given.
fn sqlite_path(url: &str) -> &str {
    url.strip_prefix("sqlite://").or_else(|| url.strip_prefix("sqlite:")).unwrap_or(url)
}

/// A URL that does not depend on the current directory.
pub fn absolute(url: &str, base: &Path) -> String {
    let path = sqlite_path(url);
    let is_file =
        matches!(engine_of(url), Ok(Engine::Sqlite)) && path != ":memory:" && !path.starts_with("file:");
    if is_file { base.join(path).to_string_lossy().into_owned() } else { url.to_owned() }
}

/// A URL as it is shown: its password replaced by `***`.
pub fn shown(url: &str) -> String {
    match password(url) {
        Some(range) => format!("{}***{}", &url[..range.start], &url[range.end..]),
        None => without_parameters(url),
    }
}

/// Where the password is: between the user's `:` and the last `@` before the path.
fn password(url: &str) -> Option<std::ops::Range<usize>> {
    let start = url.find("://")? + 3;
    let authority = url[start..].find(['/', '?']).map_or(url.len(), |end| start + end);
    let at = start + url[start..authority].rfind('@')?;
    let colon = start + url[start..at].find(':')? + 1;
    Some(colon..at)
}

/// A password may also stand in the query: `?password=..`.
fn without_parameters(url: &str) -> String {
    if url.contains("password=") {
        url.split_once('?').map_or_else(|| "the database".to_owned(), |(head, _)| format!("{head}?***"))
    } else {
        url.to_owned()
    }
}

/// A message in which neither the URL nor its password stands.
fn without_password(url: &str, message: &str) -> String {
    let message = message.replace(url, &shown(url));
    match password(url).map(|range| &url[range]) {
        Some(secret) if !secret.is_empty() => message.replace(secret, "***"),
        _ => message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn engines_by_scheme() {
        for url in ["postgres://a/b", "postgresql:///b?host=/tmp/x"] {
            assert_eq!(engine_of(url).unwrap(), Engine::Postgres, "{url}");
        }
        for url in ["sqlite://a.db", "a.db", "/var/a.db", ":memory:", "file:a.db?mode=ro"] {
            assert_eq!(engine_of(url).unwrap(), Engine::Sqlite, "{url}");
        }
        assert!(engine_of("mysql://a/b").is_err());
    }

    #[test]
    fn passwords_are_not_shown() {
        assert_eq!(shown("postgres://me:se:cr@et@host:5432/db"), "postgres://me:***@host:5432/db");
        assert_eq!(shown("postgres://me@host/db"), "postgres://me@host/db");
        assert_eq!(shown("postgres:///db?host=/tmp&password=secret"), "postgres:///db?***");
        assert_eq!(without_password("postgres://me:hush@h/d", "bad hush at hush"), "bad *** at ***");
    }

    #[test]
    fn relative_files_become_absolute() {
        let base = Path::new("/project");
        assert_eq!(absolute("app.db", base), "/project/app.db");
        assert_eq!(absolute("sqlite://app.db", base), "/project/app.db");
        assert_eq!(absolute(":memory:", base), ":memory:");
        assert_eq!(absolute("postgres://a/b", base), "postgres://a/b");
    }
}
