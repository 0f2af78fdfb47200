//! Copies of the rows before a migration.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::compare::Claims;
use super::counts::counts;
use super::probe::taken;
use super::recipe::table_name;
use super::types;
use crate::database::{Database, DatabaseError, rows};
use crate::ir::{Column, Engine, QName, Schema, Table};
use crate::sql::quoted;

/// The rows of every table that has any, kept in temporary tables of the connection: no catalog that is read shows them, and nothing that a
/// migration drops is used by them.
#[derive(Debug, Clone)]
pub struct Snapshot {
    pub(super) tables: Vec<Kept>,
    /// Labels of enum types by what they are to the server (PostgreSQL).
    pub(super) labels: BTreeMap<u64, Label>,
}

/// A table that was copied.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    pub table: Table,
    /// The copy, whose columns are `c0`, `c1`, ..
    pub copy: String,
    pub id: Option<u64>,
    /// The column's number to the server, by column (PostgreSQL).
    pub numbers: Vec<Option<i64>>,
    /// Columns whose next number is taken.
    pub behind: Vec<String>,
}

/// What a table is to the server, whatever it is called.
#[derive(Debug, Deserialize)]
pub(super) struct Identity {
    pub id: u64,
    pub schema: String,
    pub name: String,
    pub columns: BTreeMap<String, i64>,
}

/// A label, whatever it is called.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Label {
    pub id: u64,
    pub schema: String,
    pub ty: String,
    pub text: String,
}

pub(super) fn identities(database: &mut dyn Database) -> Result<Vec<Identity>, DatabaseError> {
    if database.engine() == Engine::Sqlite {
        return Ok(Vec::new());
    }
    rows(
        database,
        "SELECT json_build_object('id', c.oid::bigint, 'schema', n.nspname, 'name', c.relname, 'columns',
             (SELECT coalesce(json_object_agg(a.attname, a.attnum), '{}') FROM pg_catalog.pg_attribute a
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped))::text AS row
         FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'",
    )
}

pub(super) fn labels(database: &mut dyn Database) -> Result<BTreeMap<u64, Label>, DatabaseError> {
    if database.engine() == Engine::Sqlite {
        return Ok(BTreeMap::new());
    }
    let labels: Vec<Label> = rows(
        database,
        "SELECT json_build_object('id', e.oid::bigint, 'schema', n.nspname, 'ty', t.typname, 'text', e.enumlabel)::text AS row
         FROM pg_catalog.pg_enum e JOIN pg_catalog.pg_type t ON t.oid = e.enumtypid
         JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace",
    )?;
    Ok(labels.into_iter().map(|label| (label.id, label)).collect())
}

impl Snapshot {
    /// Copies every table of the schema that has rows.
    ///
    /// # Errors
    /// What the database says.
    pub fn take(database: &mut dyn Database, schema: &Schema) -> Result<Self, DatabaseError> {
        let types = types::read(database)?;
        let identities = identities(database)?;
        let mut tables = Vec::new();
        let counts = counts(database, schema)?;
        let has_rows = |table: &&Table| counts.get(&table.name).is_some_and(|rows| *rows > 0);
        for (n, table) in schema.tables.values().filter(has_rows).enumerate() {
            let identity =
                identities.iter().find(|it| it.schema == table.name.schema && it.name == table.name.name);
            let copy = format!("model_kept_{n}");
            let plain = |column: &Column| {
                let name = quoted(&column.name);
                let element = column.ty.sql.trim_end_matches("[]");
                let bare = element.split('(').next().unwrap_or(element);
                let is_named = column.ty.enum_name.is_some() || types.contains_key(bare);
                match (schema.engine, column.ty.sql.ends_with("[]"), is_named) {
                    (Engine::Sqlite, ..) => name,
                    (_, true, true) => format!("{name}::text[] COLLATE \"C\""),
                    (_, false, true) => format!("{name}::text COLLATE \"C\""),
                    _ if is_text(&column.ty.sql) => format!("{name}::text COLLATE \"C\""),
                    _ if is_text(element) => format!("{name}::text[] COLLATE \"C\""),
                    _ => name,
                }
            };
            let mut columns: Vec<_> = table
                .columns
                .iter()
                .enumerate()
                .map(|(n, column)| format!("{} AS c{n}", plain(column)))
                .collect();
            if columns.is_empty() {
                columns.push("1 AS none".to_owned());
            }
            database.batch(&format!(
                "DROP TABLE IF EXISTS {0}.{copy}; CREATE TEMPORARY TABLE {copy} AS SELECT {1} FROM {2}",
                temporary(schema.engine),
                columns.join(", "),
                table_name(&table.name)
            ))?;
            let number = |column: &Column| identity.and_then(|it| it.columns.get(&column.name).copied());
            let behind = taken(database, table)?.into_iter().map(|taken| taken.column).collect();
            tables.push(Kept {
                behind,
                numbers: table.columns.iter().map(number).collect(),
                id: identity.map(|it| it.id),
                table: table.clone(),
                copy: format!("{}.{copy}", temporary(schema.engine)),
            });
        }
        Ok(Self { tables, labels: labels(database)? })
    }

    /// The columns whose next number was taken already, under the names that they have now.
    pub fn behind(&self, claims: &Claims<'_>) -> BTreeSet<(QName, String)> {
        let of = |kept: &Kept| -> Vec<(QName, String)> {
            let old = &kept.table.name;
            let name = |column: &String| renamed_column(old, column, claims.renames);
            let table = renamed_table(old, claims.renames);
            kept.behind.iter().map(|column| (table.clone(), name(column))).collect()
        };
        self.tables.iter().flat_map(of).collect()
    }

    /// Drops the copies.
    ///
    /// # Errors
    /// What the database says.
    pub fn discard(self, database: &mut dyn Database) -> Result<(), DatabaseError> {
        let drops: Vec<_> =
            self.tables.iter().map(|kept| format!("DROP TABLE IF EXISTS {};", kept.copy)).collect();
        if drops.is_empty() { Ok(()) } else { database.batch(&drops.concat()) }
    }
}

const fn temporary(engine: Engine) -> &'static str {
    match engine {
        Engine::Postgres => "pg_temp",
        Engine::Sqlite => "temp",
    }
}

/// Whether a type of PostgreSQL is text, of whatever length.
pub(super) fn is_text(ty: &str) -> bool {
    !ty.ends_with(']') && (ty == "text" || ty.starts_with("character"))
}

/// The name that renames give to a table.
pub(super) fn renamed_table(table: &QName, renames: &[crate::diff::Rename]) -> QName {
    let mut name = table.clone();
    for rename in renames {
        if let crate::diff::Rename::Table(pair) = rename
            && pair.from == name
        {
            name = pair.to.clone();
        }
    }
    name
}

/// The name that renames give to a column.
pub(super) fn renamed_column(table: &QName, column: &str, renames: &[crate::diff::Rename]) -> String {
    let (mut table, mut column) = (table.clone(), column.to_owned());
    for rename in renames {
        match rename {
            crate::diff::Rename::Table(pair) if pair.from == table => table = pair.to.clone(),
            crate::diff::Rename::Column { table: at, column: pair }
                if *at == table && pair.from == column =>
            {
                column.clone_from(&pair.to);
            }
            _ => {}
        }
    }
    column
}
