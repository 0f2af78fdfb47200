//! Pieces of Rust text.

/// A string literal.
pub fn quoted(text: &str) -> String {
    format!("{text:?}")
}

/// Attributes of that name: all arguments in one if they fit the line, else one each.
pub fn attributes(name: &str, arguments: &[String], indent: usize) -> Vec<String> {
    let before = format!("{}#[", " ".repeat(indent));
    let lists = lists(name, arguments, WIDTH - 1 - before.len());
    lists.into_iter().map(|list| format!("{before}{list}]")).collect()
}

/// `name(..)` with all arguments if that is no wider, else with each of them.
pub fn lists(name: &str, arguments: &[String], width: usize) -> Vec<String> {
    let whole = format!("{name}({})", arguments.join(", "));
    match arguments {
        [] => Vec::new(),
        _ if whole.chars().count() <= width => vec![whole],
        _ => arguments.iter().map(|argument| format!("{name}({argument})")).collect(),
    }
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
