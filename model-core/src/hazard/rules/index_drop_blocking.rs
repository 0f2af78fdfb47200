use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "index-drop-blocking",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "DROP INDEX locks the table for readers and writers",
    explain: "`DROP INDEX` takes ACCESS EXCLUSIVE on the table: it waits for every open query on it, and \
everybody else waits \
behind. Drop it beside them, alone in a migration with `run_in_transaction = false`:\n\n\
```sql\nDROP INDEX CONCURRENTLY t_c_idx;\n```\n\n\
Source: https://www.postgresql.org/docs/current/sql-dropindex.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen, effect) in facts.effects() {
        let Effect::IndexDropped { table, name, constraint: false, .. } = effect else { continue };
        if seen.measured
            && seen.verb == "DROP INDEX"
            && seen.lock_on(table).is_some_and(LockMode::blocks_readers)
        {
            out.at(at, table, format!(
                "dropping the index {name} locks {table} for readers and writers: DROP INDEX CONCURRENTLY, \
alone in a \
migration with run_in_transaction = false"
            ));
        }
    }
}
