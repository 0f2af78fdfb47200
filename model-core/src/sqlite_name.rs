//! How SQLite writes a name: bare where that is safe, in double quotes where it is not.

/// Words that SQLite takes for something else where a name may stand. Its other keywords fall back to names
/// (`%fallback ID` in its `parse.y`); those that do so only here and there are on this list too. Sorted.
const RESERVED: &[&str] = &[
    "ADD",
    "ALL",
    "ALTER",
    "AND",
    "AS",
    "AUTOINCREMENT",
    "BETWEEN",
    "CASE",
    "CAST",
    "CHECK",
    "COLLATE",
    "COMMIT",
    "CONSTRAINT",
    "CREATE",
    "CROSS",
    "CURRENT_DATE",
    "CURRENT_TIME",
    "CURRENT_TIMESTAMP",
    "DEFAULT",
    "DEFERRABLE",
    "DELETE",
    "DISTINCT",
    "DROP",
    "ELSE",
    "ESCAPE",
    "EXCEPT",
    "EXISTS",
    "FALSE",
    "FILTER",
    "FOREIGN",
    "FROM",
    "FULL",
    "GLOB",
    "GROUP",
    "HAVING",
    "IF",
    "IN",
    "INDEX",
    "INDEXED",
    "INNER",
    "INSERT",
    "INTERSECT",
    "INTO",
    "IS",
    "ISNULL",
    "JOIN",
    "LEFT",
    "LIKE",
    "LIMIT",
    "MATCH",
    "NATURAL",
    "NOT",
    "NOTHING",
    "NOTNULL",
    "NULL",
    "ON",
    "OR",
    "ORDER",
    "OUTER",
    "OVER",
    "PRIMARY",
    "RAISE",
    "REFERENCES",
    "REGEXP",
    "RETURNING",
    "RIGHT",
    "SELECT",
    "SET",
    "TABLE",
    "THEN",
    "TO",
    "TRANSACTION",
    "TRUE",
    "UNION",
    "UNIQUE",
    "UPDATE",
    "USING",
    "VALUES",
    "WHEN",
    "WHERE",
    "WINDOW",
];

/// The name, quoted if it has to be.
///
/// SQLite ignores the case of ASCII letters in names, so that case alone needs no quotes.
pub fn quote(name: &str) -> String {
    if is_plain(name) && !is_reserved(name) {
        name.to_owned()
    } else {
        format!("\"{}\"", name.replace('"', "\"\""))
    }
}

/// Whether the word stands for itself nowhere.
pub fn is_reserved(word: &str) -> bool {
    RESERVED.binary_search(&word.to_ascii_uppercase().as_str()).is_ok()
}

/// A string literal.
pub fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// The form in which a type is compared and written: upper case, one blank between words, `NUMERIC(10, 2)`.
///
/// SQLite keeps a declared type as it was typed but looks at it without regard to case. A type with anything but words
/// and numbers in it is left as it is.
pub fn type_name(declared: &str) -> String {
    if !is_plain_type(declared) {
        return declared.to_owned();
    }
    let mut name = String::with_capacity(declared.len());
    for word in declared
        .to_ascii_uppercase()
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace(',', " , ")
        .split_whitespace()
    {
        let tight = matches!(word, "(" | ")" | ",") || name.ends_with('(');
        if !name.is_empty() && !tight {
            name.push(' ');
        }
        name.push_str(word);
    }
    name
}

/// Whether a type can be written without quotes.
pub fn is_plain_type(declared: &str) -> bool {
    let words = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '(' | ')' | ',' | '.' | '+' | '-');
    let head = declared.split('(').next().unwrap_or_default();
    declared.chars().all(|c| words(c) || c.is_ascii_whitespace())
        && head.split_ascii_whitespace().all(|word| is_plain(word) && !is_reserved(word))
}

fn is_plain(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted() {
        assert!(RESERVED.is_sorted());
    }

    #[test]
    fn quotes_stand_only_where_they_are_needed() {
        for name in ["users", "UserId", "_x1", "key", "action"] {
            assert_eq!(quote(name), name);
        }
        for (name, quoted) in [
            ("order", "\"order\""),
            ("a b", "\"a b\""),
            ("", "\"\""),
            ("1a", "\"1a\""),
            ("a\"b", "\"a\"\"b\""),
            ("🦀", "\"🦀\""),
        ] {
            assert_eq!(quote(name), quoted);
        }
    }

    #[test]
    fn types_have_one_spelling() {
        assert_eq!(type_name("varchar ( 10 )"), "VARCHAR(10)");
        assert_eq!(type_name("decimal(10,2)"), "DECIMAL(10, 2)");
        assert_eq!(type_name("double\n precision"), "DOUBLE PRECISION");
        assert_eq!(type_name("a-b [c]"), "a-b [c]");
        assert_eq!(type_name(""), "");
    }
}
