//! Files that do nothing but build an index CONCURRENTLY.

/// An index and its table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Built {
    /// The index's name, unquoted.
    pub index: String,
    /// The table as the statement names it.
    pub table: String,
}

/// The index that a file builds, if that is the only statement in it and would fail if the index were there.
pub fn built(sql: &str) -> Option<Built> {
    let mut words = Words(sql);
    words.keyword("create")?;
    let mut word = words.word()?;
    if word.eq_ignore_ascii_case("unique") {
        word = words.word()?;
    }
    if !word.eq_ignore_ascii_case("index") {
        return None;
    }
    words.keyword("concurrently")?;
    let index = words.word()?;
    words.keyword("on")?;
    let mut table = words.word()?;
    if table.eq_ignore_ascii_case("only") {
        table = words.word()?;
    }
    let mut table = table.to_owned();
    while words.0.starts_with('.') {
        words.0 = &words.0[1..];
        table = format!("{table}.{}", words.word()?);
    }
    words.is_only_statement().then(|| Built { index: unquoted(index), table })
}

fn unquoted(word: &str) -> String {
    match word.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(inner) => inner.replace("\"\"", "\""),
        None => word.to_lowercase(),
    }
}

/// What has not been read yet.
struct Words<'a>(&'a str);

impl<'a> Words<'a> {
    /// Passes over blanks and comments.
    fn skip(&mut self) {
        loop {
            self.0 = self.0.trim_start();
            let end = if self.0.starts_with("--") {
                self.0.find('\n').unwrap_or(self.0.len())
            } else if self.0.starts_with("/*") {
                self.0.find("*/").map_or(self.0.len(), |at| at + 2)
            } else {
                return;
            };
            self.0 = &self.0[end..];
        }
    }

    fn word(&mut self) -> Option<&'a str> {
        self.skip();
        let end = if self.0.starts_with('"') { quoted_end(self.0)? } else { plain_end(self.0) };
        let (word, rest) = self.0.split_at(end);
        self.0 = rest;
        (!word.is_empty()).then_some(word)
    }

    fn keyword(&mut self, keyword: &str) -> Option<()> {
        self.word()?.eq_ignore_ascii_case(keyword).then_some(())
    }

    /// Whether nothing follows the statement that is being read.
    fn is_only_statement(&mut self) -> bool {
        loop {
            self.skip();
            let Some(c) = self.0.chars().next() else { return true };
            let end = match c {
                ';' => {
                    self.0 = &self.0[1..];
                    self.skip();
                    return self.0.is_empty();
                }
                '"' => quoted_end(self.0),
                // A doubled quote is two literals that touch: the same end.
                '\'' => self.0[1..].find('\'').map(|at| at + 2),
                c => Some(c.len_utf8()),
            };
            let Some(end) = end else { return false };
            self.0 = &self.0[end..];
        }
    }
}

fn plain_end(text: &str) -> usize {
    text.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$')).unwrap_or(text.len())
}

fn quoted_end(text: &str) -> Option<usize> {
    let mut from = 1;
    loop {
        let at = from + text.get(from..)?.find('"')?;
        if text[at + 1..].starts_with('"') {
            from = at + 2;
        } else {
            return Some(at + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lone_concurrent_index_is_recognised() {
        for (sql, index, table) in [
            ("-- why\nCREATE INDEX CONCURRENTLY t_a ON t (a);\n", "t_a", "t"),
            (
                "create unique index concurrently \"T \"\"a\" on app.\"T\" using btree (lower(a)) where b <> ';'",
                "T \"a",
                "app.\"T\"",
            ),
            ("CREATE INDEX CONCURRENTLY i ON ONLY t (a); -- done", "i", "t"),
        ] {
            assert_eq!(built(sql), Some(Built { index: index.to_owned(), table: table.to_owned() }), "{sql}");
        }
        for sql in [
            "CREATE INDEX i ON t (a);",
            "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a);",
            "CREATE INDEX CONCURRENTLY i ON t (a); SELECT 1;",
            "CREATE INDEX CONCURRENTLY ON t (a);",
            "DROP INDEX CONCURRENTLY i;",
            "",
        ] {
            assert_eq!(built(sql), None, "{sql}");
        }
    }
}
