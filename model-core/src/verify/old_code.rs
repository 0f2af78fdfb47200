//! What becomes of code that still runs when the schema has changed under it.
//!
//! In a rolling deploy the old program meets the new schema for a while. Its models say what it does: select all columns,
//! insert with the columns that a row cannot do without, update by key. These statements are tried on the migrated database;
//! what a statement cannot show (a type that Diesel reads in another form, a column that has to be given now) the catalog does.

use std::fmt;

use serde::Serialize;

use crate::database::{Database, DatabaseError};
use crate::ir::{Column, QName, Schema, Table};
use crate::sql::{ident, idents, qualified};

/// What old code does with a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Use {
    /// Reads all columns.
    Select,
    /// Writes a new row with the columns that it has to.
    Insert,
    /// Changes all columns by key.
    Update,
}

/// Something that old code cannot do any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Breaks {
    /// The table, by the name that the old code knows.
    pub table: QName,
    /// What it does with it.
    pub what: Use,
    /// Why that fails.
    pub reason: String,
}

impl fmt::Display for Breaks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.what {
            Use::Select => "selecting all columns of",
            Use::Insert => "inserting into",
            Use::Update => "updating all columns of",
        };
        write!(f, "{what} {} breaks: {}", self.table, self.reason)
    }
}

/// Tries what the models of `old` do on a database whose state is `new`. Nothing is changed: statements are explained only.
///
/// # Errors
/// If the connection is lost.
pub fn old_code(
    database: &mut dyn Database,
    old: &Schema,
    new: &Schema,
) -> Result<Vec<Breaks>, DatabaseError> {
    let mut breaks = Vec::new();
    for table in old.tables.values() {
        let now = new.tables.get(&table.name);
        if now == Some(table) {
            continue;
        }
        let mut push = |what, reason| breaks.push(Breaks { table: table.name.clone(), what, reason });
        for (what, sql) in statements(old, table) {
            // A failed statement outside a transaction leaves nothing behind.
            if let Err(error) = database.batch(&format!("EXPLAIN {sql}")) {
                push(what, error.message);
            }
        }
        let Some(now) = now else { continue };
        for column in &table.columns {
            match now.column(&column.name) {
                Some(other) if !is_read_alike(column, other) => {
                    push(
                        Use::Select,
                        format!(
                            "{} is {} now, and the old code reads {}",
                            column.name, other.ty.sql, column.ty.sql
                        ),
                    );
                }
                Some(other) if !column.nullable && other.nullable => {
                    push(
                        Use::Select,
                        format!("{} can be NULL now, and the old code does not expect it", column.name),
                    );
                }
                Some(other)
                    if column.fills_itself() && !other.fills_itself() && !now.is_rowid(&other.name) =>
                {
                    push(Use::Insert, format!("{} has to be given now", column.name));
                }
                _ => {}
            }
        }
        for column in now.columns.iter().filter(|column| table.column(&column.name).is_none()) {
            if !column.fills_itself() && !now.is_rowid(&column.name) {
                push(Use::Insert, format!("the new column {} is NOT NULL and has no default", column.name));
            }
        }
    }
    breaks.sort_by(|a, b| (&a.table, a.what, &a.reason).cmp(&(&b.table, b.what, &b.reason)));
    breaks.dedup();
    Ok(breaks)
}

fn statements(schema: &Schema, table: &Table) -> Vec<(Use, String)> {
    let engine = schema.engine;
    let name = qualified(engine, &table.name);
    let all: Vec<String> = table.columns.iter().map(|column| column.name.clone()).collect();
    if all.is_empty() {
        return Vec::new();
    }
    let mut out = vec![(Use::Select, format!("SELECT {} FROM {name}", idents(engine, &all)))];
    let required: Vec<String> = table
        .columns
        .iter()
        .filter(|column| !column.fills_itself() && !table.is_rowid(&column.name))
        .map(|column| column.name.clone())
        .collect();
    if !required.is_empty() {
        let values = vec!["NULL"; required.len()].join(", ");
        out.push((
            Use::Insert,
            format!("INSERT INTO {name} ({}) VALUES ({values})", idents(engine, &required)),
        ));
    }
    let key = table.primary_key.iter().flat_map(|key| &key.columns).collect::<Vec<_>>();
    let set: Vec<String> = table
        .columns
        .iter()
        .filter(|column| column.generated.is_none() && !key.contains(&&column.name))
        .map(|column| format!("{0} = {0}", ident(engine, &column.name)))
        .collect();
    if !key.is_empty() && !set.is_empty() {
        let by: Vec<String> = key.iter().map(|column| format!("{0} = {0}", ident(engine, column))).collect();
        out.push((Use::Update, format!("UPDATE {name} SET {} WHERE {}", set.join(", "), by.join(" AND "))));
    }
    out
}

/// Whether Diesel reads both types with one Rust type: lengths and scales make no difference, nor do the names of text.
fn is_read_alike(old: &Column, new: &Column) -> bool {
    let base = |column: &Column| {
        let ty = column.ty.sql.to_ascii_lowercase();
        let (head, array) = match ty.strip_suffix("[]") {
            Some(head) => (head, true),
            None => (ty.as_str(), false),
        };
        let head = head.split('(').next().unwrap_or_default().trim().to_owned();
        let head = match head.as_str() {
            "character varying" | "character" | "text" | "varchar" | "char" => "text".to_owned(),
            _ => head,
        };
        (head, array)
    };
    base(old) == base(new)
}
