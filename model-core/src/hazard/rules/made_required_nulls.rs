use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "made-required-nulls",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "SET NOT NULL fails if there is a NULL",
    explain: "It passed on the scratch database, whose rows have no NULL there. Count in production \
first:\n\n\
```sql\nSELECT count(*) FROM t WHERE c IS NULL;\n```\n\n\
Source: https://www.postgresql.org/docs/current/sql-altertable.html (SET NOT NULL)",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen, effect) in facts.effects() {
        let Effect::NotNullSet { table, column } = effect else { continue };
        let new = facts.table_before(table).is_some_and(|before| before.column(column).is_none());
        // What a validated CHECK has shown needs no scan; a rewrite is one.
        if !new && (seen.scanned(table) || seen.rewritten(table)) {
            out.at(at, table, format!(
                "this fails if {table}.{column} has a NULL: first SELECT count(*) FROM {from} WHERE {name} \
IS NULL",
                from = facts.sql(table),
                name = facts.ident(column),
            ));
        }
    }
}
