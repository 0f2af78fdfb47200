//! Printing of a parsed expression in one form, so that whitespace, comments, quotes and the case of keywords, functions
//! and columns never make a difference.

use std::collections::BTreeSet;
use std::convert::Infallible;

use sqlite3_parser::ast::fmt::{ToTokens, TokenStream};
use sqlite3_parser::dialect::TokenType;

use crate::ir::Engine;
use crate::sql::{ident, literal};

/// The columns that a name in an expression may mean.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    pub columns: &'a [String],
}

impl Scope<'_> {
    /// The column of that name as its table declares it.
    pub fn column(&self, name: &str) -> Option<&str> {
        self.position(name).map(|at| self.columns[at].as_str())
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.eq_ignore_ascii_case(name))
    }

    /// The text of an expression and the columns that it reads, in table order.
    pub fn print(&self, expr: &impl ToTokens) -> (String, Vec<String>) {
        let mut tokens = Tokens(Vec::new());
        match expr.to_tokens(&mut tokens) {
            Ok(()) => {}
            Err(never) => match never {},
        }
        let mut printer = Printer::new(*self);
        for (at, token) in tokens.0.iter().enumerate() {
            printer.token(token, tokens.0.get(at + 1).map(|next| next.ty));
        }
        let columns = printer.used.iter().map(|&at| self.columns[at].clone()).collect();
        (printer.text, columns)
    }
}

/// A name without its quotes, and the quote it was in.
pub fn unquote(raw: &str) -> (String, Option<char>) {
    let Some(open @ ('"' | '`' | '\'' | '[')) = raw.chars().next() else {
        return (raw.to_owned(), None);
    };
    let close = if open == '[' { ']' } else { open };
    let inner = raw.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)).unwrap_or(raw);
    if open == '[' {
        return (inner.to_owned(), Some(open));
    }
    (inner.replace(&format!("{close}{close}"), &close.to_string()), Some(open))
}

struct Token {
    ty: TokenType,
    value: Option<String>,
}

struct Tokens(Vec<Token>);

impl TokenStream for Tokens {
    type Error = Infallible;

    fn append(&mut self, ty: TokenType, value: Option<&str>) -> Result<(), Infallible> {
        self.0.push(Token { ty, value: value.map(ToOwned::to_owned) });
        Ok(())
    }
}

struct Printer<'a> {
    scope: Scope<'a>,
    text: String,
    used: BTreeSet<usize>,
    previous: Option<TokenType>,
    /// The next token stands right behind the last one.
    glued: bool,
    /// For each open parenthesis, whether it is that of a CAST.
    parentheses: Vec<bool>,
}

impl<'a> Printer<'a> {
    fn new(scope: Scope<'a>) -> Self {
        Self {
            scope,
            text: String::new(),
            used: BTreeSet::new(),
            previous: None,
            glued: true,
            parentheses: Vec::new(),
        }
    }

    fn token(&mut self, token: &Token, next: Option<TokenType>) {
        use TokenType::{TK_COMMA, TK_DOT, TK_ID, TK_LP, TK_RP};
        // Only one table is in scope, so that a qualifier says nothing, and would say something false while the table is
        // being rebuilt under another name.
        let qualifies = token.ty == TK_ID && next == Some(TK_DOT);
        if qualifies || token.ty == TK_DOT {
            return;
        }
        let piece = self.piece(token, next);
        let unary = self.is_unary(token.ty);
        let calls =
            token.ty == TK_LP && self.previous.is_some_and(|ty| matches!(ty, TK_ID | TokenType::TK_CAST));
        if !(self.glued || calls || matches!(token.ty, TK_COMMA | TK_RP)) {
            self.text.push(' ');
        }
        self.text.push_str(&piece);
        match token.ty {
            TK_LP => self.parentheses.push(self.previous == Some(TokenType::TK_CAST)),
            TK_RP => {
                self.parentheses.pop();
            }
            _ => {}
        }
        // `- -1` must not become a comment.
        let doubled = matches!(next, Some(TokenType::TK_MINUS | TokenType::TK_PLUS));
        self.glued = token.ty == TK_LP || (unary && !doubled);
        self.previous = Some(token.ty);
    }

