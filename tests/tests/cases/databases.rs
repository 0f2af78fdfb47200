//! Databases that last for a case.

use std::cell::RefCell;
use std::ops::{Deref, DerefMut};
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering};

use diesel::connection::SimpleConnection as _;
use diesel::{Connection as _, SqliteConnection};
use model_core::database::{Database, DatabaseError};
use model_core::desired::Desired;
use model_core::generate::{GenerateError, Rooms};
use model_core::ir::{Engine, Schema};
use model_tests::Planned;

/// Where databases are made.
pub enum Server {
    /// A PostgreSQL server, by the URL of a database on it.
    Postgres {
        admin: String,
        /// Its major version.
        version: u32,
        /// Databases that have been emptied: to make one takes a hundred times as long.
        idle: Rc<RefCell<Vec<Owned>>>,
    },
    /// Memory.
    Sqlite,
}

/// Empties a database, and forgets what a session has set, but not how its queries are planned.
const EMPTY: &str = "
SET SESSION AUTHORIZATION DEFAULT;
RESET ALL;
DISCARD TEMP;
DISCARD SEQUENCES;
DO $$
DECLARE item record;
BEGIN
    FOR item IN SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' LOOP
        EXECUTE format('DROP EXTENSION %I CASCADE', item.extname);
    END LOOP;
    FOR item IN SELECT pubname FROM pg_publication LOOP
        EXECUTE format('DROP PUBLICATION %I', item.pubname);
    END LOOP;
    FOR item IN SELECT evtname FROM pg_event_trigger LOOP
        EXECUTE format('DROP EVENT TRIGGER %I', item.evtname);
    END LOOP;
    FOR item IN SELECT nspname FROM pg_namespace
        WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema' LOOP
        EXECUTE format('DROP SCHEMA %I CASCADE', item.nspname);
    END LOOP;
    FOR item IN SELECT fdwname FROM pg_foreign_data_wrapper LOOP
        EXECUTE format('DROP FOREIGN DATA WRAPPER %I CASCADE', item.fdwname);
    END LOOP;
    FOR item IN SELECT lanname FROM pg_language WHERE oid >= 16384 LOOP
        EXECUTE format('DROP LANGUAGE %I CASCADE', item.lanname);
    END LOOP;
    FOR item IN SELECT amname FROM pg_am WHERE oid >= 16384 LOOP
        EXECUTE format('DROP ACCESS METHOD %I CASCADE', item.amname);
    END LOOP;
    IF EXISTS (SELECT FROM pg_default_acl) THEN
        RAISE EXCEPTION 'there is something that is granted by default';
    END IF;
END $$;
CREATE SCHEMA public;";

impl Server {
    /// The server for tests.
    pub fn of(engine: Engine) -> Self {
        if engine == Engine::Sqlite {
            return Self::Sqlite;
        }
        let url = std::env::var("MODEL_TEST_POSTGRES_URL").unwrap_or_else(|_| {
            panic!(
                "MODEL_TEST_POSTGRES_URL is not set: run `scripts/test`, which brings a server, or name one"
            )
        });
        let query = "SELECT (current_setting('server_version_num')::int / 10000)::text AS row";
        let version = Planned::connect(&url).unwrap().json_rows(query).unwrap().concat().parse().unwrap();
        Self::Postgres { admin: url, version, idle: Rc::default() }
    }

    /// The major version of PostgreSQL; SQLite is the one library that is linked.
    pub const fn version(&self) -> u32 {
        match self {
            Self::Postgres { version, .. } => *version,
            Self::Sqlite => 0,
        }
    }

    pub fn engine(&self) -> Engine {
        match self {
            Self::Postgres { .. } => Engine::Postgres,
            Self::Sqlite => Engine::Sqlite,
        }
    }

