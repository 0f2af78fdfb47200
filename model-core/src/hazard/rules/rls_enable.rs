use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "rls-enable",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "row security is switched: who sees which rows changes at once",
    explain: "With row security on, whoever is not the owner sees only rows that a policy shows; without a \
policy, none. It takes effect \
for every query at once, so create the policies in the same transaction and before it.\n\n\
Source: https://www.postgresql.org/docs/current/ddl-rowsecurity.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, _, effect) in facts.effects() {
        match effect {
            Effect::RowSecurity { table, enabled: true } => out.at(
                at,
                table,
                format!(
                    "whoever is not the owner of {table} sees only the rows that its policies show: create \
them before"
                ),
            ),
            Effect::RowSecurity { table, enabled: false } => {
                out.at(at, table, format!("everybody who may read {table} sees all of its rows"));
            }
            _ => {}
        }
    }
}
