use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::database::{Database, DatabaseError, rows as query};
use crate::diff::{Changes, Pair, compare};
use crate::introspect;
use crate::ir::{Engine, QName, Schema, Table};
use crate::migration::{Piece, head, split};
use crate::observe::{self, Effect, LockMode, Observation, ObserveError};
use crate::rows::{RowChange, counts};
use crate::sql;

/// All that rules may know of a migration.
#[derive(Debug)]
pub struct Facts {
    /// The engine.
    pub engine: Engine,
    /// The server's major version; 3 on SQLite.
    pub server_version: u32,
    /// Whether Diesel puts a transaction around the file.
    pub in_transaction: bool,
    /// The file's statements.
    pub pieces: Vec<Piece>,
    /// Comments at the file's head.
    pub head: Vec<String>,
    /// What each statement did.
    pub statements: Vec<Observation>,
    /// The schema before.
    pub before: Schema,
    /// The schema after.
    pub after: Schema,
    /// How the two differ.
    pub changes: Changes,
    /// Rows in each table before.
    pub rows: BTreeMap<QName, u64>,
    /// Columns that have another name: the table before, the column's old name and its new one.
    pub renamed_columns: Vec<(QName, String, String)>,
    /// Tables that have another name.
    pub renamed_tables: Vec<(QName, QName)>,
    /// Sequences of columns whose numbering or type the migration changed, as they stand afterwards (PostgreSQL).
    pub sequences: Vec<Sequence>,
    /// What became of the rows, where they were compared.
    pub row_changes: Vec<RowChange>,
    /// Columns whose next number was taken before the migration.
    pub behind: BTreeSet<(QName, String)>,
}

/// The sequence of a column.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Sequence {
    /// The column's table.
    pub table: QName,
    /// The column.
    pub column: String,
    /// The column's type.
    pub column_type: String,
    /// The sequence's own type.
    pub sequence_type: String,
    /// The number that it gives next; `None` if it is at its end.
    #[serde(default)]
    pub next: Option<i64>,
    /// The largest number in the column.
    #[serde(default)]
    pub largest: Option<i64>,
}

