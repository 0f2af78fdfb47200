//! Whether tables can still be written to.

use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;

use super::held::held;
use super::order::{Reference, Turn, turns};
use super::populate::Session;
use super::recipe::{Extent, numbers_itself, table_name};
use crate::database::{Database, DatabaseError, rows};
use crate::ir::{Engine, QName, Schema, Table};
use crate::sql::{ident, literal, qualified, quoted};

/// What could not be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum ProbeFailure {
    /// The database numbers rows with numbers that are taken.
    SequenceBehind {
        /// The table.
        table: QName,
        /// The column that is numbered.
        column: String,
        /// The statement that repairs it.
        repair: String,
    },
    /// No row can be inserted, whatever its values.
    Insert {
        /// The table.
        table: QName,
        /// What the database says.
        message: String,
    },
    /// No row can be updated.
    Update {
        /// The table.
        table: QName,
        /// What the database says.
        message: String,
    },
    /// No row was found that satisfies what the table asks for, which is no fault of the migration.
    NotTried {
        /// The table.
        table: QName,
        /// Whether it is about INSERT, or about UPDATE.
        insert: bool,
        /// What was in the way.
        reason: String,
    },
}

impl ProbeFailure {
    /// Whether the tables are at fault, rather than the rows that were tried.
    pub const fn is_defect(&self) -> bool {
        !matches!(self, Self::NotTried { .. })
    }

    /// The statement that repairs it, if there is one.
    pub fn repair(&self) -> Option<&str> {
        match self {
            Self::SequenceBehind { repair, .. } => Some(repair),
            _ => None,
        }
    }
}

impl fmt::Display for ProbeFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SequenceBehind { table, column, repair } => write!(
                f,
                "{table}.{column}: a new row gets a value that is taken: its sequence was left behind; add `{repair};`"
            ),
            Self::Insert { table, message } => {
                write!(f, "{table}: no row can be inserted any more: {message}")
            }
            Self::Update { table, message } => {
                write!(f, "{table}: no row can be updated any more: {message}")
            }
            Self::NotTried { table, insert: true, reason } => {
                write!(f, "{table}: inserting could not be tried: {reason}")
            }
            Self::NotTried { table, insert: false, reason } => {
                write!(f, "{table}: updating could not be tried: {reason}")
            }
        }
    }
}

/// Inserts a fresh row into each of the tables and updates what is in it, and takes both back. Sequences go on.
///
/// Columns that fill themselves are left to it. `behind`: those whose next number was taken before, see [`super::Snapshot::behind`].
///
/// # Errors
/// Only what stands in the way of all tables: a lost connection.
pub fn probe(
    database: &mut dyn Database,
    schema: &Schema,
    tables: &BTreeSet<QName>,
    behind: &BTreeSet<(QName, String)>,
) -> Result<Vec<ProbeFailure>, DatabaseError> {
    let schema = &*held(schema);
    let mut session = Session::begin(database)?;
    let mut failures = Vec::new();
    let mut result = Ok(());
    let mut touched: Vec<_> =
        turns(schema).into_iter().filter(|turn| tables.contains(&turn.table.name)).collect();
    touched.sort_by_key(|turn| &turn.table.name);
    for turn in touched {
        result = session.probe(schema, turn.table, behind, &mut failures);
        if result.is_err() {
            break;
        }
    }
    let ended = session.end(false);
    result?;
    ended?;
    Ok(failures)
}

/// A column whose next number is in the table already.
pub(super) struct Taken {
    pub column: String,
    /// The statement that repairs it.
    pub repair: String,
}

/// The columns of a table whose next number is taken (PostgreSQL).
pub(super) fn taken(database: &mut dyn Database, table: &Table) -> Result<Vec<Taken>, DatabaseError> {
    let mut found = Vec::new();
    if database.engine() == Engine::Sqlite {
        return Ok(found);
    }
    let name = table_name(&table.name);
    for column in table.columns.iter().filter(|column| numbers_itself(table, column)) {
        let named = column.default.as_ref().and_then(|default| default.sql.split('\'').nth(1)).map_or_else(
            || format!("pg_get_serial_sequence({}, {})", literal(&name), literal(&column.name)),
            literal,
        );
        let sequence: Vec<Option<String>> =
            rows(database, &format!("SELECT coalesce(to_json(({named})::text), 'null')::text AS row"))?;
        let Some(sequence) = sequence.into_iter().next().flatten() else { continue };
        let quoted = quoted(&column.name);
        let taken: Vec<(bool, bool)> = rows(
            database,
            &format!(
                "SELECT json_build_array(EXISTS (SELECT FROM {name} WHERE {quoted} = s.last_value::numeric + CASE WHEN s.is_called THEN p.seqincrement ELSE 0 END), p.seqincrement < 0)::text AS row
                 FROM {sequence} s, pg_catalog.pg_sequence p WHERE p.seqrelid = {}::regclass",
                literal(&sequence)
            ),
        )?;
        if let Some((true, falls)) = taken.first() {
            let repair = format!(
                "SELECT setval({}, (SELECT {}({}) FROM {}))",
                literal(&sequence),
                if *falls { "min" } else { "max" },
                ident(Engine::Postgres, &column.name),
                qualified(Engine::Postgres, &table.name)
            );
            found.push(Taken { column: column.name.clone(), repair });
        }
    }
    Ok(found)
}

/// How the database refused.
struct Refusal {
    state: String,
    message: String,
}

