//! A default as the database prints it -> `default = ..`.

use model_core::ir::{Column, Engine, Schema};

use super::names::Naming;
use super::text::quoted;

/// What stands behind `default =`.
pub fn written(schema: &Schema, column: &Column, sql: &str, naming: &dyn Naming) -> String {
    let ty = column.ty.sql.as_str();
    let is_postgres = schema.engine == Engine::Postgres;
    if schema.engine == Engine::Sqlite && sql == "CURRENT_TIMESTAMP" {
        // What the lowering makes of it there.
        return "now()".to_owned();
    }
    if matches!(
        sql,
        "CURRENT_TIMESTAMP"
            | "CURRENT_DATE"
            | "CURRENT_TIME"
            | "LOCALTIMESTAMP"
            | "LOCALTIME"
            | "CURRENT_USER"
            | "SESSION_USER"
    ) {
        return sql.to_owned();
    }
    if sql == "now()" && is_postgres || sql != "now()" && is_call(sql) {
        return sql.to_owned();
    }
    if is_postgres && matches!(sql, "true" | "false") || !is_postgres && matches!(sql, "TRUE" | "FALSE") {
        return sql.to_lowercase();
    }
    if is_number(sql) {
        return sql.to_owned();
    }
    if let Some((text, cast)) = literal(sql) {
        // `'-1'::integer` is how PostgreSQL prints -1.
        let is_negative = text.starts_with('-') && is_number(&text);
        if is_negative && matches!(cast, "integer" | "numeric") {
            return text;
        }
        if let Some(name) = &column.ty.enum_name
            && cast == ty
            && let Some(variant) = naming.variant(name, &text)
        {
            return variant;
        }
        let of_text = ty == "text" && cast == "text"
            || ty.starts_with("character varying") && cast == "character varying" && !ty.ends_with("[]");
        if if is_postgres { of_text } else { cast.is_empty() } {
            return quoted(&text);
        }
    }
    format!("sql({})", quoted(sql))
}

/// `gen_random_uuid()`: reads in Rust as it does in SQL.
fn is_call(sql: &str) -> bool {
    let Some(name) = sql.strip_suffix("()") else { return false };
    let plain = name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    plain && super::names::is_ident(name) && name != "sql"
}

/// A number that Rust writes in the same way.
fn is_number(sql: &str) -> bool {
    let digits = sql.strip_prefix('-').unwrap_or(sql);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    all(whole) && all(fraction) && (whole == "0" || !whole.starts_with('0'))
}

/// A string literal, and the type that it is cast to.
fn literal(sql: &str) -> Option<(String, &str)> {
    let rest = sql.strip_prefix('\'')?;
    let mut text = String::new();
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c != '\'' {
            text.push(c);
        } else if chars.next_if(|(_, next)| *next == '\'').is_some() {
            text.push('\'');
        } else {
            let rest = &rest[at + 1..];
            return match rest.strip_prefix("::") {
                Some(cast) => Some((text, cast)),
                None => rest.is_empty().then_some((text, "")),
            };
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use model_core::ir::{ForeignKey, QName, Table};

    use super::*;

    struct Moods;

    impl Naming for Moods {
        fn column(&self, _: &QName, column: &str) -> String {
            column.to_owned()
        }

        fn model(&self, _: &QName, _: &QName) -> Option<String> {
            None
        }

        fn variant(&self, _: &QName, label: &str) -> Option<String> {
            (label == "glad").then(|| "Mood::Glad".to_owned())
        }

        fn joins(&self, _: &Table, _: &ForeignKey) -> bool {
            true
        }
    }

    #[test]
    fn postgres_defaults() {
        for (ty, sql, expected) in [
            ("timestamp with time zone", "now()", "now()"),
            ("timestamp with time zone", "CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP"),
            ("uuid", "gen_random_uuid()", "gen_random_uuid()"),
            ("integer", "1", "1"),
            ("bigint", "'-1'::integer", "-1"),
            ("numeric", "'-1.50'::numeric", "-1.50"),
            ("bigint", "'5'::bigint", "sql(\"'5'::bigint\")"),
            ("text", "'it''s'::text", "\"it's\""),
            ("character varying(9)", "'a'::character varying", "\"a\""),
            ("character(2)", "'a'::bpchar", "sql(\"'a'::bpchar\")"),
            ("jsonb", "'{}'::jsonb", "sql(\"'{}'::jsonb\")"),
            ("text", "('a'::text || 'b'::text)", "sql(\"('a'::text || 'b'::text)\")"),
            ("boolean", "true", "true"),
            ("mood", "'glad'::mood", "Mood::Glad"),
            ("mood", "'sad'::mood", "sql(\"'sad'::mood\")"),
        ] {
            let mut column = Column::new("c", ty);
            column.ty.enum_name = (ty == "mood").then(|| QName::new("public", "mood"));
            assert_eq!(written(&Schema::empty(Engine::Postgres), &column, sql, &Moods), expected, "{sql}");
        }
    }

    #[test]
    fn sqlite_defaults() {
        for (sql, expected) in [
            ("CURRENT_TIMESTAMP", "now()"),
            ("'x'", "\"x\""),
            ("007", "sql(\"007\")"),
            ("TRUE", "true"),
            ("X'00'", "sql(\"X'00'\")"),
        ] {
            let column = Column::new("c", "TEXT");
            assert_eq!(written(&Schema::empty(Engine::Sqlite), &column, sql, &Moods), expected, "{sql}");
        }
    }
}
