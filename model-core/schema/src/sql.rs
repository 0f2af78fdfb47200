//! Identifiers and literals as SQL text.

use std::collections::BTreeSet;

use crate::ir::{Engine, QName};

/// An identifier, quoted if it has to be.
///
/// ```
/// use model_schema::{ir::Engine, sql::ident};
/// assert_eq!(ident(Engine::Postgres, "users"), "users");
/// assert_eq!(ident(Engine::Postgres, "user"), "\"user\"");
/// assert_eq!(ident(Engine::Sqlite, "a\"b"), "\"a\"\"b\"");
/// ```
pub fn ident(engine: Engine, name: &str) -> String {
    if is_plain(name) && !is_reserved(engine, name) { name.to_owned() } else { quoted(name) }
}

/// An identifier in double quotes.
pub fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// PostgreSQL's own types, by the names they have in `pg_catalog` (`SELECT typname FROM pg_type WHERE typtype IN ('b', 'r', 'm')`,
/// 12 to 18, without arrays and `pg_` types). Without its schema, one of these names is never that of a type in `public`.
const OWN_TYPES: &str = " aclitem bit bool box bpchar bytea char cid cidr circle date datemultirange daterange float4 float8 \
    gtsvector inet int2 int2vector int4 int4multirange int4range int8 int8multirange int8range interval json jsonb jsonpath line \
    lseg macaddr macaddr8 money name numeric nummultirange numrange oid oidvector path point polygon refcursor regclass \
    regcollation regconfig regdictionary regnamespace regoper regoperator regproc regprocedure regrole regtype text tid time \
    timestamp timestamptz timetz tsmultirange tsquery tsrange tstzmultirange tstzrange tsvector txid_snapshot uuid varbit \
    varchar xid xid8 xml ";

/// A qualified name; the default schema is left out where nothing of PostgreSQL's own has the name.
pub fn qualified(engine: Engine, name: &QName) -> String {
    let is_taken = || engine == Engine::Postgres && OWN_TYPES.split(' ').any(|own| own == name.name);
    if name.schema == engine.default_schema() && !is_taken() {
        ident(engine, &name.name)
    } else {
        format!("{}.{}", ident(engine, &name.schema), ident(engine, &name.name))
    }
}

/// Identifiers separated by commas.
pub fn idents<'a>(engine: Engine, names: impl IntoIterator<Item = &'a String>) -> String {
    names.into_iter().map(|name| ident(engine, name)).collect::<Vec<_>>().join(", ")
}

/// A string literal.
///
/// Backslashes are ordinary characters (`standard_conforming_strings`, on since PostgreSQL 9.1; always so in SQLite).
pub fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn is_plain(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|first| first.is_ascii_lowercase() || first == '_')
        && chars.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// Words that need quotes as a column or table name.
///
/// PostgreSQL: those that `pg_get_keywords()` marks reserved or reserved except as a function or type, of version 18, and those of
/// its column-name category that `quote_ident` quotes as well. SQLite: https://www.sqlite.org/lang_keywords.html without those
/// that its grammar falls back to an identifier for.
fn is_reserved(engine: Engine, name: &str) -> bool {
    let words: &[&str] = match engine {
        Engine::Postgres => &POSTGRES_WORDS,
        Engine::Sqlite => &SQLITE_WORDS,
    };
    words.binary_search(&name).is_ok()
}

/// Whether the text is a number, a string, a blob, TRUE, FALSE or NULL: the same for every row, on every engine.
///
/// ```
/// use model_schema::sql::is_literal;
/// assert!(is_literal("'it''s'") && is_literal("-1.5e-3"));
/// assert!(!is_literal("'a' || name") && !is_literal("now()"));
/// ```
pub fn is_literal(text: &str) -> bool {
    let number = text.strip_prefix(['-', '+']).unwrap_or(text).trim_start();
    let is_number = number.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && number.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_'))
        || is_scientific(number);
    let string = text.strip_prefix(['x', 'X']).unwrap_or(text);
    is_number
        || is_string(string)
        || ["TRUE", "FALSE", "NULL"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// `1.5e-3`: the only number with a sign inside.
fn is_scientific(number: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '.');
    number.split_once(['e', 'E']).is_some_and(|(mantissa, exponent)| {
        digits(mantissa) && digits(exponent.strip_prefix(['-', '+']).unwrap_or(exponent))
    })
}

/// Whether the text is one string literal, from its first quote to its last.
fn is_string(text: &str) -> bool {
    text.len() >= 2
        && text
            .strip_prefix('\'')
            .and_then(|rest| rest.strip_suffix('\''))
            .is_some_and(|inner| !inner.replace("''", "").contains('\''))
}

/// The identifiers in an expression: outside string literals, lower-cased unless quoted.
pub fn words(expr: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    let mut chars = expr.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\'' => while chars.next().is_some_and(|c| c != '\'') {},
            '"' => {
                let word: String = std::iter::from_fn(|| chars.next().filter(|c| *c != '"')).collect();
                words.insert(word);
            }
            c if c.is_alphabetic() || c == '_' => {
                let mut word = String::from(c);
                while let Some(c) = chars.next_if(|c| c.is_alphanumeric() || *c == '_' || *c == '$') {
                    word.push(c);
                }
                words.insert(word.to_lowercase());
            }
            c if c.is_ascii_digit() => while chars.next_if(|c| c.is_alphanumeric() || *c == '_').is_some() {},
            _ => {}
        }
    }
    words
}

