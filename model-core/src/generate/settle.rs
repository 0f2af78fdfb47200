//! Expressions that print differently and mean the same.
//!
//! PostgreSQL does not print every expression in such a way that it prints alike once that text was read again:
//! `x BETWEEN 1 AND 9 AND y` is kept as two nested conditions, but what it is printed as is read as one flat one; the list of
//! `a_varchar IN ('a', 'b')` is cast as a whole, and once it was printed and read, by its elements. So the text in a catalog
//! depends on how often it has been through a dump. Where two texts differ, both are read and printed until they stay what they
//! are, and only then do they count as different.

use super::overlay::expressions;
use crate::database::{Database, DatabaseError};
use crate::dialect;
use crate::diff::{Changes, ItemChanges, Pair, TableChange, compare, compare_named};
use crate::introspect;
use crate::ir::{Engine, NotNull, QName, Schema, Table};

/// How often a text is read again. One round does for all that is known; what has not settled then is a change.
const ROUNDS: usize = 3;

/// Whether two texts of an expression differ: [`settle`] may show that they mean the same.
pub fn is_doubtful(engine: Engine, changes: &Changes) -> bool {
    engine == Engine::Postgres && changes.altered_tables.iter().any(has_doubt)
}

/// Compares two states, with `is_whole` also in what no model says of tables. Where two texts of an expression differ, both are read and printed in `database`, in a transaction that is
/// rolled back, until they settle.
pub fn compare_settled(
    database: &mut dyn Database,
    mut from: Schema,
    to: &Schema,
    is_whole: bool,
) -> Result<Changes, DatabaseError> {
    let compare = if is_whole { compare_named } else { compare };
    let changes = compare(Pair { from: &from, to });
    if !is_doubtful(to.engine, &changes) {
        return Ok(changes);
    }
    let mut to = to.clone();
    settle(database, &mut from, &mut to, &changes)?;
    Ok(compare(Pair { from: &from, to: &to }))
}

/// Gives the expressions of tables that `changes` is in doubt about the text at which they settle, on both sides. What is done
/// in the database for that is rolled back.
pub fn settle(
    database: &mut dyn Database,
    from: &mut Schema,
    to: &mut Schema,
    changes: &Changes,
) -> Result<(), DatabaseError> {
    let names = changes.altered_tables.iter().filter(|change| has_doubt(change));
    let names: Vec<QName> = names.map(|change| change.table.to.name.clone()).collect();
    let mut known = Schema::empty(to.engine);
    known.namespaces.clone_from(&changes.created_namespaces);
    known.extensions.clone_from(&changes.created_extensions);
    known.enums = changes.created_enums.iter().map(|ty| (ty.name.clone(), ty.clone())).collect();

    database.batch("BEGIN")?;
    let mut work = || -> Result<(), DatabaseError> {
        attempt(database, &known)?;
        for _ in 0..ROUNDS {
            let mut has_moved = false;
            for side in [&mut *from, &mut *to] {
                for name in &names {
                    if let Some(table) = side.tables.get_mut(name) {
                        has_moved |= print_again(database, table)?;
                    }
                }
            }
            if !has_moved {
                break;
            }
        }
        Ok(())
    };
    let done = work();
    database.batch("ROLLBACK")?;
    done
}

/// Creates a bare copy of the table, and takes over how its expressions are printed. Whether one is printed differently.
fn print_again(database: &mut dyn Database, table: &mut Table) -> Result<bool, DatabaseError> {
    const ROOM: &str = "model_settle";
    let mut copy = Table::new(QName::new(ROOM, &*table.name.name));
    copy.columns.clone_from(&table.columns);
    for column in &mut copy.columns {
        column.serial = None;
        column.identity = None;
        column.comment = None;
        column.nullable = true;
        column.not_null = NotNull::default();
    }
    copy.checks.clone_from(&table.checks);
    copy.exclusions.clone_from(&table.exclusions);
    copy.indexes.clone_from(&table.indexes);
    // What the models wrote has been read once; what it was printed as is what is in question.
    expressions(&mut copy, table, |expr, _| expr.source = None);
    let name = copy.name.clone();
    let mut room = Schema::empty(Engine::Postgres);
    room.namespaces.insert(ROOM.to_owned());
    room.tables.insert(name.clone(), copy);
    // A type that the other side lacks, say: the texts stay as they are, and count as different.
    if !attempt(database, &room)? {
        return Ok(false);
    }
    let read = introspect::read(database)?;
    database.batch(&format!("DROP SCHEMA {ROOM} CASCADE"))?;
    let mut has_moved = false;
    if let Some(read) = read.tables.get(&name) {
        expressions(table, read, |expr, printed| {
            has_moved |= expr.sql != printed.sql;
            expr.sql.clone_from(&printed.sql);
        });
    }
    Ok(has_moved)
}

/// Creates a schema, or nothing of it.
fn attempt(database: &mut dyn Database, schema: &Schema) -> Result<bool, DatabaseError> {
    database.batch("SAVEPOINT model_settle")?;
    for statement in dialect::materialise(schema) {
        if database.batch(&statement.sql).is_err() {
            database.batch("ROLLBACK TO SAVEPOINT model_settle")?;
            return Ok(false);
        }
    }
    Ok(true)
}

fn has_doubt(change: &TableChange) -> bool {
    fn replaced<T>(items: &ItemChanges<T>) -> bool {
        !items.altered.is_empty() || (!items.added.is_empty() && !items.dropped.is_empty())
    }
    let columns = change.columns.altered.iter().any(|pair| {
        (pair.from.default != pair.to.default && pair.from.default.is_some() && pair.to.default.is_some())
            || (pair.from.generated != pair.to.generated)
    });
    columns || replaced(&change.checks) || replaced(&change.exclusions) || replaced(&change.indexes)
}