    fn piece(&mut self, token: &Token, next: Option<TokenType>) -> String {
        let value = token.value.as_deref().unwrap_or_default();
        match token.ty {
            TokenType::TK_ID => self.name(value, next),
            TokenType::TK_BLOB => format!("X'{}'", value.to_ascii_uppercase()),
            TokenType::TK_ISNULL => "IS NULL".to_owned(),
            TokenType::TK_NOTNULL => "IS NOT NULL".to_owned(),
            ty => ty.as_str().unwrap_or(value).to_owned(),
        }
    }

    fn name(&mut self, raw: &str, next: Option<TokenType>) -> String {
        if self.previous == Some(TokenType::TK_AS) && self.parentheses.last() == Some(&true) {
            return type_name(raw);
        }
        let (name, quoted) = unquote(raw);
        if self.previous == Some(TokenType::TK_COLLATE) {
            return collation(&name);
        }
        if next == Some(TokenType::TK_LP) {
            return quote(&name.to_ascii_lowercase());
        }
        if let Some(at) = self.scope.position(&name) {
            self.used.insert(at);
            return quote(&self.scope.columns[at]);
        }
        if quoted.is_none() && ["TRUE", "FALSE"].iter().any(|word| name.eq_ignore_ascii_case(word)) {
            return name.to_ascii_uppercase();
        }
        // SQLite takes a name in double quotes that is no column for a string.
        let is_rowid = ["rowid", "oid", "_rowid_"].iter().any(|word| name.eq_ignore_ascii_case(word));
        if quoted == Some('"') && !is_rowid { literal(&name) } else { quote(&name) }
    }

    fn is_unary(&self, ty: TokenType) -> bool {
        use TokenType::{
            TK_BITNOT, TK_BLOB, TK_CTIME_KW, TK_END, TK_FLOAT, TK_ID, TK_INTEGER, TK_ISNULL, TK_MINUS,
            TK_NOTNULL, TK_NULL, TK_PLUS, TK_RP, TK_STRING, TK_VARIABLE,
        };
        let after_operand = matches!(
            self.previous,
            Some(
                TK_ID
                    | TK_FLOAT
                    | TK_INTEGER
                    | TK_STRING
                    | TK_BLOB
                    | TK_NULL
                    | TK_CTIME_KW
                    | TK_VARIABLE
                    | TK_RP
                    | TK_END
                    | TK_ISNULL
                    | TK_NOTNULL
            )
        );
        ty == TK_BITNOT || (matches!(ty, TK_MINUS | TK_PLUS) && !after_operand)
    }
}

fn quote(name: &str) -> String {
    ident(Engine::Sqlite, name)
}

fn collation(name: &str) -> String {
    let name = collation_name(name);
    if matches!(name.as_str(), "BINARY" | "NOCASE" | "RTRIM") { name } else { quote(&name) }
}

/// The form in which a type is compared and written: upper case, one blank between words, `NUMERIC(10, 2)`.
///
/// SQLite keeps a declared type as it was typed but looks at it without regard to case. A type with anything but words
/// and numbers in it is left as it is.
pub fn type_name(declared: &str) -> String {
    let plain = |c: char| {
        c.is_ascii_alphanumeric()
            || c.is_ascii_whitespace()
            || matches!(c, '_' | '(' | ')' | ',' | '.' | '+' | '-')
    };
    if !declared.chars().all(plain) {
        return declared.to_owned();
    }
    let spaced = declared.to_ascii_uppercase().replace('(', " ( ").replace(')', " ) ").replace(',', " , ");
    let mut name = String::with_capacity(declared.len());
    for word in spaced.split_whitespace() {
        let tight = matches!(word, "(" | ")" | ",") || name.ends_with('(');
        if !name.is_empty() && !tight {
            name.push(' ');
        }
        name.push_str(word);
    }
    name
}

/// The collation's name; SQLite's own are compared without regard to case.
pub fn collation_name(name: &str) -> String {
    let upper = name.to_ascii_uppercase();
    if matches!(upper.as_str(), "BINARY" | "NOCASE" | "RTRIM") { upper } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::type_name;

    #[test]
    fn types_have_one_spelling() {
        assert_eq!(type_name("varchar ( 10 )"), "VARCHAR(10)");
        assert_eq!(type_name("decimal(10,2)"), "DECIMAL(10, 2)");
        assert_eq!(type_name("double\n precision"), "DOUBLE PRECISION");
        assert_eq!(type_name("a [c]"), "a [c]");
        assert_eq!(type_name(""), "");
    }
}