/// Why facts could not be had.
#[derive(Debug, thiserror::Error)]
pub enum FactsError {
    /// A statement failed.
    #[error(transparent)]
    Statement(#[from] Box<ObserveError>),
    /// The catalog could not be read.
    #[error("the catalog could not be read: {0}")]
    Catalog(#[from] DatabaseError),
}

impl Facts {
    /// Runs a migration's file on a scratch database that stands at `before`, with rows in it, and gathers everything.
    ///
    /// # Errors
    /// [`FactsError::Statement`] with the statement that the server refuses.
    pub fn gather(
        database: &mut dyn Database,
        before: Schema,
        file: &str,
        in_transaction: bool,
    ) -> Result<Self, FactsError> {
        let engine = database.engine();
        let pieces = split(engine, file);
        let rows = counts(database, &before)?;
        let server_version = version(database)?;
        let statements: Vec<&str> = pieces.iter().map(|piece| piece.sql.as_str()).collect();
        let observed = observe::migration(database, &statements, in_transaction)?;
        let after = introspect::read(database)?;
        let changes = compare(Pair { from: &before, to: &after });
        let mut facts = Self {
            engine,
            server_version,
            in_transaction,
            head: head(file),
            pieces,
            statements: observed.statements,
            before,
            after,
            changes,
            rows,
            renamed_columns: observed.renamed_columns,
            renamed_tables: observed.renamed_tables,
            sequences: Vec::new(),
            row_changes: Vec::new(),
            behind: BTreeSet::new(),
        };
        if engine == Engine::Postgres {
            facts.sequences = facts.read_sequences(database)?;
        }
        Ok(facts)
    }

    /// A table's name as SQL.
    pub fn sql(&self, table: &QName) -> String {
        sql::qualified(self.engine, table)
    }

    /// A column's name as SQL.
    pub fn ident(&self, column: &str) -> String {
        sql::ident(self.engine, column)
    }

    /// The line on which a statement begins.
    pub fn line(&self, statement: usize) -> Option<usize> {
        self.pieces.get(statement).map(|piece| piece.line)
    }

    /// Every effect with the statement that had it.
    pub fn effects(&self) -> impl Iterator<Item = (usize, &Observation, &Effect)> {
        self.statements
            .iter()
            .enumerate()
            .flat_map(|(at, seen)| seen.effects.iter().map(move |effect| (at, seen, effect)))
    }

    /// Whether the table was there before the migration, under this name or the one that it had.
    pub fn existed(&self, table: &QName) -> bool {
        self.before.tables.contains_key(table) || self.renamed_tables.iter().any(|(_, to)| to == table)
    }

    /// How many rows the table had before.
    pub fn rows_in(&self, table: &QName) -> u64 {
        self.rows.get(table).copied().unwrap_or(0)
    }

    /// The table as it was before, found under the name that it had or has.
    pub fn table_before(&self, table: &QName) -> Option<&Table> {
        let old = self.renamed_tables.iter().find(|(_, to)| to == table).map_or(table, |(from, _)| from);
        self.before.tables.get(old)
    }

    /// The table as it is afterwards, found under the name that it had or has.
    pub fn table_after(&self, table: &QName) -> Option<&Table> {
        let new = self.renamed_tables.iter().find(|(from, _)| from == table).map_or(table, |(_, to)| to);
        self.after.tables.get(new)
    }

    /// Tables that were there before, on both sides of the migration.
    pub fn tables(&self) -> impl Iterator<Item = (&Table, &Table)> {
        self.before.tables.values().filter_map(|table| Some((table, self.table_after(&table.name)?)))
    }

    /// The locks on relations that were there before which one of the file's transactions takes, at least as strong as
    /// `mode`: the statement that takes each.
    pub fn locks(&self, mode: LockMode) -> impl Iterator<Item = (usize, &Observation, &QName)> {
        self.statements.iter().enumerate().flat_map(move |(at, seen)| {
            seen.locks
                .iter()
                .filter(move |lock| lock.existed && lock.mode >= mode && lock.is_on_table())
                .map(move |lock| (at, seen, &lock.relation))
        })
    }

    /// The sequences of columns that had none before, or whose type has changed, and how far their columns are.
    fn read_sequences(&self, database: &mut dyn Database) -> Result<Vec<Sequence>, DatabaseError> {
        let touched: Vec<(QName, String)> = self
            .tables()
            .flat_map(|(before, after)| {
                after.columns.iter().filter_map(|new| {
                    let old = before.column(&new.name)?;
                    let changed =
                        old.ty != new.ty || old.identity != new.identity || old.serial != new.serial;
                    (changed && (new.identity.is_some() || new.serial.is_some()))
                        .then(|| (after.name.clone(), new.name.clone()))
                })
            })
            .collect();
        let mut sequences = Vec::new();
        for (table, column) in touched {
            let from = sql::qualified(Engine::Postgres, &table);
            let (literal, number) = (sql::literal(&from), sql::literal(&column));
            let named = format!("SELECT to_json(pg_get_serial_sequence({literal}, {number}))::text AS row");
            let Some(sequence) = query::<Option<String>>(database, &named)?.into_iter().next().flatten()
            else {
                continue;
            };
            let text = include_str!("sequence.sql")
                .replace("{sequence}", &sequence)
                .replace("{from}", &from)
                .replace("{ident}", &sql::ident(Engine::Postgres, &column))
                .replace("{table}", &literal)
                .replace("{schema_name}", &sql::literal(&table.schema))
                .replace("{table_name}", &sql::literal(&table.name))
                .replace("{column}", &number);
            sequences.extend(query::<Sequence>(database, &text)?);
        }
        Ok(sequences)
    }
}

fn version(database: &mut dyn Database) -> Result<u32, DatabaseError> {
    let sql = match database.engine() {
        Engine::Postgres => "SELECT (current_setting('server_version_num')::int / 10000)::text AS row",
        Engine::Sqlite => return Ok(3),
    };
    Ok(query(database, sql)?.first().copied().unwrap_or(0))
}
