//! A migration file as its statements.
//!
//! A lexer and not a parser: it knows what hides a semicolon (strings, identifiers, comments, bodies) and nothing else.
//! PostgreSQL's rules are those of psql's `psqlscan.l`, SQLite's those of `sqlite3_complete` (`complete.c`).

use crate::ir::Engine;

/// One statement of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its text from the first word on, without the semicolon.
    pub sql: String,
    /// The line on which it starts, from 1.
    pub line: usize,
    /// The `--` lines directly above it, without the dashes.
    pub comments: Vec<String>,
}

/// Splits a file into its statements. What is not terminated is the last one.
pub fn split(engine: Engine, sql: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut lexer = Lexer::new(engine, sql);
    let mut comments = Comments::default();
    // Counted on from statement to statement: a dump has thousands.
    let (mut line, mut counted) = (1, 0);
    while let Some(token) = lexer.next() {
        match token.kind {
            Kind::Blank => comments.blank(token.text),
            Kind::LineComment => comments.line(token.text),
            Kind::BlockComment => {}
            Kind::Semicolon => comments.end(),
            Kind::Word | Kind::Other => {
                line += sql.get(counted..token.start).unwrap_or_default().matches('\n').count();
                counted = token.start;
                let end = statement(&mut lexer, &token);
                let text = sql.get(token.start..end).unwrap_or_default().trim_end();
                pieces.push(Piece { sql: text.to_owned(), line, comments: comments.take() });
            }
        }
    }
    pieces
}

/// The `--` lines at the head of a file that a blank line sets apart from what follows: they speak of the whole file.
pub fn head(sql: &str) -> Vec<String> {
    let sql = sql.trim_start_matches('\u{feff}');
    let lines: Vec<&str> = sql.lines().map(str::trim).take_while(|line| line.starts_with("--")).collect();
    match sql.lines().nth(lines.len()) {
        Some(next) if !next.trim().is_empty() => Vec::new(),
        _ => lines.into_iter().map(uncommented).collect(),
    }
}

/// The upper-cased words that a statement begins with: `ALTER TABLE`, `CREATE UNIQUE INDEX`. At most `count` of them, and
/// none after anything that is no bare word.
pub fn leading_words(engine: Engine, sql: &str, count: usize) -> Vec<String> {
    let mut words = Vec::new();
    let mut lexer = Lexer::new(engine, sql);
    while words.len() < count {
        match lexer.next() {
            Some(Token { kind: Kind::Word, text, .. }) => words.push(text.to_ascii_uppercase()),
            Some(Token { kind: Kind::Blank | Kind::LineComment | Kind::BlockComment, .. }) => {}
            Some(_) | None => break,
        }
    }
    words
}

/// Goes on to the end of the statement whose first token is given, and returns where that is.
fn statement(lexer: &mut Lexer<'_>, first: &Token<'_>) -> usize {
    let mut body = Body::new(lexer.engine);
    body.see(first);
    while let Some(token) = lexer.next() {
        if token.kind == Kind::Semicolon && !body.hides_semicolon() {
            return token.start;
        }
        body.see(&token);
    }
    lexer.at
}

fn uncommented(line: &str) -> String {
    line.trim_start_matches("--").trim().to_owned()
}

/// Comments that may turn out to be directly above a statement.
#[derive(Default)]
struct Comments {
    lines: Vec<String>,
    /// Still on the line on which the last statement ended.
    trailing: bool,
    /// The last thing was a comment: the line break after it ends it, and only one more makes a blank line.
    after_comment: bool,
}

impl Comments {
    fn blank(&mut self, text: &str) {
        let breaks = text.matches('\n').count();
        if breaks > usize::from(self.after_comment) {
            self.lines.clear();
        }
        if breaks > 0 {
            self.trailing = false;
        }
        self.after_comment = false;
    }

    fn line(&mut self, text: &str) {
        if !self.trailing {
            self.lines.push(uncommented(text));
        }
        self.after_comment = true;
    }

    fn end(&mut self) {
        self.lines.clear();
        self.trailing = true;
    }

    fn take(&mut self) -> Vec<String> {
        self.trailing = true;
        self.after_comment = false;
        std::mem::take(&mut self.lines)
    }
}

/// Whether the statement is inside something whose semicolons do not end it.
enum Body {
    Postgres {
        /// The first words, as far as they can be `CREATE OR REPLACE FUNCTION`.
        words: Vec<String>,
        parentheses: usize,
        /// `BEGIN ATOMIC` and `CASE` in it, until their `END`.
        depth: usize,
        /// The last word was the `BEGIN` that `ATOMIC` may follow.
        begin: bool,
    },
    Sqlite(Trigger),
}

/// The states of `sqlite3_complete` that matter once a statement has begun.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trigger {
    Start,
    Explain,
    Create,
    Plain,
    Inside,
    Semicolon,
    End,
}

impl Body {
    const fn new(engine: Engine) -> Self {
        match engine {
            Engine::Postgres => Self::Postgres { words: Vec::new(), parentheses: 0, depth: 0, begin: false },
            Engine::Sqlite => Self::Sqlite(Trigger::Start),
        }
    }

