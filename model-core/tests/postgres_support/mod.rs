//! Databases of their own for tests.
#![allow(dead_code, reason = "every test binary uses a part of it")]

use std::ops::{Deref, DerefMut};
use std::sync::OnceLock;

use diesel::Connection;
use diesel_async::AsyncPgConnection;
use diesel_async::async_connection_wrapper::AsyncConnectionWrapper;
use model_core::database::{Database, DatabaseError};
use model_core::scratch::{Cluster, Connector, Keep, ServerBinaries};

/// A Diesel connection to PostgreSQL in Rust alone.
pub type Pg = AsyncConnectionWrapper<AsyncPgConnection>;

pub fn connect(url: &str) -> Result<Box<dyn Database>, DatabaseError> {
    Pg::establish(url)
        .map(|connection| Box::new(connection) as Box<dyn Database>)
        .map_err(|error| DatabaseError::new(error.to_string()))
}

/// Any PostgreSQL: the drivers are the tests', the databases the library's.
pub struct Connect;

impl Connector for Connect {
    fn postgres(&self, url: &str) -> Result<Box<dyn Database>, DatabaseError> {
        connect(url)
    }

    fn sqlite_memory(&self) -> Result<Box<dyn Database>, DatabaseError> {
        Err(DatabaseError::new("these tests have no SQLite"))
    }
}

/// The URL of a database on the test server: `MODEL_TEST_POSTGRES_URL`, or a cluster that lives as long as this process.
pub fn server() -> &'static str {
    static SERVER: OnceLock<(String, Option<Cluster>)> = OnceLock::new();
    let (url, _) = SERVER.get_or_init(|| {
        if let Ok(url) = std::env::var("MODEL_TEST_POSTGRES_URL") {
            return (url, None);
        }
        let binaries =
            ServerBinaries::find().unwrap_or_else(|error| panic!("{error}; or set MODEL_TEST_POSTGRES_URL"));
        let cluster = Cluster::start(&binaries, &Keep::Temporary).unwrap();
        (cluster.url("postgres"), Some(cluster))
    });
    url
}

/// A database of the test server, empty at first, dropped at last.
pub struct TestDb {
    name: String,
    url: String,
    connection: Option<Box<dyn Database>>,
}

impl TestDb {
    pub fn new(name: &str) -> Self {
        let name = format!("model_test_{name}_{}", std::process::id());
        let admin = server();
        connect(admin).unwrap().batch(&format!("CREATE DATABASE {name} TEMPLATE template0")).unwrap();
        let (base, _) = admin.rsplit_once('/').unwrap();
        let url = format!("{base}/{name}");
        Self { connection: Some(connect(&url).unwrap()), name, url }
    }

    /// For another connection to it.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        self.connection = None;
        let _ = connect(server()).unwrap().batch(&format!("DROP DATABASE {} WITH (FORCE)", self.name));
    }
}

impl Deref for TestDb {
    type Target = dyn Database;
    fn deref(&self) -> &Self::Target {
        &**self.connection.as_ref().unwrap()
    }
}

impl DerefMut for TestDb {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut **self.connection.as_mut().unwrap()
    }
}

/// Compares with a file of `tests/`, which is written instead if `UPDATE_GOLDEN` is set.
#[track_caller]
pub fn golden(file: &str, actual: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(file);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, actual).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap();
    if expected != actual {
        let line = expected.lines().zip(actual.lines()).position(|(a, b)| a != b).unwrap_or(0);
        let around =
            |text: &str| text.lines().skip(line.saturating_sub(3)).take(8).collect::<Vec<_>>().join("\n");
        panic!("{file} differs at line {}:\n{}\n--- is:\n{}", line + 1, around(&expected), around(actual));
    }
}
