use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "rename-enum-value",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "the code that is running writes and reads the old label",
    explain: "Rows follow a renamed label, code does not: writing the old label fails, and reading the new \
one fails to decode. Add the new \
label, deploy code that reads both, and change the rows in batches.\n\n\
Source: https://www.postgresql.org/docs/current/sql-altertype.html (RENAME VALUE)",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, _, effect) in facts.effects() {
        if let Effect::LabelRenamed { ty, from, to } = effect {
            out.statement(
                at,
                format!(
                    "code that still runs knows the label '{from}' of {ty}, which is '{to}' now: add '{to}' \
beside it instead"
                ),
            );
        }
    }
}
