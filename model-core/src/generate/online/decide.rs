//! What the server can do in an instant, told from the texts alone: planning has no connection.

/// Whether a default is the same for all rows there are, so that ADD COLUMN neither scans nor rewrites. Anything but a literal, a
/// cast of one, or the moment and user of the transaction counts as different for each row.
pub fn is_stable(default: &str) -> bool {
    atom(default).is_some_and(casts)
}

/// Whether a text is nothing but casts.
fn casts(text: &str) -> bool {
    let text = text.trim();
    text.is_empty() || text.strip_prefix("::").is_some_and(|rest| casts(type_name(rest)))
}

/// What follows the name of a type.
fn type_name(text: &str) -> &str {
    let of_type = |c: char| c.is_alphanumeric() || " _.\"(),[]".contains(c);
    text.trim_start_matches(of_type)
}

/// What follows a literal, or a word that stands for one value in a transaction.
fn atom(text: &str) -> Option<&str> {
    let text = text.trim_start();
    if let Some(rest) = text.strip_prefix('\'') {
        return after_literal(rest);
    }
    if text.starts_with('(') {
        let end = closing(text)?;
        return is_stable(&text[1..end]).then(|| &text[end + 1..]);
    }
    let number = text.trim_start_matches(['-', '+']).trim_start();
    if number.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return Some(number.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '.'));
    }
    let word = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len());
    let rest = &text[word..];
    match text[..word].to_ascii_lowercase().as_str() {
        "true" | "false" | "null" | "current_timestamp" | "localtimestamp" | "current_date"
        | "current_time" | "localtime" | "current_user" | "current_role" | "session_user" | "user" => {
            // `CURRENT_TIMESTAMP(3)`
            let precision = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'));
            let precision = precision.filter(|(digits, _)| digits.chars().all(|c| c.is_ascii_digit()));
            Some(precision.map_or(rest, |(_, rest)| rest))
        }
        "now" | "transaction_timestamp" => rest.strip_prefix("()"),
        "array" => rest.strip_prefix("[]"),
        _ => None,
    }
}

fn after_literal(mut rest: &str) -> Option<&str> {
    loop {
        let end = rest.find('\'')?;
        rest = &rest[end + 1..];
        match rest.strip_prefix('\'') {
            Some(more) => rest = more,
            None => return Some(rest),
        }
    }
}

/// Where the parenthesis is closed that the text begins with.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '\'' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether ALTER COLUMN .. TYPE writes every row anew, going by what PostgreSQL's manual promises for types as `format_type` prints
/// them. What is not known to be free counts as a rewrite.
pub fn rewrites(from: &str, to: &str) -> bool {
    if from == to {
        return false;
    }
    if from.ends_with("[]") || to.ends_with("[]") {
        return true;
    }
    let ((from, old), (to, new)) = (split(from), split(to));
    let widened = |old: Option<&str>, new: Option<&str>| match (number(old), number(new)) {
        (_, None) => new.is_none(),
        (Some(old), Some(new)) => old <= new,
        (None, Some(_)) => false,
    };
    match (from.as_str(), to.as_str()) {
        ("character varying", "character varying")
        | ("bit varying", "bit varying")
        | ("interval", "interval")
        | ("timestamp without time zone", "timestamp without time zone")
        | ("timestamp with time zone", "timestamp with time zone")
        | ("time without time zone", "time without time zone")
        | ("time with time zone", "time with time zone") => !widened(old, new),
        ("character varying", "text") | ("cidr", "inet") => false,
        ("text", "character varying") => new.is_some(),
        ("numeric", "numeric") => match (old.and_then(precision), new.and_then(precision)) {
            (_, None) => new.is_some(),
            (Some((old, old_scale)), Some((new, new_scale))) => old_scale != new_scale || new < old,
            (None, Some(_)) => true,
        },
        _ => true,
    }
}

/// A type without its modifier, and the modifier: `timestamp(3) with time zone` is `timestamp with time zone` and `3`.
fn split(ty: &str) -> (String, Option<&str>) {
    let parts = ty.split_once('(').and_then(|(head, rest)| Some((head, rest.split_once(')')?)));
    match parts {
        Some((head, (modifier, tail))) => (format!("{head}{tail}"), Some(modifier)),
        None => (ty.to_owned(), None),
    }
}

fn number(modifier: Option<&str>) -> Option<u32> {
    modifier?.trim().parse().ok()
}

fn precision(modifier: &str) -> Option<(i32, i32)> {
    let (precision, scale) = modifier.split_once(',').unwrap_or((modifier, "0"));
    Some((precision.trim().parse().ok()?, scale.trim().parse().ok()?))
}

