//! What a person says to a question: a flag.

use std::fmt;

/// A possible answer. Its [`Display`](fmt::Display) is the flag as it stands on a command line, in quotes where a shell wants them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The flag: `--rename`.
    pub flag: &'static str,
    /// What it is about: `users.name`.
    pub subject: String,
    /// What it says of it.
    pub value: Value,
}

/// What is said of the subject of a flag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing: the flag takes a name alone.
    None,
    /// Another name.
    Name(String),
    /// An expression in SQL; `None` if only a person knows which.
    Sql(Option<String>),
}

impl Answer {
    /// That something may go.
    pub fn drop(subject: impl Into<String>) -> Self {
        Self { flag: "--allow-drop", subject: subject.into(), value: Value::None }
    }

    /// That something has another name now.
    pub fn rename(subject: impl Into<String>, new: impl Into<String>) -> Self {
        Self { flag: "--rename", subject: subject.into(), value: Value::Name(new.into()) }
    }

    /// That rows are known to be as something wants them.
    pub fn known(flag: &'static str, subject: impl Into<String>) -> Self {
        Self { flag, subject: subject.into(), value: Value::None }
    }

    /// An expression for a column.
    pub fn sql(flag: &'static str, subject: impl Into<String>, expression: Option<String>) -> Self {
        Self { flag, subject: subject.into(), value: Value::Sql(expression) }
    }

    /// What the flag is given, as a program gets it from the shell; `None` if a person has to write a part of it.
    pub fn argument(&self) -> Option<String> {
        let Self { subject, value, .. } = self;
        Some(match value {
            Value::None => subject.clone(),
            Value::Name(new) => format!("{subject}={new}"),
            Value::Sql(expression) => format!("{subject}={}", expression.as_ref()?),
        })
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { flag, subject, value } = self;
        match value {
            Value::None => write!(f, "{flag} {}", shell_word(subject)),
            Value::Name(new) => write!(f, "{flag} {}", shell_word(&format!("{subject}={new}"))),
            Value::Sql(None) => write!(f, "{flag} {}=\"<SQL expression>\"", shell_word(subject)),
            Value::Sql(Some(sql)) if is_plain_in_quotes(sql) => {
                write!(f, "{flag} {}=\"{sql}\"", shell_word(subject))
            }
            Value::Sql(Some(sql)) => write!(f, "{flag} {}", shell_word(&format!("{subject}={sql}"))),
        }
    }
}

/// Whether a POSIX shell takes the text for what it is between double quotes.
fn is_plain_in_quotes(text: &str) -> bool {
    let expands = |c: char| c.is_ascii_alphanumeric() || "_{(?@*#!$-".contains(c);
    let mut pairs = text.chars().zip(text.chars().skip(1).chain([' ']));
    pairs.all(|(c, next)| match c {
        '"' | '`' | '!' => false,
        '$' => !expands(next),
        '\\' => !"\"`$\\\n".contains(next),
        _ => true,
    })
}

/// A word as a POSIX shell takes it.
pub fn shell_word(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_.-=:/,".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_is_what_a_shell_takes() {
        assert_eq!(Answer::rename("users.name", "full_name").to_string(), "--rename users.name=full_name");
        assert_eq!(Answer::drop("state.on hold").to_string(), "--allow-drop 'state.on hold'");
        assert_eq!(Answer::drop("t.it's").to_string(), r"--allow-drop 't.it'\''s'");
        let cast = |sql: &str| Answer::sql("--using", "users.age", Some(sql.to_owned()));
        assert_eq!(cast("age::integer").to_string(), r#"--using users.age="age::integer""#);
        assert_eq!(cast(r#""Age"::integer"#).to_string(), r#"--using 'users.age="Age"::integer'"#);
        assert_eq!(cast(r"age ~ '^\s*$'").to_string(), r#"--using users.age="age ~ '^\s*$'""#);
        assert_eq!(cast("'$x' || age").to_string(), r"--using 'users.age='\''$x'\'' || age'");
        assert_eq!(cast("age::integer").argument().as_deref(), Some("users.age=age::integer"));
        assert_eq!(Answer::sql("--backfill", "t.c", None).argument(), None);
    }
}
