use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "drop-schema",
    engines: POSTGRES,
    level: Level::Block,
    summary: "a schema goes with everything in it",
    explain: "`DROP SCHEMA .. CASCADE` removes everything that lives in it, also what no model describes. \
Drop its objects by name.\n\n\
Source: https://www.postgresql.org/docs/current/sql-dropschema.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen) in facts.statements.iter().enumerate().filter(|(_, seen)| seen.verb == "DROP SCHEMA") {
        let lost = seen.effects.iter().filter(|effect| matches!(effect, Effect::TableDropped { .. })).count();
        if lost > 0 {
            out.statement(at, format!("{lost} table(s) go with their schema: drop them by name before"));
        }
    }
}
