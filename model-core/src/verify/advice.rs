//! What to do about rows that a statement failed on.
//!
//! The scratch server speaks English, and names what it is about in double quotes (`errmsg` in PostgreSQL's
//! `tablecmds.c`, `nbtsort.c`, `ri_triggers.c`); SQLite writes `KIND constraint failed: table.column, ..`.

use crate::database::DatabaseError;
use crate::ir::Engine;
use crate::sql::ident;

/// How to count the rows in question in production, and what lets the statement through.
pub fn advice(engine: Engine, error: &DatabaseError) -> Vec<String> {
    let message = error.message.as_str();
    let names = quoted_names(message);
    let name = |at: usize| names.get(at).map(|name| ident(engine, name)).unwrap_or_default();
    if message.contains("contains null values") {
        return vec![
            format!("count them: SELECT count(*) FROM {} WHERE {} IS NULL", name(1), name(0)),
            "give the column a DEFAULT, or fill the rows first: UPDATE .. WHERE .. IS NULL".to_owned(),
        ];
    }
    if message.starts_with("could not create unique index") {
        let columns =
            error.detail.as_deref().and_then(|detail| between(detail, "Key (", ")=")).unwrap_or("..");
        return vec![
            format!("count them: SELECT {columns}, count(*) FROM .. GROUP BY {columns} HAVING count(*) > 1"),
            "merge or delete the rows that are equal before the key is made".to_owned(),
        ];
    }
    if message.contains("violates foreign key constraint") {
        let columns =
            error.detail.as_deref().and_then(|detail| between(detail, "Key (", ")=")).unwrap_or("..");
        let parent =
            error.detail.as_deref().and_then(|detail| between(detail, "in table \"", "\"")).unwrap_or("..");
        return vec![
            format!(
                "count them: SELECT count(*) FROM {} AS child WHERE child.{columns} IS NOT NULL AND NOT EXISTS \
                 (SELECT 1 FROM {parent} AS parent WHERE parent.key = child.{columns})",
                name(0)
            ),
            "delete the orphans or give them a parent, or add the key NOT VALID for now".to_owned(),
        ];
    }
    if message.contains("is violated by some row") {
        return vec![
            format!("count them: SELECT count(*) FROM {} WHERE NOT (the condition of {})", name(1), name(0)),
            "correct the rows first, or add the check NOT VALID for now".to_owned(),
        ];
    }
    if message.starts_with("value too long for type") {
        return vec!["cut the values: ALTER COLUMN .. TYPE .. USING left(.., n)".to_owned()];
    }
    if message.contains("out of range") || message.starts_with("invalid input syntax") {
        return vec![
            "say what becomes of such values: ALTER COLUMN .. TYPE .. USING CASE WHEN .. THEN .. END"
                .to_owned(),
        ];
    }
    if let Some(columns) = message.strip_prefix("NOT NULL constraint failed: ") {
        let (table, column) = columns.split_once('.').unwrap_or((columns, ".."));
        return vec![
            format!("count them: SELECT count(*) FROM {} WHERE {column} IS NULL", old_table(table)),
            "give the column a DEFAULT, or fill the rows first: UPDATE .. WHERE .. IS NULL".to_owned(),
        ];
    }
    if let Some(columns) = message.strip_prefix("UNIQUE constraint failed: ") {
        let table = columns.split('.').next().unwrap_or("..");
        let list: Vec<&str> = columns
            .split(", ")
            .map(|column| column.split_once('.').map_or(column, |(_, name)| name))
            .collect();
        let list = list.join(", ");
        return vec![format!(
            "count them: SELECT {list}, count(*) FROM {} GROUP BY {list} HAVING count(*) > 1",
            old_table(table)
        )];
    }
    Vec::new()
}

/// A rebuild copies into a table that takes the old one's name afterwards.
fn old_table(table: &str) -> &str {
    table.strip_prefix("_new_").unwrap_or(table)
}

fn quoted_names(message: &str) -> Vec<&str> {
    message.split('"').skip(1).step_by(2).collect()
}

fn between<'t>(text: &'t str, left: &str, right: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(left)?;
    rest.split_once(right).map(|(inner, _)| inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(engine: Engine, message: &str, detail: Option<&str>) -> String {
        let error = DatabaseError { detail: detail.map(ToOwned::to_owned), ..DatabaseError::new(message) };
        advice(engine, &error).into_iter().next().unwrap_or_default()
    }

    #[test]
    fn rows_can_be_counted() {
        assert_eq!(
            first(Engine::Postgres, "column \"Name\" of relation \"users\" contains null values", None),
            "count them: SELECT count(*) FROM users WHERE \"Name\" IS NULL"
        );
        assert_eq!(
            first(
                Engine::Postgres,
                "could not create unique index \"t_a_b_key\"",
                Some("Key (a, b)=(1, 2) is duplicated.")
            ),
            "count them: SELECT a, b, count(*) FROM .. GROUP BY a, b HAVING count(*) > 1"
        );
        assert_eq!(
            first(Engine::Sqlite, "UNIQUE constraint failed: _new_t.a, _new_t.b", None),
            "count them: SELECT a, b, count(*) FROM t GROUP BY a, b HAVING count(*) > 1"
        );
        assert_eq!(first(Engine::Postgres, "division by zero", None), "");
    }
}
