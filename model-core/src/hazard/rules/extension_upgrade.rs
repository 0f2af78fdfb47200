use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "extension-upgrade",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "ALTER EXTENSION .. UPDATE runs scripts that cannot be undone",
    explain: "There is no way back to the older version in general, and the new version has to be \
installed on the server. Upgrade apart from \
schema changes.\n\nSource: https://www.postgresql.org/docs/current/sql-alterextension.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, _, effect) in facts.effects() {
        if let Effect::ExtensionUpgraded { extension, from, to } = effect {
            out.statement(
                at,
                format!("the extension {extension} goes from {from} to {to}, and in general not back"),
            );
        }
    }
}
