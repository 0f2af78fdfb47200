use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "policy",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "a policy changes who sees which rows",
    explain: "Policies are rights: have the change reviewed as one. Permissive policies are joined with \
OR, so a new one can only show \
more; dropping one can only show less. Creating one takes ACCESS EXCLUSIVE on the table.\n\n\
Source: https://www.postgresql.org/docs/current/sql-createpolicy.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, _, effect) in facts.effects() {
        if let Effect::PolicyChanged { table, name } = effect {
            out.at(
                at,
                table,
                format!("the policy {name} decides who sees which rows of {table}: have it reviewed"),
            );
        }
    }
}
