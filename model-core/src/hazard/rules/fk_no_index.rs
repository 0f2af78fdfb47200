use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "fk-no-index",
    engines: ALL_ENGINES,
    level: Level::Warn,
    summary: "a new foreign key has no index on its own columns",
    explain: "The database makes no index for the referring side. Every DELETE or key change on the other \
table then reads the whole table \
to find who refers to the row. Build one that begins with these columns:\n\n\
```sql\nCREATE INDEX CONCURRENTLY t_a_id_idx ON t (a_id);\n```\n\n\
Source: https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK, \
https://www.sqlite.org/foreignkeys.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for change in &facts.changes.altered_tables {
        let table = &change.table.to;
        for key in &change.foreign_keys.added {
            let begins = |columns: &[String]| {
                key.columns.len() <= columns.len()
                    && columns.iter().take(key.columns.len()).all(|name| key.columns.contains(name))
            };
            let keys = table.primary_key.iter().map(|key| key.columns.clone());
            let uniques = table.uniques.iter().map(|unique| unique.columns.clone());
            let indexes = table.indexes.iter().filter(|index| index.predicate.is_none()).map(|index| {
                index
                    .keys
                    .iter()
                    .map_while(|key| match &key.target {
                        crate::ir::KeyTarget::Column(name) => Some(name.clone()),
                        crate::ir::KeyTarget::Expr(_) => None,
                    })
                    .collect()
            });
            if !keys.chain(uniques).chain(indexes).any(|columns: Vec<String>| begins(&columns)) {
                let (name, list) = (&table.name, key.columns.join(", "));
                out.of(name, format!(
                    "deleting from {} reads all of {name}, which refers to it by {list} without an index: \
build one on {name} ({list})",
                    key.target,
                ));
            }
        }
    }
}
