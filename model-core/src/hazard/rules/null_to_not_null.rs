use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "null-to-not-null",
    engines: SQLITE,
    level: Level::Warn,
    summary: "a column becomes NOT NULL, and the copy fails if there is a NULL",
    explain: "It passed on the scratch database. Count in production first, or copy with `coalesce`:\n\n\
```sql\nSELECT count(*) FROM t WHERE c IS NULL;\n```\n\nSource: \
https://www.sqlite.org/lang_createtable.html#notnullconst",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for change in &facts.changes.altered_tables {
        let table = &change.table.to.name;
        for pair in change.columns.altered.iter().filter(|pair| pair.from.nullable && !pair.to.nullable) {
            let column = &pair.to.name;
            out.of(table, format!(
                "this fails if {table}.{column} has a NULL: first SELECT count(*) FROM {from} WHERE {name} \
IS NULL",
                from = facts.sql(table),
                name = facts.ident(column),
            ));
        }
    }
}
