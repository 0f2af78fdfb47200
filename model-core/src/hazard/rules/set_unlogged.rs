use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "set-unlogged",
    engines: POSTGRES,
    level: Level::Block,
    summary: "SET LOGGED and SET UNLOGGED write the whole table anew, and an unlogged table is empty after \
a crash",
    explain: "Both write the table anew under an ACCESS EXCLUSIVE lock. An unlogged table is not \
replicated, and empty after a \
crash.\n\nSource: https://www.postgresql.org/docs/current/sql-altertable.html (SET LOGGED), \
https://www.postgresql.org/docs/current/sql-createtable.html (UNLOGGED)",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, _, effect) in facts.effects() {
        let Effect::LoggingChanged { table, logged } = effect else { continue };
        let lost = if *logged { "" } else { ", and from then on a crash empties it" };
        out.at(
            at,
            table,
            format!(
                "{table} is written anew while readers and writers wait{lost}: make a new table and move the \
rows in batches"
            ),
        );
    }
}
