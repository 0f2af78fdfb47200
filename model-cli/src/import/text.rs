//! Pieces of Rust text.

/// A string literal.
pub fn quoted(text: &str) -> String {
    format!("{text:?}")
}

/// Attributes of that name: all arguments in one if they fit the line, else one each.
pub fn attributes(name: &str, arguments: &[String], indent: usize) -> Vec<String> {
    if arguments.is_empty() {
        return Vec::new();
    }
    let line = |list: &str| format!("{}#[{name}({list})]", " ".repeat(indent));
    let whole = line(&arguments.join(", "));
    if whole.chars().count() <= WIDTH {
        return vec![whole];
    }
    arguments.iter().map(|argument| line(argument)).collect()
}

/// rustfmt's.
pub const WIDTH: usize = 100;

/// A doc comment that reads back as this text, or `None` if none does: lines lose the blanks around them.
pub fn docs(text: &str, indent: usize) -> Option<Vec<String>> {
    let keeps = !text.is_empty()
        && text.trim() == text
        && text.split('\n').all(|line| line.trim() == line && !line.contains('\r'));
    keeps.then(|| {
        let line = |line: &str| format!("{}/// {line}", " ".repeat(indent)).trim_end().to_owned();
        text.split('\n').map(line).collect()
    })
}

/// A comment of one line.
pub fn remark(text: &str, indent: usize) -> String {
    let text: Vec<&str> = text.split_whitespace().collect();
    format!("{}// {}", " ".repeat(indent), text.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn docs_only_where_nothing_is_lost() {
        assert_eq!(docs("a\n\nb", 4).unwrap(), ["    /// a", "    ///", "    /// b"]);
        for text in ["", " a", "a\n b", "a\n", "a\r\nb"] {
            assert_eq!(docs(text, 0), None, "{text:?}");
        }
    }
}