    /// An empty database.
    pub fn empty(&self) -> Room {
        match self {
            Self::Postgres { admin, idle, .. } => {
                let database = idle.borrow_mut().pop().unwrap_or_else(|| Owned::create(admin));
                Room { connection: None, owned: Some((database, Rc::clone(idle))) }
            }
            Self::Sqlite => {
                let mut connection = SqliteConnection::establish(":memory:").unwrap();
                // The bundled library has them on; say so, because the rebuilds are about this.
                connection.batch_execute("PRAGMA foreign_keys = ON").unwrap();
                Room { connection: Some(Box::new(connection)), owned: None }
            }
        }
    }

    /// A database with statements run on it.
    pub fn with(&self, statements: &[&str]) -> Result<Room, DatabaseError> {
        let mut room = self.empty();
        for sql in statements {
            room.batch(sql)?;
        }
        Ok(room)
    }
}

/// An empty database, or one in use.
pub struct Room {
    connection: Option<Box<dyn Database>>,
    owned: Option<(Owned, Rc<RefCell<Vec<Owned>>>)>,
}

/// A database on the server, gone in the end.
pub struct Owned {
    connection: Option<Planned>,
    admin: String,
    name: String,
}

impl Owned {
    fn create(admin: &str) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("model_cases_{}_{number}", std::process::id());
        let mut server = Planned::connect(admin).unwrap();
        server.batch(&format!("CREATE DATABASE {name} TEMPLATE template0")).unwrap();
        let (base, _) = admin.rsplit_once('/').unwrap();
        let connection = Planned::connect(&format!("{base}/{name}")).unwrap();
        Self { connection: Some(connection), admin: admin.to_owned(), name }
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        self.connection = None;
        if let Ok(mut server) = Planned::connect(&self.admin) {
            let _ = server.batch(&format!("DROP DATABASE {} WITH (FORCE)", self.name));
        }
    }
}

impl Room {
    fn database(&self) -> &(dyn Database + 'static) {
        match self.owned.as_ref().and_then(|(owned, _)| owned.connection.as_ref()) {
            Some(owned) => owned,
            None => &**self.connection.as_ref().unwrap(),
        }
    }
}

impl Deref for Room {
    type Target = dyn Database;
    fn deref(&self) -> &Self::Target {
        self.database()
    }
}

impl DerefMut for Room {
    fn deref_mut(&mut self) -> &mut Self::Target {
        match self.owned.as_mut().and_then(|(owned, _)| owned.connection.as_mut()) {
            Some(owned) => owned,
            None => &mut **self.connection.as_mut().unwrap(),
        }
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        let Some((mut owned, idle)) = self.owned.take() else { return };
        let Some(connection) = owned.connection.as_mut() else { return };
        let _ = connection.batch("ROLLBACK");
        // One that cannot be emptied is dropped.
        if connection.batch(EMPTY).is_ok() {
            idle.borrow_mut().push(owned);
        }
    }
}

/// Rooms in which the models are a schema that has been read already, and the history is `before` with its rows.
pub struct CaseRooms<'a> {
    pub server: &'a Server,
    pub history: Vec<&'a str>,
    pub target: Schema,
    /// Whether the case is about what no model describes: all of it is brought about.
    pub is_whole: bool,
}

struct Lent(Room);

impl Database for Lent {
    fn engine(&self) -> Engine {
        self.0.engine()
    }

    fn batch(&mut self, sql: &str) -> Result<(), DatabaseError> {
        self.0.batch(sql)
    }

    fn json_rows(&mut self, query: &str) -> Result<Vec<String>, DatabaseError> {
        self.0.json_rows(query)
    }
}

impl Rooms for CaseRooms<'_> {
    fn history(&mut self) -> Result<Box<dyn Database + '_>, GenerateError> {
        Ok(Box::new(Lent(self.server.with(&self.history)?)))
    }

    fn models(&mut self, _: &Desired) -> Result<Schema, GenerateError> {
        Ok(self.target.clone())
    }

    fn is_whole(&self) -> bool {
        self.is_whole
    }
}
