//! Any two states, wherever they come from: what `difference` and `generate` need of them.

use super::kept;
use super::proof::attainable;
use super::{GenerateError, NotRemade, Rooms, ScratchRooms, compare_settled, materialise, replayed};
use crate::database::{Database, in_transaction};
use crate::desired::Desired;
use crate::dialect;
use crate::diff::Pair;
use crate::introspect;
use crate::ir::{Engine, OtherObject, Schema};
use crate::migration::{History, leading_words, split};
use crate::scratch::{Cache, CacheKey, Scratch, ScratchDb};

/// A text of SQL statements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    /// What errors call it.
    pub name: String,
    /// The statements.
    pub sql: String,
}

/// Where a state comes from, which is how a scratch database is brought into it.
#[derive(Debug, Clone)]
pub enum Origin {
    /// Models.
    Models(Box<Desired>),
    /// Migrations.
    History(History),
    /// Scripts, run in this order.
    Scripts(Vec<Script>),
    /// A catalog: of a database that is only read, or of nothing.
    Catalog(Box<Schema>),
}

impl Origin {
    /// The state, read from a scratch database, if it is not known already. `memory` is where states are remembered, with the
    /// name under which the models are.
    ///
    /// # Errors
    /// What the scratch database refuses, or that there is none.
    pub fn read(
        &self,
        scratch: impl FnOnce() -> Result<Scratch, GenerateError>,
        memory: Option<(Cache, String)>,
    ) -> Result<Schema, GenerateError> {
        let nothing = History::default();
        let rooms = |scratch, history| {
            let rooms = ScratchRooms::new(scratch, history);
            match memory {
                Some((cache, project)) => rooms.remembering(cache, project),
                None => rooms,
            }
        };
        match self {
            Self::Catalog(schema) => Ok((**schema).clone()),
            Self::History(history) => rooms(scratch()?, history).state(),
            Self::Models(desired) => rooms(scratch()?, &nothing).models(desired),
            Self::Scripts(scripts) => Ok(introspect::read(&mut scripted(scripts, &mut scratch()?)?)?),
        }
    }
}

/// [`Rooms`] for two states that were read. A scratch database is made only when it is needed.
pub struct StateRooms<'a> {
    scratch: Box<dyn FnMut() -> Result<Scratch, GenerateError> + 'a>,
    origin: Origin,
    states: Pair<Schema>,
    exact: bool,
    is_whole: bool,
    not_remade: Option<NotRemade>,
    lost: Vec<OtherObject>,
}

impl<'a> StateRooms<'a> {
    /// Rooms for the way from one state to another. `origin` is where the first comes from: [`Origin::Catalog`] of it if a
    /// part of it was left out.
    pub fn new(
        origin: Origin,
        states: Pair<Schema>,
        scratch: impl FnMut() -> Result<Scratch, GenerateError> + 'a,
    ) -> Self {
        Self {
            scratch: Box::new(scratch),
            origin,
            states,
            exact: false,
            is_whole: false,
            not_remade: None,
            lost: Vec::new(),
        }
    }

    /// Whether both states say all that there is of what no model describes, so that it is compared and brought about.
    /// Otherwise only what is there matters, because it has to be kept.
    #[must_use]
    pub const fn wholly(mut self, is_whole: bool) -> Self {
        self.is_whole = is_whole;
        self
    }

    /// Whether a copy that is not equal to its original will not do.
    #[must_use]
    pub const fn exactly(mut self, exact: bool) -> Self {
        self.exact = exact;
        self
    }

    /// What the copy of the first state lacks, if one had to be made and is not equal.
    pub const fn not_remade(&self) -> Option<&NotRemade> {
        self.not_remade.as_ref()
    }

    /// Objects that no model describes and that could not be made in the copy: nothing is shown about them.
    pub fn lost(&self) -> &[OtherObject] {
        &self.lost
    }

