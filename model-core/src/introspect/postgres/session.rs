//! The settings that the server's deparsed text depends on, pinned while the catalog is read.

use crate::database::{Database, DatabaseError};

/// `SET LOCAL`, so that the end of the transaction or the savepoint brings the session's own values back.
///
/// `pg_temp` comes last, or a temporary table would hide the one of the same name in `public` and have it printed with
/// its schema. Constants in expressions are printed by their types' output functions, which heed the styles. The
/// catalog queries are estimated as expensive, and compiling them would take longer than running them; they join in a good
/// order as they are written, and to look for another takes longer than to run them on a small schema.
const PIN: &str = "
SET LOCAL search_path = public, pg_temp;
SET LOCAL quote_all_identifiers = off;
SET LOCAL standard_conforming_strings = on;
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL intervalstyle = 'postgres';
SET LOCAL timezone = 'UTC';
SET LOCAL extra_float_digits = 1;
SET LOCAL bytea_output = 'hex';
SET LOCAL jit = off;
SET LOCAL join_collapse_limit = 1";

/// Marks the transaction; the second query sees the mark only if both are of one transaction.
const MARK: &str = "SELECT to_json(set_config('model.probe', 'here', true))::text AS row";
const IS_MARKED: &str =
    "SELECT to_json(coalesce(current_setting('model.probe', true), '') = 'here')::text AS row";

/// Runs `read` under pinned settings, and leaves the session as it was, also when `read` fails.
pub fn pinned<T>(
    database: &mut dyn Database,
    read: impl FnOnce(&mut dyn Database) -> Result<T, DatabaseError>,
) -> Result<T, DatabaseError> {
    let (begin, end) = if in_transaction(database)? {
        ("SAVEPOINT model_read", "ROLLBACK TO SAVEPOINT model_read; RELEASE SAVEPOINT model_read")
    } else {
        ("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "ROLLBACK")
    };
    database.batch(begin)?;
    let result = database.batch(PIN).and_then(|()| read(database));
    let ended = database.batch(end);
    let value = result?;
    ended?;
    Ok(value)
}

/// Whether a transaction block is open. A `SAVEPOINT` would tell as well, but only by an error in the server's log.
fn in_transaction(database: &mut dyn Database) -> Result<bool, DatabaseError> {
    database.json_rows(MARK)?;
    Ok(database.json_rows(IS_MARKED)?.first().is_some_and(|row| row == "true"))
}