    fn hides_semicolon(&self) -> bool {
        match self {
            Self::Postgres { parentheses, depth, .. } => *parentheses > 0 || *depth > 0,
            Self::Sqlite(state) => matches!(state, Trigger::Inside | Trigger::Semicolon),
        }
    }

    fn see(&mut self, token: &Token<'_>) {
        if matches!(token.kind, Kind::Blank | Kind::LineComment | Kind::BlockComment) {
            return;
        }
        match self {
            Self::Postgres { words, parentheses, depth, begin } => {
                let word = (token.kind == Kind::Word).then(|| token.text.to_ascii_uppercase());
                match token.text {
                    "(" => *parentheses += 1,
                    ")" => *parentheses = parentheses.saturating_sub(1),
                    _ => {}
                }
                let of_function = matches!(
                    words.iter().map(String::as_str).collect::<Vec<_>>()[..],
                    ["CREATE", "FUNCTION" | "PROCEDURE", ..]
                        | ["CREATE", "OR", "REPLACE", "FUNCTION" | "PROCEDURE"]
                );
                match word.as_deref() {
                    Some("ATOMIC") if of_function && *begin => *depth += 1,
                    Some("CASE") if *depth > 0 => *depth += 1,
                    Some("END") if *depth > 0 => *depth -= 1,
                    _ => {}
                }
                *begin = word.as_deref() == Some("BEGIN");
                if words.len() < 4 {
                    words.push(word.unwrap_or_default());
                }
            }
            Self::Sqlite(state) => *state = state.after(token),
        }
    }
}

impl Trigger {
    fn after(self, token: &Token<'_>) -> Self {
        let word = if token.kind == Kind::Word { token.text.to_ascii_uppercase() } else { String::new() };
        let semicolon = token.kind == Kind::Semicolon;
        match (self, word.as_str()) {
            (Self::Start, "EXPLAIN") => Self::Explain,
            (Self::Start | Self::Explain, "CREATE") => Self::Create,
            (Self::Explain, "QUERY" | "PLAN") => Self::Explain,
            (Self::Create, "TEMP" | "TEMPORARY") => Self::Create,
            (Self::Create, "TRIGGER") => Self::Inside,
            (Self::Start | Self::Explain | Self::Create | Self::Plain, _) => Self::Plain,
            (Self::Inside | Self::Semicolon, _) if semicolon => Self::Semicolon,
            (Self::Semicolon, "END") => Self::End,
            (Self::Inside | Self::Semicolon | Self::End, _) => Self::Inside,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Blank,
    LineComment,
    BlockComment,
    Word,
    Semicolon,
    /// A string, a quoted identifier, or one other character.
    Other,
}

struct Token<'a> {
    kind: Kind,
    start: usize,
    text: &'a str,
}

struct Lexer<'a> {
    engine: Engine,
    sql: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    fn new(engine: Engine, sql: &'a str) -> Self {
        let at = if sql.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self { engine, sql, at }
    }

    fn rest(&self) -> &'a str {
        self.sql.get(self.at..).unwrap_or_default()
    }

    fn next(&mut self) -> Option<Token<'a>> {
        let rest = self.rest();
        let first = rest.chars().next()?;
        let postgres = self.engine == Engine::Postgres;
        let (kind, length) = match first {
            c if c.is_ascii_whitespace() => {
                (Kind::Blank, rest.find(|c: char| !c.is_ascii_whitespace()).unwrap_or(rest.len()))
            }
            '-' if rest.starts_with("--") => (Kind::LineComment, rest.find('\n').unwrap_or(rest.len())),
            '/' if rest.starts_with("/*") => (Kind::BlockComment, block_comment(rest, postgres)),
            ';' => (Kind::Semicolon, 1),
            '\'' | '"' => (Kind::Other, quoted(rest, first)),
            '`' if !postgres => (Kind::Other, quoted(rest, first)),
            '[' if !postgres => (Kind::Other, rest.find(']').map_or(rest.len(), |end| end + 1)),
            '$' if postgres => (Kind::Other, dollar_quoted(rest)),
            c if is_word(c) => {
                let end = rest.find(|c: char| !is_word(c) && c != '$').unwrap_or(rest.len());
                let word = rest.get(..end).unwrap_or_default();
                let after = rest.get(end..).unwrap_or_default();
                if postgres && word.eq_ignore_ascii_case("e") && after.starts_with('\'') {
                    (Kind::Other, end + escaped(after))
                } else {
                    (Kind::Word, end)
                }
            }
            c => (Kind::Other, c.len_utf8()),
        };
        let token = Token { kind, start: self.at, text: rest.get(..length).unwrap_or(rest) };
        self.at += token.text.len();
        Some(token)
    }
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || !c.is_ascii()
}