#[rustfmt::skip]
const POSTGRES_WORDS: [&str; 164] = [
    "all", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric", "authorization",
    "between", "bigint", "binary", "bit", "boolean", "both", "case", "cast", "char", "character", "check",
    "coalesce", "collate", "collation", "column", "concurrently", "constraint", "create", "cross",
    "current_catalog", "current_date", "current_role", "current_schema", "current_time",
    "current_timestamp", "current_user", "dec", "decimal", "default", "deferrable", "desc", "distinct",
    "do", "else", "end", "except", "exists", "extract", "false", "fetch", "float", "for", "foreign",
    "freeze", "from", "full", "grant", "greatest", "group", "grouping", "having", "ilike", "in",
    "initially", "inner", "inout", "int", "integer", "intersect", "interval", "into", "is", "isnull",
    "join", "json", "json_array", "json_arrayagg", "json_exists", "json_object", "json_objectagg",
    "json_query", "json_scalar", "json_serialize", "json_table", "json_value", "lateral", "leading",
    "least", "left", "like", "limit", "localtime", "localtimestamp", "merge_action", "national", "natural",
    "nchar", "none", "normalize", "not", "notnull", "null", "nullif", "numeric", "offset", "on", "only",
    "or", "order", "out", "outer", "overlaps", "overlay", "placing", "position", "precision", "primary",
    "real", "references", "returning", "right", "row", "select", "session_user", "setof", "similar",
    "smallint", "some", "substring", "symmetric", "system_user", "table", "tablesample", "then", "time",
    "timestamp", "to", "trailing", "treat", "trim", "true", "union", "unique", "user", "using", "values",
    "varchar", "variadic", "verbose", "when", "where", "window", "with", "xmlattributes", "xmlconcat",
    "xmlelement", "xmlexists", "xmlforest", "xmlnamespaces", "xmlparse", "xmlpi", "xmlroot", "xmlserialize",
    "xmltable",
];

#[rustfmt::skip]
const SQLITE_WORDS: [&str; 67] = [
    "add", "all", "alter", "and", "as", "autoincrement", "between", "case", "cast", "check", "collate",
    "commit", "constraint", "create", "current_date", "current_time", "current_timestamp", "default",
    "deferrable", "delete", "distinct", "drop", "else", "escape", "except", "exists", "false", "foreign",
    "from", "group", "having", "if", "in", "index", "insert", "intersect", "into", "is", "isnull", "join",
    "limit", "not", "nothing", "notnull", "null", "on", "or", "order", "primary", "raise", "references",
    "returning", "rowid", "select", "set", "table", "then", "to", "transaction", "true", "union", "unique",
    "update", "using", "values", "when", "where",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_lists_are_sorted() {
        assert!(POSTGRES_WORDS.is_sorted() && SQLITE_WORDS.is_sorted());
    }

    #[test]
    fn odd_names_are_quoted() {
        for (name, expected) in [
            ("users", "users"),
            ("Users", "\"Users\""),
            ("a b", "\"a b\""),
            ("é", "\"é\""),
            ("", "\"\""),
            ("1a", "\"1a\""),
        ] {
            assert_eq!(ident(Engine::Postgres, name), expected);
        }
        assert_eq!(ident(Engine::Sqlite, "order"), "\"order\"");
        assert_eq!(qualified(Engine::Postgres, &QName::new("app", "user")), "app.\"user\"");
    }

    #[test]
    fn words_leave_out_literals_and_numbers() {
        let found = words("lower(\"Name\") <> 'state' AND age > 1e5");
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["Name", "age", "and", "lower"]);
    }
}