    fn copied(&mut self, schema: &Schema) -> Result<ScratchDb, GenerateError> {
        let mut scratch = (self.scratch)()?;
        let is_whole = self.is_whole;
        let kind = if is_whole { "whole catalog" } else { "catalog" };
        let made = scratch.template(&key(&scratch, kind, schema), None, |database, _| {
            let lack = remake(schema, is_whole, database)?;
            if lack.remaining.is_empty() { Ok(()) } else { Err(GenerateError::NotRemade(Box::new(lack))) }
        });
        let mut database = match made {
            Err(GenerateError::NotRemade(_)) if !self.exact => {
                let mut database = scratch.database()?;
                self.not_remade = Some(remake(schema, is_whole, &mut database)?);
                database
            }
            other => other?,
        };
        if !schema.others.is_empty() {
            let there = introspect::read(&mut database)?.others;
            let is_there = |object: &OtherObject| there.iter().any(|other| same(other, object));
            self.lost = schema.others.iter().filter(|object| !is_there(object)).cloned().collect();
        }
        Ok(database)
    }
}

impl Rooms for StateRooms<'_> {
    fn history(&mut self) -> Result<Box<dyn Database + '_>, GenerateError> {
        let roles = self.states.from.roles.union(&self.states.to.roles).cloned().collect();
        (self.scratch)()?.roles(&roles)?;
        let database = match &self.origin {
            Origin::Catalog(schema) => {
                let schema = schema.clone();
                self.copied(&schema)?
            }
            Origin::History(history) => replayed(&mut (self.scratch)()?, &history.migrations)?,
            Origin::Scripts(scripts) => scripted(scripts, &mut (self.scratch)()?)?,
            Origin::Models(desired) => {
                let mut scratch = (self.scratch)()?;
                let key = key(&scratch, "models", &desired.schema);
                scratch.template(&key, None, |database, _| materialise(desired, database).map(drop))?
            }
        };
        Ok(Box::new(database))
    }

    fn models(&mut self, _: &Desired) -> Result<Schema, GenerateError> {
        let mut to = self.states.to.clone();
        if !self.is_whole {
            to.others.clear();
        }
        Ok(to)
    }

    fn is_whole(&self) -> bool {
        self.is_whole
    }

    fn empty(&mut self) -> Result<Option<Box<dyn Database + '_>>, GenerateError> {
        Ok(Some(Box::new((self.scratch)()?.database()?)))
    }

    fn state(&mut self) -> Result<Schema, GenerateError> {
        Ok(self.states.from.clone())
    }
}

fn key(scratch: &Scratch, kind: &str, schema: &Schema) -> String {
    // Plain data without maps that could fail.
    let json = serde_json::to_string(schema).unwrap_or_default();
    CacheKey::new(scratch.engine(), scratch.server_version(), &["state", kind, &json]).to_string()
}

fn same(a: &OtherObject, b: &OtherObject) -> bool {
    (&a.kind, &a.name, &a.table) == (&b.kind, &b.name, &b.table)
}

/// A database on which the scripts have been run.
fn scripted(scripts: &[Script], scratch: &mut Scratch) -> Result<ScratchDb, GenerateError> {
    let mut texts = vec!["scripts"];
    texts.extend(scripts.iter().map(|script| script.sql.as_str()));
    let key = CacheKey::new(scratch.engine(), scratch.server_version(), &texts).to_string();
    scratch.template(&key, None, |database, _| scripts.iter().try_for_each(|script| run(script, database)))
}