/// PostgreSQL's nest, SQLite's do not.
fn block_comment(text: &str, nested: bool) -> usize {
    let (mut depth, mut at) = (1_usize, 2);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else if nested && rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// A quote inside is doubled: the two halves are two neighbouring tokens, which is the same to a splitter.
fn quoted(text: &str, quote: char) -> usize {
    text.get(1..).and_then(|rest| rest.find(quote)).map_or(text.len(), |end| end + 2)
}

/// The string after `E`, where a backslash takes the next character along.
fn escaped(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            '\'' => match text.get(at + 1..) {
                Some(rest) if rest.starts_with('\'') => drop(chars.next()),
                _ => return at + 1,
            },
            _ => {}
        }
    }
    text.len()
}

/// `$$ .. $$`, `$tag$ .. $tag$`; a lone `$` (of a parameter) is one character.
fn dollar_quoted(text: &str) -> usize {
    let Some(tag) = text.get(1..).and_then(|rest| rest.find('$')).and_then(|end| text.get(..end + 2)) else {
        return 1;
    };
    let name = tag.trim_matches('$');
    if name.starts_with(|c: char| c.is_ascii_digit()) || !name.chars().all(is_word) {
        return 1;
    }
    let body = text.get(tag.len()..).unwrap_or_default();
    body.find(tag).map_or(text.len(), |end| tag.len() * 2 + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(engine: Engine, sql: &str) -> Vec<String> {
        split(engine, sql).into_iter().map(|piece| piece.sql).collect()
    }

    #[test]
    fn postgres_quotes_hide_semicolons() {
        for one in [
            "SELECT 'a;b'",
            "SELECT 'it''s; so'",
            r"SELECT E'a\';b'",
            r"SELECT e'\\', 1",
            "SELECT U&'d\\0061;'",
            "SELECT $$a;b$$",
            "SELECT $x$ $$;$$ ; $x$",
            "SELECT \"a;\"\"b\"",
            "SELECT 1 /* ; /* ; */ ; */ + 1",
            "SELECT 1 -- ;\n+ 1",
            "CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2)",
            "CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END",
            "CREATE PROCEDURE p() LANGUAGE sql BEGIN ATOMIC SELECT 1; END",
        ] {
            assert_eq!(texts(Engine::Postgres, &format!("{one};\n{one} ;")), [one, one], "{one}");
        }
    }

    #[test]
    fn a_backslash_is_ordinary_without_e() {
        assert_eq!(texts(Engine::Postgres, r"SELECT '\'; SELECT 2"), [r"SELECT '\'", "SELECT 2"]);
    }

    #[test]
    fn parameters_and_names_with_dollars_are_no_quotes() {
        assert_eq!(
            texts(Engine::Postgres, "SELECT $1; SELECT a$b$; SELECT 3"),
            ["SELECT $1", "SELECT a$b$", "SELECT 3"]
        );
    }

    #[test]
    fn a_transaction_begins_outside_of_functions() {
        assert_eq!(texts(Engine::Postgres, "BEGIN; SELECT 1; END;"), ["BEGIN", "SELECT 1", "END"]);
        assert_eq!(texts(Engine::Sqlite, "BEGIN; SELECT 1; END;"), ["BEGIN", "SELECT 1", "END"]);
    }

    #[test]
    fn sqlite_quotes_and_triggers_hide_semicolons() {
        for one in [
            "SELECT 'a;b', [a;b], `a;b`, \"a;b\"",
            "SELECT 1 /* ; /* */",
            "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE WHEN 1 THEN 2 END; SELECT 2; END",
            "CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM b; END",
            "EXPLAIN CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM b; END",
        ] {
            assert_eq!(texts(Engine::Sqlite, &format!("{one};{one}")), [one, one], "{one}");
        }
    }

    #[test]
    fn comments_directly_above_belong_to_a_statement() {
        let sql = "-- head\n\n-- far\n\n-- one\n-- two\nSELECT 1; -- after\nSELECT 2;\n/* x */\n-- three\nSELECT\n3";
        let pieces = split(Engine::Postgres, sql);
        let seen: Vec<_> = pieces.iter().map(|piece| (piece.line, piece.comments.join(","))).collect();
        assert_eq!(seen, [(7, "one,two".to_owned()), (8, String::new()), (11, "three".to_owned())]);
        assert_eq!(head(sql), ["head"]);
        assert!(head("-- one\nSELECT 1").is_empty());
    }

    #[test]
    fn nothing_is_no_statement() {
        for sql in ["", ";;", "-- x", "/* x", "\u{feff}\n"] {
            assert!(texts(Engine::Postgres, sql).is_empty(), "{sql:?}");
        }
        assert_eq!(texts(Engine::Postgres, "SELECT 'open; "), ["SELECT 'open;"]);
    }

    #[test]
    fn words_that_lead() {
        let words = |sql| leading_words(Engine::Postgres, sql, 3).join(" ");
        assert_eq!(words("/* x */ create\n-- y\nunique index i on t (a)"), "CREATE UNIQUE INDEX");
        assert_eq!(words("VACUUM (FULL) t"), "VACUUM");
    }
}
