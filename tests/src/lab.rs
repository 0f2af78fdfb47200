//! Databases that are emptied and used again.

use diesel::{Connection as _, SqliteConnection};
use model_core::database::{Database, DatabaseError, in_transaction};
use model_core::desired::Desired;
use model_core::dialect;
use model_core::diff::Changes;
use model_core::generate::{GenerateError, Rooms, compare_settled, materialise};
use model_core::ir::{Engine, Schema};

use crate::planned::Planned;

/// A catalog full of dead rows is slow to read: a new database every so many times it has been emptied.
const USES: u32 = 80;

/// With a schema that is dropped or made, the server forgets every plan that it has: `public` is emptied piece by piece.
const EMPTY: &str = "DO $$DECLARE of text; BEGIN
    FOR of IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'public') LOOP
        EXECUTE format('DROP SCHEMA %I CASCADE', of);
    END LOOP;
    CREATE SCHEMA IF NOT EXISTS public;
    SELECT string_agg(oid::regclass::text, ', ') INTO of FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p');
    IF of <> '' THEN EXECUTE 'DROP TABLE ' || of || ' CASCADE'; END IF;
    SELECT string_agg(oid::regtype::text, ', ') INTO of FROM pg_type
        WHERE typnamespace = 'public'::regnamespace AND typtype = 'e';
    IF of <> '' THEN EXECUTE 'DROP TYPE ' || of || ' CASCADE'; END IF;
    IF EXISTS (SELECT FROM pg_depend WHERE refclassid = 'pg_namespace'::regclass AND refobjid = 'public'::regnamespace) THEN
        DROP SCHEMA public CASCADE;
        CREATE SCHEMA public;
    END IF;
END$$";

/// One database at a time.
pub struct Lab {
    engine: Engine,
    /// The server's own URL, the name of the database there.
    place: Option<(String, String)>,
    connection: Option<Box<dyn Database>>,
    uses: u32,
}

impl Lab {
    /// On the server that `MODEL_TEST_POSTGRES_URL` names.
    ///
    /// # Panics
    /// If that is not set.
    pub fn postgres(name: &str) -> Self {
        let url = std::env::var("MODEL_TEST_POSTGRES_URL")
            .expect("MODEL_TEST_POSTGRES_URL names no server: run the tests with scripts/test");
        let name = format!("model_law_{name}_{}", std::process::id());
        Self { engine: Engine::Postgres, place: Some((url, name)), connection: None, uses: 0 }
    }

    /// In memory.
    pub const fn sqlite() -> Self {
        Self { engine: Engine::Sqlite, place: None, connection: None, uses: 0 }
    }

    /// An empty database.
    pub fn empty(&mut self) -> Result<&mut dyn Database, DatabaseError> {
        let fresh = match (&self.place, &mut self.connection) {
            (Some(_), Some(connection)) if self.uses < USES => {
                connection.batch("ROLLBACK")?;
                connection.batch(EMPTY)?;
                None
            }
            (Some((url, name)), connection) => {
                *connection = None;
                self.uses = 0;
                let mut admin = Planned::connect(url)?;
                admin.batch(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))?;
                admin.batch(&format!("CREATE DATABASE {name} TEMPLATE template0"))?;
                let (base, _) = url.rsplit_once('/').unwrap_or((url, ""));
                Some(Box::new(Planned::connect(&format!("{base}/{name}"))?) as Box<dyn Database>)
            }
            (None, _) => {
                Some(Box::new(SqliteConnection::establish(":memory:").map_err(other)?) as Box<dyn Database>)
            }
        };
        if let Some(mut fresh) = fresh {
            if self.engine == Engine::Postgres {
                fresh.batch("SET client_min_messages = error")?;
            }
            self.connection = Some(fresh);
        }
        self.uses += 1;
        let connection = self.connection.as_mut().ok_or_else(|| DatabaseError::new("no connection"))?;
        Ok(&mut **connection)
    }

    /// Makes a schema in an empty database and reads it back.
    pub fn make(&mut self, schema: &Schema) -> Result<Schema, GenerateError> {
        let desired = Desired::of(schema.clone());
        materialise(&desired, self.empty()?)
    }

    /// Compares two states that were read.
    pub fn compare(&mut self, from: &Schema, to: &Schema) -> Result<Changes, GenerateError> {
        let connection = self.connection.as_mut().ok_or_else(|| DatabaseError::new("no connection"))?;
        Ok(compare_settled(&mut **connection, from.clone(), to, false)?)
    }
}

impl Drop for Lab {
    fn drop(&mut self) {
        self.connection = None;
        if let Some((url, name)) = &self.place
            && let Ok(mut admin) = Planned::connect(url)
        {
            // Nothing depends on it: the next run takes another name.
            let _ = admin.batch(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }
    }
}

fn other(error: impl std::fmt::Display) -> DatabaseError {
    DatabaseError::new(error.to_string())
}

/// A history that is one schema, and models that have been read.
pub struct PairRooms<'a> {
    /// Where it happens.
    pub lab: &'a mut Lab,
    /// What the history leaves.
    pub before: &'a Schema,
    /// That, read back.
    pub state: &'a Schema,
    /// The models, read back.
    pub models: &'a Schema,
}

impl Rooms for PairRooms<'_> {
    fn history(&mut self) -> Result<Box<dyn Database + '_>, GenerateError> {
        let statements = dialect::materialise(self.before);
        let all: String = statements.iter().map(|statement| format!("{};\n", statement.sql)).collect();
        in_transaction(self.lab.empty()?, &all)?;
        let connection = self.lab.connection.as_mut().ok_or_else(|| DatabaseError::new("no connection"))?;
        Ok(Box::new(Borrowed(&mut **connection)))
    }

    fn models(&mut self, _desired: &Desired) -> Result<Schema, GenerateError> {
        Ok(self.models.clone())
    }

    fn state(&mut self) -> Result<Schema, GenerateError> {
        Ok(self.state.clone())
    }
}

struct Borrowed<'a>(&'a mut dyn Database);

impl Database for Borrowed<'_> {
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
