use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "extension-drop",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "DROP EXTENSION takes its types, functions and operators along",
    explain: "With CASCADE also the columns and indexes that use them. Drop what depends on it by name \
before.\n\n\
Source: https://www.postgresql.org/docs/current/sql-dropextension.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for name in &facts.changes.dropped_extensions {
        out.push(
            None,
            None,
            format!(
                "the extension {name} goes with its types and functions: make sure that no query uses them"
            ),
        );
    }
}
