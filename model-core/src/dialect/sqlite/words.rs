//! Which names a statement's text mentions.
//!
//! Used where a false alarm costs nothing but a more careful plan: a name inside a string counts as mentioned.

/// Whether the text has a word or a quoted text that is the name.
pub(super) fn mentions(sql: &str, name: &str) -> bool {
    let mut rest = sql;
    while let Some(first) = rest.chars().next() {
        let (word, length) = token(rest, first);
        if word.is_some_and(|word| word.eq_ignore_ascii_case(name)) {
            return true;
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    false
}

/// The first token's name, if it can be one, and its length.
fn token(text: &str, first: char) -> (Option<String>, usize) {
    let until = |end: &str| text.find(end).map_or(text.len(), |at| at + end.len());
    match first {
        '-' if text.starts_with("--") => (None, until("\n")),
        '/' if text.starts_with("/*") => (None, until("*/")),
        '[' => (text.get(1..until("]").saturating_sub(1)).map(ToOwned::to_owned), until("]")),
        '\'' | '"' | '`' => quoted(text, first),
        c if is_word(c) => {
            let length = text.find(|c| !is_word(c)).unwrap_or(text.len());
            (text.get(..length).map(ToOwned::to_owned), length)
        }
        c => (None, c.len_utf8()),
    }
}

/// A quoted name; its own quote is doubled inside.
fn quoted(text: &str, quote: char) -> (Option<String>, usize) {
    let mut name = String::new();
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c != quote {
            name.push(c);
        } else if chars.next_if(|(_, next)| *next == quote).is_some() {
            name.push(quote);
        } else {
            return (Some(name), at + 1);
        }
    }
    (Some(name), text.len())
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$' || !c.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::mentions;

    #[test]
    fn names_are_found_in_every_quote() {
        for sql in [
            "SELECT * FROM Users",
            "FROM \"users\"",
            "FROM [users]",
            "FROM `users`x",
            "'users'",
            "main.users.id",
        ] {
            assert!(mentions(sql, "users"), "{sql}");
        }
        assert!(mentions("/* it's */ \"a\"\"b\" -- '\n", "a\"b"));
        assert!(mentions("x🦀y, 🦀", "🦀"));
    }

    #[test]
    fn parts_of_names_and_comments_are_not() {
        for sql in ["FROM users_old", "-- users", "/* users */ x", "\"my users\"", ""] {
            assert!(!mentions(sql, "users"), "{sql}");
        }
    }
}