impl Refusal {
    /// Whether the row is to blame: a constraint, a value, or a trigger that raises. Everything else is the table. Without a state
    /// on PostgreSQL the row could not even be made.
    fn is_of_the_row(&self, engine: Engine) -> bool {
        match engine {
            Engine::Postgres => {
                self.state.is_empty()
                    || ["22", "23", "P0001"].iter().any(|class| self.state.starts_with(class))
            }
            Engine::Sqlite => !["no such", "no column", "mismatch", "malformed"]
                .iter()
                .any(|words| self.message.contains(words)),
        }
    }
}

impl Session<'_> {
    fn probe(
        &mut self,
        schema: &Schema,
        table: &Table,
        behind: &BTreeSet<(QName, String)>,
        failures: &mut Vec<ProbeFailure>,
    ) -> Result<(), DatabaseError> {
        self.database.batch("SAVEPOINT model_probe")?;
        let inserted = self.probe_insert(schema, table, behind);
        self.database.batch("ROLLBACK TO SAVEPOINT model_probe")?;
        failures.extend(inserted?);
        let updated = self.probe_update(table);
        self.database.batch("ROLLBACK TO SAVEPOINT model_probe; RELEASE SAVEPOINT model_probe")?;
        failures.extend(updated?);
        Ok(())
    }

    fn probe_insert(
        &mut self,
        schema: &Schema,
        table: &Table,
        behind: &BTreeSet<(QName, String)>,
    ) -> Result<Option<ProbeFailure>, DatabaseError> {
        let itself: BTreeSet<&str> = table
            .columns
            .iter()
            .filter(|column| {
                column.default.is_some() || self.engine == Engine::Postgres && numbers_itself(table, column)
            })
            .map(|column| column.name.as_str())
            .collect();
        let is_new = |taken: &Taken| !behind.contains(&(table.name.clone(), taken.column.clone()));
        let taken = taken(self.database, table)?.into_iter().find(is_new);
        // A new table's rows may have to refer to rows of other new tables, so none of these may be there.
        let references = vec![Reference::AtOnce; table.foreign_keys.len()];
        let turn = Turn { table, references };
        let existing = self.count(table)?;
        let mut last = None;
        // What a default gives may be taken, or refused by a check: then its column gets a value as well.
        for leave_out in [&itself, &BTreeSet::new()] {
            let recipe = self.recipe(schema, &turn, 0, leave_out)?;
            let extent = Extent { rows: 1, start: 5_000_321, pool: 64, mild: true };
            let refusal = match self.engine {
                Engine::Postgres => self.one_by_one(&recipe, extent, false)?,
                Engine::Sqlite => self.one_by_one_sqlite(&recipe, extent, true)?,
            };
            let refusal = refusal.map(|(state, message)| Refusal { state, message });
            if let (Some(refusal), Some(Taken { column, repair })) = (&refusal, &taken)
                && refusal.state == "23505"
            {
                let (table, column) = (table.name.clone(), column.clone());
                return Ok(Some(ProbeFailure::SequenceBehind { table, column, repair: repair.clone() }));
            }
            if self.count(table)? > existing {
                return Ok(None);
            }
            let defect = refusal.as_ref().is_some_and(|refusal| !refusal.is_of_the_row(self.engine));
            let message = match refusal {
                Some(refusal) => refusal.message,
                None => self.explain(&recipe, extent)?,
            };
            let table = table.name.clone();
            if defect {
                return Ok(Some(ProbeFailure::Insert { table, message }));
            }
            last = Some(ProbeFailure::NotTried { table, insert: true, reason: message });
        }
        Ok(last)
    }

    fn probe_update(&mut self, table: &Table) -> Result<Option<ProbeFailure>, DatabaseError> {
        let settable = table.columns.iter().find(|column| {
            column.generated.is_none() && !column.identity.as_ref().is_some_and(|identity| identity.always)
        });
        let Some(column) = settable else { return Ok(None) };
        let update = format!("UPDATE {} SET {1} = {1}", table_name(&table.name), quoted(&column.name));
        let Some(refusal) = self.refusal(&update)? else { return Ok(None) };
        let is_of_the_row = refusal.is_of_the_row(self.engine);
        let (table, message) = (table.name.clone(), refusal.message);
        Ok(Some(if is_of_the_row {
            ProbeFailure::NotTried { table, insert: false, reason: message }
        } else {
            ProbeFailure::Update { table, message }
        }))
    }

    /// How the database refuses a statement, if it does.
    fn refusal(&mut self, sql: &str) -> Result<Option<Refusal>, DatabaseError> {
        if self.engine == Engine::Sqlite {
            let refused = self.guarded(sql).err();
            return Ok(refused.map(|error| Refusal { state: String::new(), message: error.to_string() }));
        }
        let block = format!(
            "BEGIN
    PERFORM set_config('model.state', '', true);
    {sql};
    SET CONSTRAINTS ALL IMMEDIATE;
    SET CONSTRAINTS ALL DEFERRED;
EXCEPTION WHEN OTHERS THEN
    PERFORM set_config('model.refusal', SQLERRM, true), set_config('model.state', SQLSTATE, true);
END"
        );
        self.guarded(&format!("DO LANGUAGE plpgsql {}", literal(&block)))?;
        let said: Vec<(String, String)> = rows(
            self.database,
            "SELECT json_build_array(current_setting('model.state'), coalesce(current_setting('model.refusal', true), ''))::text AS row",
        )?;
        let said = said.into_iter().next().filter(|(state, _)| !state.is_empty());
        Ok(said.map(|(state, message)| Refusal { state, message }))
    }
}
