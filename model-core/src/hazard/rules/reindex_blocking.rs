use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "reindex-blocking",
    engines: POSTGRES,
    level: Level::Block,
    summary: "REINDEX keeps writers, and readers by that index, waiting",
    explain: "`REINDEX` locks the table for writers and the index for everybody until it is rebuilt. \
Rebuild it beside them, alone \
in a migration with `run_in_transaction = false`:\n\n\
```sql\nREINDEX INDEX CONCURRENTLY t_c_idx;\n```\n\n\
Source: https://www.postgresql.org/docs/current/sql-reindex.html#SQL-REINDEX-CONCURRENTLY",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen, effect) in facts.effects() {
        let Effect::IndexRebuilt { table, name, .. } = effect else { continue };
        if seen.measured && seen.verb.starts_with("REINDEX") {
            out.at(
                at,
                table,
                format!(
                    "REINDEX of {name} keeps writers to {table} waiting: REINDEX CONCURRENTLY, alone in a \
migration with \
run_in_transaction = false"
                ),
            );
        }
    }
}
