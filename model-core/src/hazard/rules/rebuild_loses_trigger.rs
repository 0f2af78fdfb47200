use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "rebuild-loses-trigger",
    engines: SQLITE,
    level: Level::Block,
    summary: "a table was made anew, and its triggers were not",
    explain: "Triggers go with the table that they are on. Create them again after the rename.\n\n\
Source: https://www.sqlite.org/lang_altertable.html#otheralter",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, _, effect) in facts.effects() {
        let Effect::TableRebuilt { table } = effect else { continue };
        for trigger in facts
            .before
            .others
            .iter()
            .filter(|other| other.kind == "trigger" && other.table.as_ref() == Some(table))
        {
            if !facts.after.others.iter().any(|other| other.kind == "trigger" && other.name == trigger.name) {
                out.at(
                    at,
                    table,
                    format!("the trigger {} has gone with the old {table}: create it again", trigger.name),
                );
            }
        }
    }
}
