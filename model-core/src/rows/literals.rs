//! The constants that a CHECK names: values at its borders are worth trying.

use std::collections::BTreeSet;

/// Constants of expressions.
#[derive(Debug, Clone, Default)]
pub(super) struct Literals {
    texts: BTreeSet<String>,
    numbers: BTreeSet<String>,
    read: bool,
}

impl Literals {
    /// Adds those of an expression.
    pub fn read(&mut self, expr: &str) {
        self.read = true;
        let mut chars = expr.chars().peekable();
        let mut before = ' ';
        while let Some(c) = chars.next() {
            if c == '\'' {
                let escapes = before == 'E' || before == 'e';
                let mut text = String::new();
                while let Some(c) = chars.next() {
                    match c {
                        '\'' if chars.next_if_eq(&'\'').is_some() => text.push('\''),
                        '\'' => break,
                        '\\' if escapes => text.extend(chars.next()),
                        c => text.push(c),
                    }
                }
                // `'5'::numeric` is how a number may be printed.
                if text.parse::<f64>().is_ok() {
                    self.numbers.insert(text.clone());
                }
                self.texts.insert(text);
            } else if c.is_ascii_digit() && !(before.is_alphanumeric() || before == '_' || before == '"') {
                let mut number = String::from(c);
                while let Some(c) = chars.next_if(|c| c.is_ascii_digit() || *c == '.') {
                    number.push(c);
                }
                if before == '-' {
                    self.numbers.insert(format!("-{number}"));
                }
                self.numbers.insert(number);
                before = '0';
                continue;
            }
            before = c;
        }
    }

    /// Whether no expression was read.
    pub const fn is_empty(&self) -> bool {
        !self.read
    }

    /// Strings.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(String::as_str)
    }

    /// Numbers as they are written.
    pub fn numbers(&self) -> impl Iterator<Item = &str> {
        self.numbers.iter().map(String::as_str)
    }

    /// Whole numbers.
    pub fn integers(&self) -> impl Iterator<Item = i64> {
        self.numbers.iter().filter_map(|number| number.parse().ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_and_numbers_are_found() {
        let mut literals = Literals::default();
        literals
            .read("a1 > -5 AND (b = ANY (ARRAY['x'::text, 'it''s'::text])) AND c <> E'a\\\\b' AND d < 1.5");
        assert_eq!(literals.texts().collect::<Vec<_>>(), ["a\\b", "it's", "x"]);
        assert_eq!(literals.numbers().collect::<Vec<_>>(), ["-5", "1.5", "5"]);
        assert_eq!(literals.integers().collect::<Vec<_>>(), [-5, 5]);
    }
}
