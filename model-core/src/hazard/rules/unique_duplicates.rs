use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "unique-duplicates",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "a new unique index fails if there are duplicates",
    explain: "It passed on the scratch database. Look in production first:\n\n\
```sql\nSELECT c, count(*) FROM t GROUP BY c HAVING count(*) > 1;\n```\n\n\
A failed `CREATE UNIQUE INDEX CONCURRENTLY` leaves an invalid index behind: drop it before you try again.\n\n\
Source: https://www.postgresql.org/docs/current/sql-createindex.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, _, effect) in facts.effects() {
        let Effect::IndexBuilt { table, name, unique: true, .. } = effect else { continue };
        let Some(after) = facts.table_after(table) else { continue };
        let unique =
            after.uniques.iter().find(|unique| unique.name == *name).map(|unique| unique.columns.clone());
        let key = after.primary_key.iter().find(|key| key.name == *name).map(|key| key.columns.clone());
        let index = after.indexes.iter().find(|index| index.name == *name).map(|index| index.columns.clone());
        let columns = unique.or(key).or(index).unwrap_or_default();
        // Of columns that are new there are no old values.
        let old = facts
            .table_before(table)
            .is_some_and(|before| columns.iter().all(|name| before.column(name).is_some()));
        if old && !columns.is_empty() {
            let list = columns.iter().map(|name| facts.ident(name)).collect::<Vec<_>>().join(", ");
            let from = facts.sql(table);
            out.at(
                at,
                table,
                format!(
                    "{name} fails if rows of {table} agree in {list}: first SELECT {list}, count(*) FROM \
{from} GROUP BY {list} \
HAVING count(*) > 1"
                ),
            );
        }
    }
}
