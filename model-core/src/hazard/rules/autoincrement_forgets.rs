use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "autoincrement-forgets",
    engines: SQLITE,
    level: Level::Warn,
    summary: "an AUTOINCREMENT table that is made anew gives ids of deleted rows again",
    explain: "The largest id that was ever given is kept in sqlite_sequence under the table's name, and \
goes with the table. Carry it over \
before the old table is dropped:\n\n\
```sql\nUPDATE sqlite_sequence SET seq = (SELECT seq FROM sqlite_sequence WHERE name = 't') WHERE name = \
'new_t';\n```\n\n\
Source: https://www.sqlite.org/autoinc.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, _, effect) in facts.effects() {
        if let Effect::NumbersForgotten { table, from, to } = effect {
            out.at(
                at,
                table,
                format!(
                    "{table} had given ids up to {from} and goes on after {to}: carry its row in \
sqlite_sequence over to the new table"
                ),
            );
        }
    }
}