/// An expression with a column under another name. `None` where it cannot be told what a word is.
pub fn with_column(expr: &str, old: &str, new: &str) -> Option<String> {
    let engine = crate::ir::Engine::Postgres;
    let mut out = String::with_capacity(expr.len());
    let mut rest = expr;
    while let Some(c) = rest.chars().next() {
        let end = match c {
            '\'' => rest.len() - after_literal(&rest[1..])?.len(),
            '"' => 2 + rest[1..].find('"')?,
            // Other kinds of literals are not worth a reader here.
            '$' | '\\' => return None,
            c if c.is_alphabetic() || c == '_' => {
                rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$')).unwrap_or(rest.len())
            }
            c if c.is_ascii_digit() => {
                rest.find(|c: char| !(c.is_alphanumeric() || c == '.' || c == '_')).unwrap_or(rest.len())
            }
            c => c.len_utf8(),
        };
        let token = &rest[..end];
        rest = &rest[end..];
        let name = match c {
            '"' => Some(token[1..end - 1].to_owned()),
            c if c.is_alphabetic() || c == '_' => Some(token.to_lowercase()),
            _ => None,
        };
        if name.as_deref() != Some(old) {
            out.push_str(token);
            continue;
        }
        // The name of a function or of a type is not that of the column.
        if rest.trim_start().starts_with(['(', '.']) || out.trim_end().ends_with("::") {
            return None;
        }
        out.push_str(&crate::sql::ident(engine, new));
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_and_the_moment_are_stable() {
        for stable in [
            "0",
            "'-1'::integer",
            "-1",
            "(-1)",
            "1.5e3",
            "true",
            "'it''s'::text",
            "'{}'::jsonb",
            "NULL::character varying",
            "'a'::character varying(3)",
            "('x'::text)::character varying",
            "now()",
            "CURRENT_TIMESTAMP",
            "CURRENT_TIMESTAMP(3)",
            "CURRENT_DATE",
            "ARRAY[]::text[]",
            "'a'::app.\"Mood\"",
            "'b)'::text",
            "transaction_timestamp()",
        ] {
            assert!(is_stable(stable), "{stable}");
        }
        for volatile in [
            "gen_random_uuid()",
            "clock_timestamp()",
            "random()",
            "nextval('s'::regclass)",
            "'a'::text || random()::text",
            "now() + '1 day'::interval",
            "(1 + 2)",
            "lower('A'::text)",
            "now(x)",
            "'x'::text::text || f()",
            "",
        ] {
            assert!(!is_stable(volatile), "{volatile}");
        }
    }

    #[test]
    fn types_that_are_kept_as_they_are() {
        for (from, to) in [
            ("character varying(10)", "character varying(20)"),
            ("character varying(10)", "character varying"),
            ("character varying(10)", "text"),
            ("text", "character varying"),
            ("numeric(10,2)", "numeric(12,2)"),
            ("numeric(10,2)", "numeric"),
            ("timestamp(3) with time zone", "timestamp with time zone"),
            ("cidr", "inet"),
            ("bit varying(3)", "bit varying(4)"),
        ] {
            assert!(!rewrites(from, to), "{from} -> {to}");
        }
        for (from, to) in [
            ("integer", "bigint"),
            ("character varying(20)", "character varying(10)"),
            ("character varying", "character varying(10)"),
            ("text", "character varying(10)"),
            ("character(3)", "text"),
            ("numeric(10,2)", "numeric(12,3)"),
            ("numeric(10,2)", "numeric(9,2)"),
            ("numeric", "numeric(9,2)"),
            ("timestamp without time zone", "timestamp with time zone"),
            ("character varying(10)[]", "character varying(20)[]"),
            ("bit(3)", "bit(4)"),
        ] {
            assert!(rewrites(from, to), "{from} -> {to}");
        }
    }

    #[test]
    fn a_column_gets_another_name_in_an_expression() {
        let with = |expr| with_column(expr, "age", "age_new");
        assert_eq!(
            with("(age > 0) AND ('age' <> \"age\"::text)").unwrap(),
            "(age_new > 0) AND ('age' <> age_new::text)"
        );
        assert_eq!(with("pages + Age").unwrap(), "pages + age_new");
        assert_eq!(with("t.age").unwrap(), "t.age_new");
        assert_eq!(with("age(birth)"), None);
        assert_eq!(with("x::age"), None);
        assert_eq!(with("E'\\'age'"), None);
        assert_eq!(with_column("\"A b\" = 1", "A b", "A b_new").unwrap(), "\"A b_new\" = 1");
    }
}
