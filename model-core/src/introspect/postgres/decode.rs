//! Small pieces of catalog text and numbers -> small pieces of the schema.

use super::rows::SequenceRow;
use crate::ir::{Action, Deferrable, Engine, Parameters, QName, SequenceOptions};
use crate::sql;

/// Takes off one pair of parentheses that encloses the whole.
///
/// Only the server's own text comes here: strings and quoted names double their quotes, and there is no dollar quoting.
pub fn strip_parens(sql: &str) -> &str {
    let Some(inner) = sql.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) else { return sql };
    let mut depth = 0_usize;
    let mut quote = None;
    for c in inner.chars() {
        match (quote, c) {
            (Some(open), _) => quote = Some(open).filter(|open| *open != c),
            (None, '\'' | '"') => quote = Some(c),
            (None, '(') => depth += 1,
            // This one closes what was taken off at the front: `(a) + (b)`.
            (None, ')') if depth == 0 => return sql,
            (None, ')') => depth -= 1,
            (None, _) => {}
        }
    }
    if depth == 0 && quote.is_none() { inner } else { sql }
}

/// `key=value` settings.
pub fn storage(options: Option<Vec<String>>, prefix: &str) -> Parameters {
    options
        .unwrap_or_default()
        .into_iter()
        .map(|option| match option.split_once('=') {
            Some((key, value)) => (format!("{prefix}{key}"), value.to_owned()),
            None => (format!("{prefix}{option}"), String::new()),
        })
        .collect()
}

/// A collation's name: as it is where it needs no schema, else as SQL.
///
/// A dot is what tells the two apart, so a name with a dot (`en_US.utf8`) is SQL, too.
pub fn collation(schema: Option<&str>, name: Option<String>) -> Option<String> {
    let name = name?;
    Some(match schema {
        None | Some("pg_catalog" | "public") if name.contains('.') => sql::quoted(&name),
        None | Some("pg_catalog" | "public") => name,
        Some(schema) => sql::qualified(Engine::Postgres, &QName::new(schema, name)),
    })
}

/// An operator class with its parameters: `gist_trgm_ops (siglen='32')`.
pub fn opclass(name: Option<String>, options: Option<Vec<String>>) -> Option<String> {
    let name = name?;
    let Some(options) = options else { return Some(name) };
    let settings: Vec<String> = storage(Some(options), "")
        .iter()
        .map(|(key, value)| format!("{key}='{}'", value.replace('\'', "''")))
        .collect();
    Some(format!("{name} ({})", settings.join(", ")))
}

/// `pg_constraint.condeferrable` and `condeferred`.
pub const fn deferrable(deferrable: bool, deferred: bool) -> Deferrable {
    match (deferrable, deferred) {
        (false, _) => Deferrable::Never,
        (true, false) => Deferrable::Immediate,
        (true, true) => Deferrable::Deferred,
    }
}

/// `pg_constraint.confdeltype` or `confupdtype`, with the columns of `SET NULL (..)`; `None` for an unknown code.
pub fn action(code: &str, columns: Vec<String>) -> Option<Action> {
    Some(match (code, columns.is_empty()) {
        ("a", _) => Action::NoAction,
        ("r", _) => Action::Restrict,
        ("c", _) => Action::Cascade,
        ("n", true) => Action::SetNull,
        ("n", false) => Action::SetNullColumns(columns),
        ("d", true) => Action::SetDefault,
        ("d", false) => Action::SetDefaultColumns(columns),
        _ => return None,
    })
}

/// Options that are not the defaults of a sequence of its type and direction.
pub fn sequence_options(row: &SequenceRow) -> SequenceOptions {
    let (type_min, type_max) = match row.ty.as_str() {
        "smallint" => (i64::from(i16::MIN), i64::from(i16::MAX)),
        "integer" => (i64::from(i32::MIN), i64::from(i32::MAX)),
        _ => (i64::MIN, i64::MAX),
    };
    let up = row.increment > 0;
    let (min, max) = if up { (1, type_max) } else { (type_min, -1) };
    let start = if up { row.min } else { row.max };
    let unless = |value, default| (value != default).then_some(value);
    SequenceOptions {
        start: unless(row.start, start),
        increment: unless(row.increment, 1),
        min: unless(row.min, min),
        max: unless(row.max, max),
        cache: unless(row.cache, 1),
        cycle: row.cycle,
    }
}

/// Whether the default is that of a serial column on this sequence.
pub fn draws_from(default: &str, sequence: &SequenceRow) -> bool {
    default == format!("nextval('{}'::regclass)", sequence.written.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_enclosing_pair_is_taken_off() {
        for (sql, stripped) in [
            ("(a > 0)", "a > 0"),
            ("((a > 0))", "(a > 0)"),
            ("((a > 0) AND (b > 0))", "(a > 0) AND (b > 0)"),
            ("(a) + (b)", "(a) + (b)"),
            ("lower(a)", "lower(a)"),
            ("(a = ')')", "a = ')'"),
            ("(a = '(') OR (b)", "(a = '(') OR (b)"),
            ("('it''s (' || \")\")", "'it''s (' || \")\""),
            ("()", ""),
            ("(", "("),
        ] {
            assert_eq!(strip_parens(sql), stripped, "{sql}");
        }
    }
}
