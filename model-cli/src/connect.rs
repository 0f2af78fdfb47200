//! Connections, and what a database URL says. No message of this module holds a password.

use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::{Connection as _, SqliteConnection};
use diesel_async::AsyncPgConnection;
use diesel_async::async_connection_wrapper::AsyncConnectionWrapper;
use model_core::database::Database;
use model_core::ir::Engine;

use crate::exit::Failure;

/// A PostgreSQL connection that needs no libpq.
pub type PgConnection = AsyncConnectionWrapper<AsyncPgConnection>;

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
        Engine::Postgres => PgConnection::establish(url).map(Connection::Postgres).map_err(wrong),
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
