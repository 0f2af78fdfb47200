//! A difference as a comment on a pull request. What comes from a schema stands in code, where Markdown changes nothing.

use std::fmt::Write as _;

use model_core::diff::{Line, Mark, Pair};
use model_core::hazard::Severity;

use super::{Outcome, named, script};
use crate::report;
use crate::source::Source;

/// Heading, changes by table, questions, hazards, warnings, SQL; each only where there is something to say.
pub fn document(sides: &Pair<Source>, outcome: &Outcome) -> String {
    let Pair { from, to } = sides;
    let mut text = format!("## Schema: {} → {}\n", code(&from.to_string()), code(&to.to_string()));
    let lines = outcome.found.describe();
    if lines.is_empty() {
        text.push_str("\nNo changes.\n");
    } else {
        changes(&mut text, &lines);
    }
    questions(&mut text, outcome);
    hazards(&mut text, outcome);
    warnings(&mut text, sides, outcome);
    if let Some(proven) = outcome.proven.as_ref().filter(|proven| !proven.stages.is_empty()) {
        let sql = script(&proven.stages);
        let _ = write!(
            text,
            "\n### SQL\n\nRun up, down and up again on a scratch database.\n\n{}",
            fenced("sql", &sql)
        );
    }
    text
}

/// A list, what is of a table below it.
fn changes(text: &mut String, lines: &[Line]) {
    text.push('\n');
    for line in lines {
        let word = match line.mark {
            Mark::Added => "added",
            Mark::Dropped => "**dropped**",
            Mark::Altered => "changed",
            Mark::Renamed => "renamed",
        };
        let _ = writeln!(text, "{}- {word}: {}", "  ".repeat(line.depth), code(&line.text));
    }
}

fn questions(text: &mut String, outcome: &Outcome) {
    let Some(questions) = outcome.open() else { return };
    text.push_str("\n### To be answered first\n\n");
    for question in questions {
        let answers: Vec<String> = question.flags().iter().map(|flag| code(flag)).collect();
        let _ = writeln!(text, "- {}  \n  {}", escaped(&question.to_string()), answers.join(" or "));
    }
}

fn hazards(text: &mut String, outcome: &Outcome) {
    let stages = outcome.proven.iter().flat_map(|proven| &proven.shown.stages);
    let all: Vec<_> = stages.flat_map(|stage| stage.hazards.iter().cloned()).collect();
    let hazards = report::firsts(&all);
    if hazards.is_empty() {
        return;
    }
    text.push_str("\n### Hazards\n\n| | What can happen | Code |\n| --- | --- | --- |\n");
    for hazard in hazards {
        let severity = match hazard.severity {
            Severity::Warn => "warning",
            Severity::Block => "**blocks**",
        };
        let message = cell(&plain(&hazard.message));
        let _ = writeln!(text, "| {severity} | {message} | {} |", cell(&code(hazard.code)));
    }
    text.push_str("\n`cargo model explain CODE` says why, and what to write instead.\n");
}

fn warnings(text: &mut String, sides: &Pair<Source>, outcome: &Outcome) {
    let mut said: Vec<String> = outcome
        .found
        .views
        .iter()
        .map(|fault| format!("{}: {}", escaped(&fault.to_string()), escaped(fault.help())))
        .collect();
    if let Some(proven) = &outcome.proven {
        if let Some(message) = &proven.shown.no_way_back {
            said.push(format!(
                "the way back fails on made-up rows, and was proven on empty tables: {}",
                plain(message)
            ));
        }
        for table in &proven.shown.not_populated {
            let reason = table.shortfall.as_deref().unwrap_or("no row was taken");
            said.push(format!(
                "no rows were made up for {}: {}",
                code(&table.table.to_string()),
                plain(reason)
            ));
        }
    }
    if !sides.from.is_of_models() && !sides.to.is_of_models() {
        let unmanaged = outcome.found.unmanaged.iter();
        said.extend(unmanaged.map(|object| format!("differs, not in the script: {}", code(&named(object)))));
    }
    if said.is_empty() {
        return;
    }
    text.push_str("\n### Warnings\n\n");
    for warning in said {
        let _ = writeln!(text, "- {warning}");
    }
}

/// A code span, on one line: as many backticks around it as it does not have within.
fn code(text: &str) -> String {
    let text = one_line(text);
    let ticks = "`".repeat(longest_run(&text, '`') + 1);
    // One blank on either side is taken off again; a backtick must not touch the fence.
    let touches =
        text.starts_with('`') || text.ends_with('`') || text.starts_with(' ') && text.ends_with(' ');
    let pad = if touches || text.is_empty() { " " } else { "" };
    format!("{ticks}{pad}{text}{pad}{ticks}")
}

/// A fenced block, its fence longer than any in it.
fn fenced(language: &str, text: &str) -> String {
    let fence = "`".repeat((longest_run(text, '`') + 1).max(3));
    format!("{fence}{language}\n{}\n{fence}\n", text.trim_end())
}

/// Words, without what Markdown and HTML would take for their own. What already stands in backticks stays code.
fn escaped(text: &str) -> String {
    let text = one_line(text);
    let mut out = String::with_capacity(text.len());
    let pieces: Vec<&str> = text.split('`').collect();
    // A backtick that is not one of two is a character like any other.
    let paired = pieces.len() % 2 == 1;
    for (n, piece) in pieces.iter().enumerate() {
        if n % 2 == 1 && paired {
            out.push_str(&code(piece));
            continue;
        }
        if n > 0 && !paired {
            out.push_str("\\`");
        }
        out.push_str(&plain(piece));
    }
    out
}

/// Words that have no code in them.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            // Who is called @somebody, and which issue is #1, is nobody's business here.
            '@' => out.push_str("&#64;"),
            '#' => out.push_str("&#35;"),
            '\n' | '\r' => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '>' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// A cell of a table ends at any bar, also in code.
fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        if c == '|' && before != '\\' {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

fn one_line(text: &str) -> String {
    text.split(['\n', '\r']).map(str::trim_end).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

fn longest_run(text: &str, wanted: char) -> usize {
    let (mut longest, mut run) = (0, 0);
    for c in text.chars() {
        run = if c == wanted { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_has_more_backticks_around_it_than_within() {
        for (text, expected) in [
            ("table users", "`table users`"),
            ("a|b", "`a|b`"),
            ("a`b", "``a`b``"),
            ("`a``", "``` `a`` ```"),
            ("", "`  `"),
            ("a\n\n- b", "`a - b`"),
        ] {
            assert_eq!(code(text), expected);
        }
        assert_eq!(fenced("sql", "a\n````\n"), "`````sql\na\n````\n`````\n");
    }

    #[test]
    fn words_stay_words() {
        for (text, expected) in [
            ("`a_b` is <b>, see #1 of @me", "`a_b` is &lt;b\\>, see &#35;1 of &#64;me"),
            ("one ` alone_*", "one \\` alone\\_\\*"),
        ] {
            assert_eq!(escaped(text), expected);
        }
        assert_eq!(cell("`a|b` \\|"), "`a\\|b` \\|");
    }
}