/// Runs a script, all at once where that is possible, else statement by statement: that also tells the one that is refused, and
/// is the only way for one that needs its own transaction.
fn run(script: &Script, database: &mut dyn Database) -> Result<(), GenerateError> {
    let engine = database.engine();
    let sql = without_restrictions(engine, script.sql.trim_start_matches('\u{feff}'));
    let pieces = split(engine, &sql);
    let transaction = ["BEGIN", "START", "COMMIT", "END", "ROLLBACK"];
    let brings_its_own = pieces.iter().any(|piece| {
        let words = leading_words(engine, &piece.sql, 1);
        words.first().is_some_and(|word| transaction.contains(&word.as_str()))
    });
    let one_by_one = |database: &mut dyn Database| {
        pieces
            .iter()
            .try_for_each(|piece| database.batch(&piece.sql).map_err(|error| (Some(piece.line), error)))
    };
    let done = if brings_its_own {
        one_by_one(database)
    } else {
        in_transaction(database, &sql).or_else(|_| one_by_one(database))
    };
    // A dump leaves a session without a search path.
    let reset = if engine == Engine::Postgres { database.batch("RESET ALL") } else { Ok(()) };
    done.map_err(|(line, error)| {
        let error = Box::new(error);
        GenerateError::Script { name: script.name.clone(), line, error }
    })?;
    Ok(reset?)
}

/// Without the `\restrict` and `\unrestrict` of a `pg_dump`, which are for `psql`. Lines stay where they are.
fn without_restrictions(engine: Engine, sql: &str) -> String {
    let is_for_psql = |line: &str| {
        engine == Engine::Postgres && (line.starts_with("\\restrict ") || line.starts_with("\\unrestrict "))
    };
    let lines = sql.split_inclusive('\n');
    lines.map(|line| if is_for_psql(line) { "\n" } else { line }).collect()
}

/// Makes a state in an empty database from what its catalog told, and says what is lacking.
fn remake(schema: &Schema, is_whole: bool, database: &mut dyn Database) -> Result<NotRemade, GenerateError> {
    let schema = &if is_whole { kept::whole(schema.clone()) } else { schema.clone() };
    let texts = |schema: &Schema| -> Vec<String> {
        dialect::materialise(schema).into_iter().map(|statement| statement.sql).collect()
    };
    let is_postgres = schema.engine == Engine::Postgres;
    if is_postgres {
        // A function may name what comes after it.
        database.batch("SET check_function_bodies = off")?;
    }
    let mut at_once = |statements: &[String]| {
        let all: String = statements.iter().map(|sql| format!("{sql};\n")).collect();
        in_transaction(database, &all).is_ok()
    };
    let bare = Schema { others: Vec::new(), ..schema.clone() };
    let (mut open, others) = if at_once(&texts(schema)) {
        (Vec::new(), Vec::new())
    } else {
        let statements = texts(&bare);
        let open = if at_once(&statements) { Vec::new() } else { statements };
        let others = schema.others.iter();
        let of_object = |object: &OtherObject| {
            object
                .definition
                .iter()
                .chain(object.extras.iter().map(|extra| &extra.set))
                .cloned()
                .collect::<Vec<_>>()
        };
        (open, others.flat_map(of_object).collect())
    };
    let needed = open.len();
    // A table may need a function, a view another view: whatever can be made is, until nothing more can.
    open.extend(others);
    let mut open: Vec<(usize, String)> = open.into_iter().enumerate().collect();
    let refused = loop {
        let (mut left, mut refused) = (Vec::new(), Vec::new());
        let before = open.len();
        for (at, sql) in open {
            if let Err(error) = database.batch(&sql) {
                if at < needed {
                    refused.push((sql.clone(), error));
                }
                left.push((at, sql));
            }
        }
        if left.is_empty() || left.len() == before {
            break refused;
        }
        open = left;
    };
    if is_postgres {
        database.batch("RESET check_function_bodies")?;
    }
    let read = introspect::read(database)?;
    let remaining = compare_settled(database, read, &attainable(schema), is_whole)?;
    Ok(NotRemade { refused, remaining })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_dump_says_to_psql_is_left_out() {
        let dump = "\\restrict abc\n\nSELECT 1;\n\\unrestrict abc\n";
        assert_eq!(without_restrictions(Engine::Postgres, dump), "\n\nSELECT 1;\n\n");
        assert_eq!(without_restrictions(Engine::Sqlite, dump), dump);
    }
}
