//! [`Rooms`] on a [`Scratch`], with a memory of what was read before.

use super::ground;
use super::incremental::Known;
use super::{GenerateError, Rooms, adopt_sequences, dangling, fitted, grounded, materialise};
use crate::database::{Database, DatabaseError};
use crate::desired::Desired;
use crate::introspect;
use crate::ir::Schema;
use crate::migration::{History, Migration, replay};
use crate::scratch::{Cache, CacheKey, Scratch, ScratchDb};

/// Scratch databases for one project.
pub struct ScratchRooms<'a> {
    scratch: Scratch,
    history: &'a History,
    /// Where read states are remembered, and the name under which this project's models are.
    memory: Option<(Cache, String)>,
}

impl<'a> ScratchRooms<'a> {
    /// Rooms without a memory.
    pub const fn new(scratch: Scratch, history: &'a History) -> Self {
        Self { scratch, history, memory: None }
    }

    /// Remembers states between runs. `project` tells this project's models from another's.
    #[must_use]
    pub fn remembering(mut self, cache: Cache, project: impl Into<String>) -> Self {
        self.memory = Some((cache, project.into()));
        self
    }

    fn key(&self, produced_by: &[&str]) -> CacheKey {
        CacheKey::new(self.scratch.engine(), self.scratch.server_version(), produced_by)
    }

    /// More databases of the same server.
    pub fn scratch(&self) -> Scratch {
        self.scratch.clone()
    }

    /// Some models as the database reads them back, in a transaction that is rolled back where that is possible.
    fn read_back(&mut self, desired: &Desired) -> Option<Schema> {
        if let Ok(Some(mut blank)) = self.scratch.blank()
            && let Ok(schema) = sketch(desired, &mut *blank)
        {
            return Some(schema);
        }
        materialise(desired, &mut self.scratch.database().ok()?).ok()
    }

    /// Reads those models that are not known and puts them beside those that are. `None` if they cannot be read apart.
    fn incrementally(&mut self, known: &Known, desired: &Desired) -> Option<Schema> {
        let split = known.split(&desired.schema);
        let mut schema = Schema { others: Vec::new(), ..desired.schema.clone() };
        if split.known.is_empty() {
            return None;
        }
        let mut read = if split.wanted.is_empty() {
            Schema::empty(schema.engine)
        } else {
            let partial = Desired::of(split.partial);
            self.read_back(&partial)?
        };
        schema.tables = split.known.into_iter().map(|table| (table.name.clone(), table)).collect();
        for name in split.wanted {
            schema.tables.insert(name.clone(), read.tables.remove(&name)?);
        }
        Some(schema)
    }
}

/// A scratch database on which migrations have been replayed; where it is known how far all but the last lead, only that one is
/// run.
///
/// # Errors
/// [`GenerateError::History`] with the file that fails.
pub fn replayed(scratch: &mut Scratch, migrations: &[Migration]) -> Result<ScratchDb, GenerateError> {
    let key = |scratch: &Scratch, migrations| history_key(scratch, migrations).to_string();
    let base = migrations.split_last().map(|(_, before)| key(scratch, before));
    scratch.template(&key(scratch, migrations), base.as_deref(), |database, based| {
        let left = if based { migrations.len() - 1 } else { 0 };
        let left = migrations.get(left..).unwrap_or_default();
        replay(left, database).map_err(|error| GenerateError::History(Box::new(error)))
    })
}

/// Of everything that a replay depends on.
fn history_key(scratch: &Scratch, migrations: &[Migration]) -> CacheKey {
    let mut texts = vec!["history"];
    for migration in migrations {
        texts.extend([migration.up.as_str(), if migration.in_transaction { "tx" } else { "no tx" }]);
    }
    CacheKey::new(scratch.engine(), scratch.server_version(), &texts)
}

/// Creates what the models ask for, reads it back and leaves nothing.
fn sketch(desired: &Desired, blank: &mut dyn Database) -> Result<Schema, DatabaseError> {
    let statements = ground::statements(desired);
    let all: String = statements.iter().map(|statement| format!("{};\n", statement.sql)).collect();
    blank.batch("BEGIN")?;
    let read = blank.batch(&all).and_then(|()| introspect::read(blank));
    let ended = blank.batch("ROLLBACK");
    let schema = read?;
    ended?;
    Ok(schema)
}

impl Rooms for ScratchRooms<'_> {
    fn history(&mut self) -> Result<Box<dyn Database + '_>, GenerateError> {
        Ok(Box::new(replayed(&mut self.scratch, &self.history.migrations)?))
    }

    fn empty(&mut self) -> Result<Option<Box<dyn Database + '_>>, GenerateError> {
        Ok(Some(Box::new(self.scratch.database()?)))
    }

    fn state(&mut self) -> Result<Schema, GenerateError> {
        if self.history.migrations.is_empty() {
            return Ok(Schema::empty(self.scratch.engine()));
        }
        let key = history_key(&self.scratch, &self.history.migrations);
        let remembered = self.memory.as_ref().and_then(|(cache, _)| cache.get(&key));
        if let Some(schema) = remembered {
            return Ok(schema);
        }
        let schema = introspect::read(&mut *self.history()?)?;
        if let Some((cache, _)) = &self.memory {
            cache.put(&key, &schema);
        }
        Ok(schema)
    }

    fn models(&mut self, desired: &Desired) -> Result<Schema, GenerateError> {
        let state = self.state()?;
        let with_ground = grounded(desired, &state);
        if let Some(error) = dangling(&with_ground) {
            return Err(error);
        }
        let mut schema = match self.read_models(&with_ground) {
            // What they were made on may be at fault.
            Err(GenerateError::Models { .. }) if with_ground != *desired => {
                self.read_models(&fitted(desired, &state))?
            }
            other => other?,
        };
        schema.tables.retain(|name, _| !with_ground.stand_ins.contains(name));
        adopt_sequences(&mut schema, &state);
        Ok(schema)
    }
}

impl ScratchRooms<'_> {
    fn read_models(&mut self, desired: &Desired) -> Result<Schema, GenerateError> {
        let Some((cache, project)) = self.memory.clone() else {
            return materialise(desired, &mut self.scratch.database()?);
        };
        let key = self.key(&["models", &project]);
        let known: Known = cache.get(&key).unwrap_or_default();
        let schema = match self.incrementally(&known, desired) {
            Some(schema) => schema,
            None => materialise(desired, &mut self.scratch.database()?)?,
        };
        let now = Known::of(&desired.schema, &schema);
        if now != known {
            cache.put(&key, &now);
        }
        Ok(schema)
    }
}
