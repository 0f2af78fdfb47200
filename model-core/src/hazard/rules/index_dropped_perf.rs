use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "index-dropped-perf",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "an index is dropped before the one that takes its place is built",
    explain: "In between, queries that use it read the whole table. Build the new index first, under \
another name, then drop the old one.\n\n\
Source: https://www.postgresql.org/docs/current/sql-createindex.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, _, effect) in facts.effects() {
        let Effect::IndexDropped { table, name, columns, .. } = effect else { continue };
        let successor = facts.effects().find_map(|(later, _, other)| match other {
            Effect::IndexBuilt { table: of, name, .. } if of == table && later > at => {
                let after = facts.table_after(table)?;
                let index = after.indexes.iter().find(|index| index.name == *name)?;
                columns.first().filter(|first| index.columns.contains(first)).map(|_| name)
            }
            _ => None,
        });
        if let Some(new) = successor {
            out.at(
                at,
                table,
                format!("{name} is dropped before {new} is there to take its place: build {new} first"),
            );
        }
    }
}
