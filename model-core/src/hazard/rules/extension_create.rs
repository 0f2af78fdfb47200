use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "extension-create",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "CREATE EXTENSION needs rights, and files on the server",
    explain: "Only a superuser, or for a trusted extension whoever may create in the database, can do \
this, and a hosted server may not have \
it at all. Make sure that the account which migrates in production may.\n\n\
Source: https://www.postgresql.org/docs/current/sql-createextension.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for name in facts.changes.created_extensions.keys() {
        out.push(
            None,
            None,
            format!(
                "the extension {name} has to be available, and the migrating account may have to be superuser"
            ),
        );
    }
}
